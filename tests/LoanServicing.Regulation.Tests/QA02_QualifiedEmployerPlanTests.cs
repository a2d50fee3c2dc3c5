using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Regulation.Tests;

/// <summary>Which plans, and which annuity contracts, section 72(p) is about.</summary>
public class QA02_QualifiedEmployerPlanTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-2")]
    [InlineData(PlanKind.Section401a, true, "26 CFR 1.72(p)-1 A-2(a)")]
    [InlineData(PlanKind.Section403a, true, "26 CFR 1.72(p)-1 A-2(b)")]
    [InlineData(PlanKind.Section403b, true, "26 CFR 1.72(p)-1 A-2(c)")]
    [InlineData(PlanKind.Governmental, true, "26 CFR 1.72(p)-1 A-2(d)")]
    [InlineData(PlanKind.Governmental457b, true, "26 CFR 1.72(p)-1 A-2(d)")]
    [InlineData(PlanKind.FormerlyQualified, true, "26 CFR 1.72(p)-1 A-2(e)")]
    [InlineData(PlanKind.None, false, "26 CFR 1.72(p)-1 A-2")]
    public void The_kind_of_plan_decides(PlanKind plan, bool qualified, string cites) =>
        QualifiedEmployerPlan.Of(plan).ShouldBe(new Finding<bool>(qualified, cites, null));

    [Fact, Cites("26 CFR 1.72(p)-1 A-2")]
    public void Every_kind_of_plan_has_an_answer() =>
        Enum.GetValues<PlanKind>().Where(kind => !QualifiedEmployerPlan.Of(kind).Answer).ShouldBe([PlanKind.None]);

    [Theory, Cites("26 USC 72(p)(5)"), Cites("26 USC 818(a)"), Cites("26 CFR 1.72(p)-1 A-1(a)")]
    [InlineData(PensionPlanContractKind.QualifiedTrust, PlanKind.Section401a, true)]
    [InlineData(PensionPlanContractKind.QualifiedTrust, PlanKind.None, true)]
    [InlineData(PensionPlanContractKind.AnnuityPlan, PlanKind.Section403a, true)]
    [InlineData(PensionPlanContractKind.InsurersOwnEmployees, PlanKind.Section401a, true)]
    [InlineData(PensionPlanContractKind.AnnuityForCharityOrSchool, PlanKind.Section403b, true)]
    [InlineData(PensionPlanContractKind.IndividualRetirement, PlanKind.Section401a, false)]
    [InlineData(PensionPlanContractKind.IndividualRetirement, PlanKind.None, false)]
    [InlineData(PensionPlanContractKind.GovernmentalOrDeferredCompensation, PlanKind.Governmental457b, true)]
    [InlineData(PensionPlanContractKind.GovernmentalOrDeferredCompensation, PlanKind.Governmental, true)]
    [InlineData(PensionPlanContractKind.GovernmentalOrDeferredCompensation, PlanKind.None, false)]
    public void A_loan_under_a_contract_is_a_plan_loan_where_a_qualified_employer_plan_purchased_it(
        PensionPlanContractKind contract,
        PlanKind plan,
        bool planLoan
    )
    {
        var finding = PensionPlanContract.IsPlanLoan(contract, plan);
        finding.Answer.ShouldBe(planLoan);
        (finding.Cites == "26 USC 818(a)").ShouldBe(!planLoan);
    }
}
