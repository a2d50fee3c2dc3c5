using LoanServicing.Domain.Regulation.Section72e;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Loans from plans whose contributions are substantially all the employees' (26 CFR 1.72(e)-1T).</summary>
public class Section72e_EmployeeContributionPlanTests
{
    [Theory, Cites("26 CFR 1.72(e)-1T A-5")]
    [InlineData(84_999.99, false)]
    [InlineData(85_000, true)]
    [InlineData(85_000.01, true)]
    public void Eighty_five_percent_or_more_is_substantially_all(decimal employee, bool all) =>
        Test(new("C", "P", ContributionContractKind.Other, employee, 100_000m)).ShouldBe(all);

    [Fact, Cites("26 CFR 1.72(e)-1T A-5(b)")]
    public void Contracts_of_one_qualified_plan_count_together()
    {
        ContributionContract annuity = new("Annuity", "P", ContributionContractKind.QualifiedPlan, 9_000m, 9_000m);
        ContributionContract trust = new("Trust", "P", ContributionContractKind.QualifiedPlan, 8_000m, 11_000m);
        Test(annuity, trust).ShouldBeTrue();
        Test(trust, annuity).ShouldBeTrue();
        Test(trust, annuity with { Plan = "Q" }).ShouldBeFalse();
    }

    [Fact, Cites("26 CFR 1.72(e)-1T A-5(c)")]
    public void Plans_that_the_federal_government_administers_count_together_and_one_that_a_bank_administers_does_not()
    {
        ContributionContract one = new("A", "Retirement", ContributionContractKind.FederalPlan, 500m, 1_000m);
        Test(one, new ContributionContract("B", "Savings", ContributionContractKind.FederalPlan, 9_000m, 9_000m))
            .ShouldBeTrue();
        Test(one, new ContributionContract("B", "Savings", ContributionContractKind.QualifiedPlan, 9_000m, 9_000m))
            .ShouldBeFalse();
    }

    [Fact, Cites("26 CFR 1.72(e)-1T A-5(d)")]
    public void Each_403b_contract_counts_alone()
    {
        ContributionContract one = new("A", "P", ContributionContractKind.AnnuityContract, 840m, 1_000m);
        Test(one, new ContributionContract("B", "P", ContributionContractKind.AnnuityContract, 9_000m, 9_000m))
            .ShouldBeFalse();
    }

    [Fact, Cites("26 CFR 1.72(e)-1T A-5")]
    public void Nothing_contributed_is_no_employee_contribution() =>
        Test(new("A", "P", ContributionContractKind.Other, 0m, 0m)).ShouldBeFalse();

    [Theory, Cites("26 CFR 1.72(e)-1T A-6"), Cites("26 CFR 1.72(e)-1T A-8"), Cites("26 USC 72(p)(1)(A)")]
    [InlineData("1984-10-16", null, false)]
    [InlineData("1984-10-17", null, true)]
    [InlineData("1984-10-18", null, true)]
    [InlineData("1984-03-01", "1984-10-16", false)]
    [InlineData("1984-03-01", "1984-10-17", true)]
    [InlineData("1988-11-08", null, true)]
    [InlineData("1988-11-09", null, true)]
    [InlineData("1988-11-10", null, false)]
    [InlineData("2020-01-01", null, false)]
    public void A_loan_is_a_distribution_from_17_October_1984_renegotiated_ones_too_until_the_repeal(
        string madeOn,
        string? renegotiatedOn,
        bool distribution
    )
    {
        var on = EmployeeContributionPlan.MadeOn(
            Given.Day(madeOn),
            renegotiatedOn is null ? null : Given.Day(renegotiatedOn)
        );
        EmployeeContributionPlan.IsDistribution.Decide(new(true), on).Answer.ShouldBe(distribution);
        EmployeeContributionPlan.IsDistribution.Decide(new(false), on).Answer.ShouldBeFalse();
    }

    [Theory, Cites("26 CFR 1.72(e)-1T A-6")]
    [InlineData("1986-12-30", true)]
    [InlineData("1986-12-31", true)]
    [InlineData("1987-01-01", false)]
    [InlineData("1988-11-09", false)]
    public void A_plan_can_take_the_repeal_to_reach_back_to_the_Tax_Reform_Act(string madeOn, bool distribution) =>
        EmployeeContributionPlan
            .IsDistribution.Decide(new(true, RepealedAsOf1986: true), Given.Day(madeOn))
            .Answer.ShouldBe(distribution);

    private static bool Test(ContributionContract contract, params ContributionContract[] others) =>
        EmployeeContributionPlan.IsSubstantiallyAllEmployee(contract, [contract, .. others]).Answer;
}
