using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A deemed distribution is no actual one: nothing to roll over, and no second form when the loan is offset.
/// </summary>
public class QA12_NoActualDistributionTests
{
    [Fact, Cites("26 CFR 1.72(p)-1 A-12"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void The_offset_of_a_loan_already_deemed_is_reported_once_and_offers_no_rollover_by_default() =>
        OffsetOfDeemedLoanAnswer
            .Of(Given.Day("2023-11-01"), OffsetOfDeemedLoan.NoForm)
            .ShouldBe(new(false, false, null, "26 CFR 1.72(p)-1 A-19(a)"));

    // 1.402(c)-3(b) Ex. 6: offset on 1 November 2023.
    [Fact, Cites("26 CFR 1.402(c)-3(b)")]
    public void Or_the_plan_offers_the_60_days_of_Example_6() =>
        OffsetOfDeemedLoanAnswer
            .Of(Given.Day("2023-11-01"), OffsetOfDeemedLoan.SixtyDay)
            .ShouldBe(new(false, false, Given.Day("2023-12-31"), "26 CFR 1.402(c)-3(b)"));
}
