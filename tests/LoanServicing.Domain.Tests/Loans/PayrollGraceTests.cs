using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>
/// Nothing is stated about a due date whose payroll is still waited for (DESIGN.md, "Two times on every fact").
/// </summary>
public class PayrollGraceTests
{
    // The plan has no cure period, so that stating 30 June as missed deems the loan and takes it back when the file
    // comes in two days late.
    private readonly LoanUnderTest loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.None()))
        .After(Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m))
        .After([
            .. new[] { "2025-01-31", "2025-02-28", "2025-03-31", "2025-04-30", "2025-05-31" }.Select(day =>
                Given.Repayment(day)
            ),
        ])
        .After(
            Given.Repayment("2025-05-31", 5m),
            new CloseDay(Given.Day("2025-06-30"), Given.Day("2025-06-20"), Given.Source)
        );

    [Fact]
    public void The_close_of_a_day_waits_for_a_late_payroll() =>
        loan.Events.ShouldNotContain(e => e is LoanConsequence);

    [Fact]
    public void A_reversal_of_an_earlier_payment_waits_for_it_too()
    {
        var payment = loan.History.FindPayment(Given.Day("2025-05-31"), 5m)!.Value;
        loan.Restates(
                new RepaymentReversed(Given.Day("2025-07-01"), payment, Given.Day("2025-05-31"), 5m, Given.Source),
                "2025-06-20"
            )
            .Rejection.ShouldBeNull();
        loan.Events.OfType<LoanConsequence>().ShouldBeEmpty();
    }
}
