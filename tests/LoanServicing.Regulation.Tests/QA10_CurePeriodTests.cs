using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>When a missed installment becomes a deemed distribution, and of how much.</summary>
public class QA10_CurePeriodTests
{
    private static LoanUnderTest PaidThroughJuly2003(CurePeriodRule cure)
    {
        var loan = new LoanUnderTest(Given.Plan(cure)).After(Given.LoanOfA10);
        return loan.After([
            .. Enumerable.Range(0, 12).Select(i => Given.Repayment($"{loan.State!.Terms.Schedule.Due(i):yyyy-MM-dd}")),
        ]);
    }

    // The regulation prints 17,157 and 17,282, whole dollars of unrounded figures; the contract rounds payment and
    // interest to the cent.
    [Fact, Cites("26 CFR 1.72(p)-1 A-10(c)"), Cites("26 CFR 1.72(p)-1 A-10(b)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void The_example_with_three_months_is_deemed_on_30_November_2003() =>
        Deemed(PaidThroughJuly2003(new CurePeriodRule.Months(3)).ClosedThrough("2003-12-31"))
            .ShouldBe((Given.Day("2003-11-30"), 17_156.93m));

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(c)"), Cites("26 CFR 1.72(p)-1 A-10(b)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void The_example_with_the_longest_cure_period_is_deemed_on_31_December_2003() =>
        Deemed(PaidThroughJuly2003(new CurePeriodRule.Maximum()).ClosedThrough("2004-01-31"))
            .ShouldBe((Given.Day("2003-12-31"), 17_282.03m));

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2003-11-29", null)]
    [InlineData("2003-11-30", "2003-11-30")]
    [InlineData("2003-12-01", "2003-11-30")]
    public void The_loan_is_deemed_at_the_close_of_the_last_day_and_not_before(string closed, string? deemedOn) =>
        (PaidThroughJuly2003(new CurePeriodRule.Months(3)).ClosedThrough(closed).State!.Deemed?.On).ShouldBe(
            deemedOn is null ? null : Given.Day(deemedOn)
        );

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2003-11-29", false)]
    [InlineData("2003-11-30", false)]
    [InlineData("2003-12-01", true)]
    public void A_payment_not_later_than_the_end_of_the_cure_period_is_in_time(string paidOn, bool deemed)
    {
        var loan = PaidThroughJuly2003(new CurePeriodRule.Months(3)).After(Given.Repayment(paidOn));
        (loan.State!.Deemed is not null).ShouldBe(deemed);
        (loan.ClosedThrough("2003-12-01").State!.Deemed?.On).ShouldBe(deemed ? Given.Day("2003-11-30") : null);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2023-01-01", "2023-06-30")]
    [InlineData("2023-03-31", "2023-06-30")]
    [InlineData("2023-04-01", "2023-09-30")]
    [InlineData("2023-06-30", "2023-09-30")]
    [InlineData("2023-07-01", "2023-12-31")]
    [InlineData("2023-09-30", "2023-12-31")]
    [InlineData("2023-10-01", "2024-03-31")]
    [InlineData("2023-12-31", "2024-03-31")]
    [InlineData("2024-02-29", "2024-06-30")]
    public void The_longest_cure_period_runs_to_the_end_of_the_next_calendar_quarter(string due, string latest)
    {
        CurePeriod.LatestEnd(Given.Day(due)).ShouldBe(Given.Day(latest));
        CurePeriod.End(Given.Day(due), new CurePeriodRule.Maximum()).ShouldBe(Given.Day(latest));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void A_plan_without_a_cure_period_has_failed_on_the_due_date() =>
        CurePeriod.End(Given.Day("2023-08-14"), new CurePeriodRule.None()).ShouldBe(Given.Day("2023-08-14"));

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2023-08-31", 1, "2023-09-30")]
    [InlineData("2023-08-31", 3, "2023-11-30")]
    [InlineData("2023-11-30", 3, "2024-02-29")]
    [InlineData("2022-11-30", 3, "2023-02-28")]
    [InlineData("2023-02-28", 3, "2023-05-28")]
    [InlineData("2023-09-30", 3, "2023-12-30")]
    [InlineData("2023-07-01", 5, "2023-12-01")]
    [InlineData("2023-07-01", 6, "2023-12-31")]
    [InlineData("2023-09-30", 4, "2023-12-31")]
    public void Months_run_to_the_same_day_or_the_months_last_and_never_past_the_longest(
        string due,
        int months,
        string end
    ) => CurePeriod.End(Given.Day(due), new CurePeriodRule.Months(months)).ShouldBe(Given.Day(end));

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2023-02-15", 60, "2023-04-16")]
    [InlineData("2024-02-15", 60, "2024-04-15")]
    [InlineData("2023-09-30", 91, "2023-12-30")]
    [InlineData("2023-09-30", 92, "2023-12-31")]
    [InlineData("2023-09-30", 93, "2023-12-31")]
    [InlineData("2023-09-30", 1_000, "2023-12-31")]
    public void Days_are_counted_and_never_past_the_longest(string due, int days, string end) =>
        CurePeriod.End(Given.Day(due), new CurePeriodRule.Days(days)).ShouldBe(Given.Day(end));

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void No_rule_reaches_past_the_longest_or_before_the_due_date_for_any_due_date_of_five_years()
    {
        CurePeriodRule[] rules =
        [
            new CurePeriodRule.None(),
            new CurePeriodRule.Maximum(),
            new CurePeriodRule.Days(17),
            new CurePeriodRule.Days(400),
            new CurePeriodRule.Months(2),
            new CurePeriodRule.Months(40),
        ];
        for (var due = new DateOnly(2023, 1, 1); due.Year < 2028; due = due.AddDays(1))
        {
            foreach (var rule in rules)
                CurePeriod.End(due, rule).ShouldBeInRange(due, CurePeriod.LatestEnd(due));
        }
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void Each_installment_has_its_own_clock()
    {
        // Always one installment behind, and the oldest always made up in time: CCA 201736022, situation 1, not
        // precedent.
        var loan = PaidThroughJuly2003(new CurePeriodRule.Maximum());
        for (var index = 12; index < 36; index++)
            loan.After(Given.Repayment($"{loan.State!.Terms.Schedule.Due(index + 3):yyyy-MM-dd}"));
        loan.State!.Deemed.ShouldBeNull();
        loan.Events.OfType<Missed>().Select(missed => missed.Installment).ShouldBe(Enumerable.Range(13, 26));
    }

    // The plan shortened its cure period between two installments: the younger one's clock, shorter by the amendment,
    // runs out first.
    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void An_installment_whose_own_cure_period_has_ended_fails_though_an_older_one_is_still_in_cure()
    {
        var loan = new LoanUnderTest(ShortenedOn("2025-02-01"))
            .After(Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m))
            .ClosedThrough("2025-03-10");
        loan.Events.OfType<Missed>()
            .Select(missed => missed.CureEnds)
            .ShouldBe([Given.Day("2025-06-30"), Given.Day("2025-03-05")]);
        loan.State!.Deemed.ShouldNotBeNull().On.ShouldBe(Given.Day("2025-03-05"));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void What_is_deemed_is_what_was_owed_on_that_day_and_not_on_the_day_of_a_later_payment()
    {
        var loan = new LoanUnderTest(ShortenedOn("2025-02-01")).After(
            Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m)
        );
        var owed = loan.Outstanding("2025-03-05");
        loan.After(Given.Repayment("2025-03-20")).ClosedThrough("2025-04-15");
        Deemed(loan).ShouldBe((Given.Day("2025-03-05"), owed));
    }

    private static PlanState ShortenedOn(string day) =>
        Given
            .Plan(new CurePeriodRule.Maximum())
            .Apply(new PlanAmended(Given.Day(day), new(Given.Day(day), new CurePeriodRule.Days(5)), Given.Source));

    private static (DateOnly On, decimal Amount) Deemed(LoanUnderTest loan)
    {
        var deemed = loan.Events.OfType<DeemedDistributed>().ShouldHaveSingleItem();
        deemed.Cites.ShouldBe("26 CFR 1.72(p)-1 A-10(b)");
        return (deemed.On, deemed.Amount);
    }
}
