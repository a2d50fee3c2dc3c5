using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section7508A;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Deadlines that a notice postpones, as Notice 2020-23 did for the pandemic.</summary>
public class Section7508A_PostponedDeadlineTests
{
    private readonly AccountUnderTest account = new(new CurePeriodRule.Maximum());

    [Theory, Cites("26 USC 7508A")]
    [InlineData("2020-03-31", "2020-03-31")]
    [InlineData("2020-04-01", "2020-07-15")]
    [InlineData("2020-07-14", "2020-07-15")]
    [InlineData("2020-07-15", "2020-07-15")]
    [InlineData("2020-07-16", "2020-07-16")]
    public void A_deadline_in_the_window_is_the_day_that_stands_in_its_place(string deadline, string counts) =>
        PostponedDeadline
            .Of(Given.Day(deadline), [new(Given.Day("2020-04-01"), Given.Day("2020-07-14"), Given.Day("2020-07-15"))])
            .ShouldBe(Given.Day(counts));

    // Due on 30 April, May and June 2020: all count as due on 15 July, whose cure period ends with the year.
    [Fact, Cites("26 USC 7508A")]
    public void What_was_missed_before_the_notice_is_missed_on_the_later_day()
    {
        Lends("A", "2020-01-15", 7_200m, "2020-01-31");
        account.Pays("A", "2020-01-31").Pays("A", "2020-02-29").Pays("A", "2020-03-31").ClosedThrough("2020-05-04");
        account["A"].History.Stated.Select(stated => stated.Event).OfType<Missed>().Count().ShouldBe(1);

        Postpones("2020-05-05");
        account.ClosedThrough("2020-07-14");
        account["A"].History.Stated.ShouldBeEmpty();
        account.ClosedThrough("2020-07-15");
        var missed = account["A"].History.Stated.Select(stated => stated.Event).OfType<Missed>().ToList();
        missed.Select(one => one.Installment).ShouldBe([4, 5, 6]);
        missed.ShouldAllBe(one => one.On == Given.Day("2020-07-15") && one.CureEnds == Given.Day("2020-12-31"));
        account.ClosedThrough("2020-12-31").Deemed("A").ShouldHaveSingleItem();
    }

    [Fact, Cites("26 USC 7508A")]
    public void A_deemed_distribution_of_a_missed_installment_in_the_window_is_withdrawn()
    {
        var strict = new AccountUnderTest(new CurePeriodRule.None());
        strict
            .Lends("A", new(Given.Day("2020-03-15"), 7_200m, 0.05m, Frequency.Monthly, 36, Given.Day("2020-04-15")))
            .ShouldBeNull();
        strict.ClosedThrough("2020-04-20")["A"].State.Deemed.ShouldNotBeNull();
        strict.Takes(Postponement("2020-04-21")).ShouldBeNull();
        strict["A"].State.Deemed.ShouldBeNull();
        strict.Pays("A", "2020-07-15").Pays("A", "2020-07-15").Pays("A", "2020-07-15");
        strict.ClosedThrough("2020-07-31")["A"].State.Deemed.ShouldNotBeNull("the installment of 15 July is not in it");
    }

    [Fact, Cites("26 USC 7508A")]
    public void A_loan_made_after_the_notice_has_its_dues_postponed_too()
    {
        Postpones("2020-04-09");
        Lends("B", "2020-05-15", 4_100m, "2020-06-15");
        account.ClosedThrough("2020-07-14")["B"].Events.OfType<Missed>().ShouldBeEmpty();
        account["B"].State.Position.OldestUnpaidDue(account["B"].State.Schedule).ShouldBe(Given.Day("2020-07-15"));
    }

    private void Lends(string loan, string on, decimal amount, string firstDue) =>
        account
            .Lends(loan, new(Given.Day(on), amount, 0.05m, Frequency.Monthly, 36, Given.Day(firstDue)))
            .ShouldBeNull();

    private void Postpones(string on) => account.Takes(Postponement(on)).ShouldBeNull();

    private static DeadlinePostponedFact Postponement(string on) =>
        new(Given.Day(on), Given.Day("2020-04-01"), Given.Day("2020-07-14"), Given.Day("2020-07-15"), "Notice 2020-23");
}
