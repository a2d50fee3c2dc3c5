using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A severance permits an offset until the participant is hired again.</summary>
public class QA13_RehiredTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    [InlineData("2024-06-14", null)]
    [InlineData("2024-06-15", "offset.barred")]
    [InlineData("2024-09-02", "offset.barred")]
    [InlineData("2024-11-20", null)]
    public void An_offset_needs_a_severance_since_the_latest_hire(string on, string? refused)
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum());
        account
            .Lends("A", new(Given.Day("2024-01-02"), 9_100m, 0.07m, Frequency.Monthly, 36, Given.Day("2024-02-02")))
            .ShouldBeNull();
        account.Takes(new SeveredFact(Given.Day("2024-05-20"))).ShouldBeNull();
        account.Takes(new RehiredFact(Given.Day("2024-06-15"))).ShouldBeNull();
        account.Takes(new SeveredFact(Given.Day("2024-11-20"))).ShouldBeNull();
        account.Takes(new OffsetFact(Given.Day(on), "A", null, null))?.Code.ShouldBe(refused);
        (account["A"].State.Closed is not null).ShouldBe(refused is null);
    }
}
