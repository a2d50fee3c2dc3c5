using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Whether what a loan paid for acquires the principal residence: the tracing rules of section 163(h)(3)(B).
/// </summary>
public class QA07_ResidenceTracingTests
{
    private static readonly PrincipalResidenceFacts Purchase = new(Given.Day("2003-09-01"));

    // 3 June 2003 is 90 days before 1 September. A debt of after the loan is nothing that the loan could have repaid.
    [Theory, Cites("26 CFR 1.72(p)-1 A-7")]
    [InlineData("2003-06-02", false)]
    [InlineData("2003-06-03", true)]
    [InlineData("2003-06-04", true)]
    [InlineData("2003-09-01", true)]
    [InlineData("2003-09-02", false)]
    public void A_debt_counts_where_the_loan_repays_it_within_90_days(string debtOn, bool satisfied) =>
        PrincipalResidence
            .IsSatisfied(Purchase with { AcquisitionDebtOn = Given.Day(debtOn), AcquisitionDebtBoughtDwelling = true })
            .Answer.ShouldBe(satisfied);

    [Fact, Cites("26 CFR 1.72(p)-1 A-7")]
    public void How_many_days_is_a_setting_and_what_the_debt_paid_for_is_not()
    {
        var facts = Purchase with
        {
            AcquisitionDebtOn = Given.Day("2003-05-01"),
            AcquisitionDebtBoughtDwelling = true,
            TracingDays = 123,
        };
        PrincipalResidence.IsSatisfied(facts).Answer.ShouldBeTrue();
        PrincipalResidence.IsSatisfied(facts with { TracingDays = 122 }).Answer.ShouldBeFalse();
        PrincipalResidence.IsSatisfied(facts with { AcquisitionDebtBoughtDwelling = false }).Answer.ShouldBeFalse();
    }
}
