using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Which loans acquire the participant's principal residence: tracing, and why a refinancing does not.</summary>
public class QA07_ResidenceTracingTests
{
    private static readonly PrincipalResidenceFacts Purchase = new(Given.Day("2003-09-01"));

    [Fact, Cites("26 CFR 1.72(p)-1 A-8(a)"), Cites("26 CFR 1.72(p)-1 A-8(b)"), Cites("26 CFR 1.72(p)-1 A-7")]
    public void Example_the_plan_loan_repays_the_bank_loan_that_bought_the_home_a_month_before() =>
        PrincipalResidence.IsSatisfied(Purchase with { AcquisitionDebtOn = Given.Day("2003-08-01"), AcquisitionDebtBoughtDwelling = true })
            .ShouldBe(new(true, "26 CFR 1.72(p)-1 A-7", "26 USC 72(p)(2)(B)(ii)"));

    // 3 June 2003 is 90 days before 1 September. A debt of after the loan is nothing that the loan could have repaid.
    [Theory, Cites("26 CFR 1.72(p)-1 A-7")]
    [InlineData("2003-06-02", false)]
    [InlineData("2003-06-03", true)]
    [InlineData("2003-06-04", true)]
    [InlineData("2003-09-01", true)]
    [InlineData("2003-09-02", false)]
    public void A_debt_counts_where_the_loan_repays_it_within_90_days(string debtOn, bool satisfied) =>
        PrincipalResidence.IsSatisfied(Purchase with { AcquisitionDebtOn = Given.Day(debtOn), AcquisitionDebtBoughtDwelling = true }).Answer.ShouldBe(satisfied);

    [Fact, Cites("26 CFR 1.72(p)-1 A-7")]
    public void How_many_days_is_a_setting_and_what_the_debt_paid_for_is_not()
    {
        var facts = Purchase with { AcquisitionDebtOn = Given.Day("2003-05-01"), AcquisitionDebtBoughtDwelling = true, TracingDays = 123 };
        PrincipalResidence.IsSatisfied(facts).Answer.ShouldBeTrue();
        PrincipalResidence.IsSatisfied(facts with { TracingDays = 122 }).Answer.ShouldBeFalse();
        PrincipalResidence.IsSatisfied(facts with { AcquisitionDebtBoughtDwelling = false }).Answer.ShouldBeFalse();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-8(a)")]
    public void A_refinancing_of_a_plan_loan_is_none_whatever_the_first_loan_bought()
    {
        PrincipalResidence.IsSatisfied(Purchase with { RepaysPlanLoan = true }).ShouldBe(new(false, "26 CFR 1.72(p)-1 A-8(a)", "26 USC 72(p)(2)(B)(ii)"));
        PrincipalResidence.IsSatisfied(Purchase with { RepaysPlanLoan = true, AcquisitionDebtOn = Given.Day("2003-08-01"), AcquisitionDebtBoughtDwelling = true }).Answer.ShouldBeFalse();
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-5"), Cites("26 CFR 1.72(p)-1 A-6")]
    [InlineData(DwellingUse.Acquire, DwellingOccupant.Participant, true, true)]
    [InlineData(DwellingUse.Build, DwellingOccupant.Participant, true, false)]
    [InlineData(DwellingUse.Acquire, DwellingOccupant.FamilyMember, true, false)]
    [InlineData(DwellingUse.Acquire, DwellingOccupant.Nobody, false, false)]
    [InlineData(DwellingUse.None, DwellingOccupant.Participant, false, false)]
    public void Until_1986_building_and_the_family_counted_too(DwellingUse use, DwellingOccupant occupant, bool before1987, bool since)
    {
        PrincipalResidence.IsSatisfied(new(Given.Day("1986-12-31"), use, occupant)).Answer.ShouldBe(before1987);
        PrincipalResidence.IsSatisfied(new(Given.Day("1987-01-01"), use, occupant)).Answer.ShouldBe(since);
        PrincipalResidence.IsSatisfied(new(Given.Day("1987-01-02"), use, occupant)).Answer.ShouldBe(since);
    }
}
