using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>Money that comes in inside a period and is more than the balance but less than the payoff.</summary>
public class PrepaidInterestTests
{
    private readonly LoanUnderTest loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.Maximum())).After(
        Given.Loan("A", "2025-03-01", 30_000m, 0.09m, Frequency.Quarterly, 20, "2025-05-31", 100_000m)
    );

    [Fact]
    public void What_is_left_of_a_payoff_that_was_a_cent_short_never_turns_into_a_debt_of_the_plan()
    {
        loan.After(Given.Repayment("2025-03-20", loan.Outstanding("2025-03-20") - 0.01m));
        loan.Outstanding("2025-03-20").ShouldBe(0.01m);
        for (var day = Given.Day("2025-03-20"); day < Given.Day("2026-12-31"); day = day.AddDays(1))
            loan.Outstanding($"{day:yyyy-MM-dd}").ShouldBeGreaterThanOrEqualTo(0m, $"on {day:yyyy-MM-dd}");
    }

    [Fact]
    public void What_is_left_of_a_payoff_that_was_a_cent_short_is_never_deemed_with_a_negative_amount()
    {
        loan.After(Given.Repayment("2025-03-20", loan.Outstanding("2025-03-20") - 0.01m)).ClosedThrough("2031-12-31");
        loan.Events.OfType<DeemedDistributed>().ShouldAllBe(deemed => deemed.Amount > 0m);
    }

    // The contract: a period with early money accrues by the day, every other the periodic rate. A consequence of that,
    // pinned so that nobody is surprised.
    [Fact]
    public void Paying_a_day_early_in_a_month_of_31_days_can_cost_more_than_the_day_saves()
    {
        LoanUnderTest Monthly() =>
            new LoanUnderTest(Given.Plan(new CurePeriodRule.Maximum())).After(
                Given.Loan("A", "2024-12-31", 20_000m, 0.0875m, Frequency.Monthly, 60, "2025-01-31", 100_000m)
            );
        // 20,000 × 0.0875 × 31 ÷ 365 is 148.63 less 0.10 for the day saved, against 20,000 × 0.0875 ÷ 12 = 145.83.
        Monthly()
            .After(Given.Repayment("2025-01-30", 412.74m))
            .Outstanding("2025-01-31")
            .ShouldBe(19_587.26m + 148.53m);
        Monthly()
            .After(Given.Repayment("2025-01-31", 412.74m))
            .Outstanding("2025-01-31")
            .ShouldBe(19_587.26m + 145.83m);
    }
}
