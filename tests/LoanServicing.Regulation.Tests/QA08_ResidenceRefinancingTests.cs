using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A refinancing acquires no residence; a plan loan that repays the bank loan which bought it does.</summary>
public class QA08_ResidenceRefinancingTests
{
    private static readonly PrincipalResidenceFacts Purchase = new(Given.Day("2003-09-01"));

    [Fact, Cites("26 CFR 1.72(p)-1 A-8(a)"), Cites("26 CFR 1.72(p)-1 A-8(b)"), Cites("26 CFR 1.72(p)-1 A-7")]
    public void Example_the_plan_loan_repays_the_bank_loan_that_bought_the_home_a_month_before() =>
        PrincipalResidence
            .IsSatisfied(
                Purchase with
                {
                    AcquisitionDebtOn = Given.Day("2003-08-01"),
                    AcquisitionDebtBoughtDwelling = true,
                }
            )
            .ShouldBe(new(true, "26 CFR 1.72(p)-1 A-7", "26 USC 72(p)(2)(B)(ii)"));

    [Fact, Cites("26 CFR 1.72(p)-1 A-8(a)")]
    public void A_refinancing_of_a_plan_loan_is_none_whatever_the_first_loan_bought()
    {
        PrincipalResidence
            .IsSatisfied(Purchase with { RepaysPlanLoan = true })
            .ShouldBe(new(false, "26 CFR 1.72(p)-1 A-8(a)", "26 USC 72(p)(2)(B)(ii)"));
        PrincipalResidence
            .IsSatisfied(
                Purchase with
                {
                    RepaysPlanLoan = true,
                    AcquisitionDebtOn = Given.Day("2003-08-01"),
                    AcquisitionDebtBoughtDwelling = true,
                }
            )
            .Answer.ShouldBeFalse();
    }
}
