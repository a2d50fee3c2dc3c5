using LoanServicing.Payroll.Matching;

namespace LoanServicing.Payroll.Tests.Matching;

public sealed class SuspenseReasonTests
{
    [Fact]
    public void The_list_is_closed_and_its_codes_are_stored() =>
        SuspenseReason
            .All.Select(r => r.Code)
            .ShouldBe([
                "participant.unknown",
                "loan.unknown",
                "loan.number-missing",
                "loan.not-repayable",
                "loan.ambiguous",
                "repayment.exceeds-payoff",
                "line.repeated",
                "line.already-remitted",
                "line.negative",
            ]);

    [Fact]
    public void Each_has_a_sentence_and_is_found_by_its_code()
    {
        foreach (var reason in SuspenseReason.All)
        {
            reason.Sentence.ShouldEndWith(".");
            SuspenseReason.TryFind(reason.Code, out var found).ShouldBeTrue();
            found.ShouldBeSameAs(reason);
            reason.ToString().ShouldBe(reason.Code);
        }

        SuspenseReason.TryFind("loan.lost", out _).ShouldBeFalse();
    }

    [Fact]
    public void All_leaves_none_out() =>
        typeof(SuspenseReason)
            .GetProperties()
            .Count(p => p.PropertyType == typeof(SuspenseReason))
            .ShouldBe(SuspenseReason.All.Length);
}
