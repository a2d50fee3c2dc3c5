using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

public class DefaultTests
{
    private static LoanUnderTest Loan(CurePeriodRule cure) =>
        new LoanUnderTest(Given.Plan(cure)).After(
            Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m)
        );

    [Fact]
    public void Closing_a_day_twice_states_nothing_the_second_time()
    {
        var loan = Loan(new CurePeriodRule.Maximum()).ClosedThrough("2025-06-30");
        var stated = loan.Events.Count;
        loan.ClosedThrough("2025-06-30").Events.Count.ShouldBe(stated);
        loan.Events.Skip(1)
            .Select(e => e.On)
            .ShouldBe(
                Enumerable.Range(1, 6).Select(month => DueDates.MonthEnd(new(2025, month, 1))).Append(new(2025, 6, 30))
            );
        loan.Events[^1].ShouldBeOfType<DeemedDistributed>();
    }

    [Fact]
    public void A_payment_on_the_last_day_of_the_cure_period_is_in_time_and_one_a_day_later_is_not()
    {
        var inTime = Loan(new CurePeriodRule.Days(10)).ClosedThrough("2025-01-31").After(Given.Repayment("2025-02-10"));
        inTime.State!.Deemed.ShouldBeNull();
        var late = Loan(new CurePeriodRule.Days(10)).ClosedThrough("2025-01-31").After(Given.Repayment("2025-02-11"));
        late.State!.Deemed!.On.ShouldBe(Given.Day("2025-02-10"));
        late.State.Deemed.RepaidSince.ShouldBe(103.28m);
        late.Events.Select(e => e.GetType().Name)
            .ShouldBe(["Originated", "Missed", "DeemedDistributed", "InstallmentPaid"]);
    }

    [Fact]
    public void A_payment_states_what_failed_before_it_even_if_no_day_was_closed() =>
        Loan(new CurePeriodRule.Maximum())
            .After(Given.Repayment("2025-03-05", 250m))
            .Events.Select(e => e.GetType().Name)
            .ShouldBe(["Originated", "Missed", "Missed", "InstallmentPaid"]);

    [Fact]
    public void A_payroll_that_is_waited_for_keeps_the_missed_installment_and_the_deeming_back()
    {
        var loan = Loan(new CurePeriodRule.Days(5));
        loan.Does(new CloseDay(Given.Day("2025-02-08"), Given.Day("2025-01-30"), Given.Source)).Count.ShouldBe(0);
        loan.Does(new CloseDay(Given.Day("2025-02-10"), Given.Day("2025-01-31"), Given.Source)).Count.ShouldBe(2);
        loan.State!.Deemed!.On.ShouldBe(Given.Day("2025-02-05"));
    }

    [Fact]
    public void A_policy_change_counts_for_what_falls_due_later()
    {
        var plan = Given
            .Plan(new CurePeriodRule.Maximum())
            .Apply(
                new PlanAmended(
                    Given.Day("2025-02-01"),
                    new(Given.Day("2025-02-01"), new CurePeriodRule.Days(5)),
                    Given.Source
                )
            );
        Consequences.CureEnds(Given.Day("2025-01-31"), plan).ShouldBe(Given.Day("2025-06-30"));
        Consequences.CureEnds(Given.Day("2025-02-28"), plan).ShouldBe(Given.Day("2025-03-05"));
    }

    [Fact]
    public void After_a_deemed_distribution_interest_goes_on_and_nothing_is_missed_or_deemed_again()
    {
        var loan = Loan(new CurePeriodRule.Days(5)).ClosedThrough("2025-12-31");
        loan.Events.Count(e => e is Missed).ShouldBe(1);
        loan.Events.Count(e => e is DeemedDistributed).ShouldBe(1);
        loan.Outstanding("2025-12-31").ShouldBeGreaterThan(loan.Outstanding("2025-02-28"));
    }

    [Fact]
    public void A_balance_left_at_maturity_fails_with_the_last_installment()
    {
        var loan = Loan(new CurePeriodRule.Days(5));
        loan.After(
                Enumerable
                    .Range(0, 11)
                    .Select(i =>
                        Given.Repayment($"{DueDates.MonthEnd(DueDates.MonthsLater(new(2025, 1, 1), i)):yyyy-MM-dd}")
                    )
                    .ToArray()
            )
            .ClosedThrough("2026-01-05");
        loan.Events[^2].ShouldBeOfType<Missed>().Installment.ShouldBe(12);
        loan.State!.Deemed!.On.ShouldBe(Given.Day("2026-01-05"));
    }
}
