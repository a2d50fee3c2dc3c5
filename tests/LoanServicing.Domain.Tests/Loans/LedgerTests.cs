using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

public class LedgerTests
{
    private readonly LoanUnderTest loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.Months(3))).After(
        Given.LoanOfA10
    );

    [Theory]
    [InlineData(20000, 0.0875, Frequency.Monthly, 60, 412.74)]
    [InlineData(40000, 0.0875, Frequency.Monthly, 60, 825.49)]
    [InlineData(40000, 0.0875, Frequency.Quarterly, 20, 2490.76)]
    [InlineData(20000, 0.0875, Frequency.Quarterly, 20, 1245.38)]
    [InlineData(1200, 0, Frequency.Monthly, 12, 100.00)]
    public void Level_installments_are_those_that_the_regulation_prints(
        decimal amount,
        decimal rate,
        Frequency frequency,
        int installments,
        decimal expected
    ) => LevelAmortization.Installment(amount, rate, frequency, installments).ShouldBe(expected);

    [Fact]
    public void An_installment_paid_on_its_day_pays_a_period_of_interest_first()
    {
        loan.After(Given.Repayment("2002-08-31"));
        // 20,000 × 0.0875 ÷ 12 = 145.83; 412.74 − 145.83 = 266.91.
        loan.State!.Position.Principal.ShouldBe(20_000m - 266.91m);
        loan.State.Position.InterestDue.ShouldBe(0m);
        loan.State.Position.InstallmentsPaid.ShouldBe(1);
    }

    [Fact]
    public void A_period_in_which_money_came_in_early_accrues_by_the_day()
    {
        loan.After(Given.Repayment("2002-08-21"));
        // 20 days on 20,000 and 10 on 19,587.26, at 0.0875 ÷ 365.
        loan.Outstanding("2002-08-31").ShouldBe(19_587.26m + 142.85m);
        loan.State!.Position.InstallmentsPaid.ShouldBe(1);
    }

    [Fact]
    public void Interest_inside_a_period_is_by_the_actual_day() =>
        // 16 days of 20,000 × 0.0875 ÷ 365 = 76.71.
        loan.Outstanding("2002-08-17").ShouldBe(20_076.71m);

    [Fact]
    public void Unpaid_interest_compounds_at_the_payment_frequency()
    {
        loan.After(
            Enumerable
                .Range(0, 12)
                .Select(i =>
                    Given.Repayment($"{DueDates.MonthEnd(DueDates.MonthsLater(new(2002, 8, 1), i)):yyyy-MM-dd}")
                )
                .ToArray()
        );
        loan.Outstanding("2003-11-30").ShouldBe(17_156.93m);
        loan.Outstanding("2003-12-31").ShouldBe(17_282.03m);
    }

    [Fact]
    public void Half_an_installment_leaves_it_unpaid_and_the_next_money_fills_it()
    {
        loan.After(Given.Repayment("2002-08-31", 200m));
        loan.State!.Position.InstallmentsPaid.ShouldBe(0);
        loan.State.Position.Lacking(Given.Day("2002-09-10"), loan.State.Terms.Schedule).ShouldBe(212.74m);
        loan.After(Given.Repayment("2002-09-10"));
        loan.State.Position.InstallmentsPaid.ShouldBe(1);
    }

    [Fact]
    public void What_lateness_costs_falls_to_the_last_installment()
    {
        var plan = Given.Plan(new CurePeriodRule.Maximum());
        var late = new LoanUnderTest(plan).After(
            Given.Loan("A", "2025-01-01", 900m, 0.06m, Frequency.Monthly, 3, "2025-01-31", 45_000m)
        );
        late.After(Given.Repayment("2025-02-10"), Given.Repayment("2025-02-28"), Given.Repayment("2025-03-31"));
        // On time it would be 303.00 + 303.00 + 303.02.
        late.State!.Terms.LevelInstallment.ShouldBe(303.00m);
        ((InstallmentPaid)late.Events[^2]).Amount.ShouldBe(303.28m);
        late.Events[^1].ShouldBeOfType<PaidInFull>();
        late.Outstanding("2025-12-31").ShouldBe(0m);
    }

    [Fact]
    public void A_payoff_inside_a_period_takes_the_interest_accrued_to_the_day()
    {
        var payoff = loan.Outstanding("2002-09-10");
        loan.After(Given.Repayment("2002-09-10", payoff));
        loan.Events[^1].ShouldBeOfType<PaidInFull>();
        loan.State!.Closed!.By.ShouldBe(ClosedBy.Repayment);
        loan.After(Given.Repayment("2002-09-10", 1m));
        var after = loan.Events[^1].ShouldBeOfType<RepaymentUnapplied>();
        (after.Amount, after.Reason).ShouldBe((1m, UnappliedReason.LoanPaid));
    }

    [Fact]
    public void A_cent_more_than_the_payoff_is_no_repayment()
    {
        loan.After(Given.Repayment("2002-09-10", loan.Outstanding("2002-09-10") + 0.01m));
        loan.State!.Closed!.By.ShouldBe(ClosedBy.Repayment);
        var beyond = loan.Events[^1].ShouldBeOfType<RepaymentUnapplied>();
        (beyond.On, beyond.Amount, beyond.Reason).ShouldBe(
            (Given.Day("2002-09-10"), 0.01m, UnappliedReason.OverPayoff)
        );
    }

    [Theory]
    [InlineData(1.00, null)]
    [InlineData(1.01, "repayment.exceeds-payoff")]
    public void A_payroll_is_taken_in_for_what_is_owed_and_the_tolerance(decimal beyond, string? refused)
    {
        var plan = Given.Plan(new CurePeriodRule.None());
        var tolerant = plan with { Policies = [plan.Policies[0] with { FinalTolerance = 1.00m }] };
        var repayment = Given.Repayment("2002-09-10", loan.Outstanding("2002-09-10") + beyond);
        Loan.Decide(repayment with { OnlyWhatIsOwed = true }, loan.State, tolerant).Rejection?.Code.ShouldBe(refused!);
    }

    [Fact]
    public void Money_between_the_balance_and_the_payoff_prepays_the_periods_interest()
    {
        var balance = loan.State!.Position.Balance;
        loan.After(Given.Repayment("2002-08-17", balance + 10m));
        loan.State.Position.Principal.ShouldBe(0m);
        loan.State.Position.InterestDue.ShouldBe(-10m);
        // 76.71 accrued to the 17th less the 10 prepaid; what is prepaid earns nothing.
        loan.Outstanding("2002-08-31").ShouldBe(66.71m);
    }
}
