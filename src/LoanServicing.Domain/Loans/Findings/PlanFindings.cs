using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72e;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>
/// Whether it is a loan of a plan that section 72(p) is about (26 CFR 1.72(p)-1 ), and of one whose
/// loans are no distributions (26 USC 72(e)(7)).
/// </summary>
internal static class PlanFindings
{
    public static Finding<bool> IsPlanLoan(PlanState plan, LoanCircumstances circumstances) =>
        circumstances.Contract is { } contract
            ? PensionPlanContract.IsPlanLoan(contract, plan.Kind)
            : QualifiedEmployerPlan.Of(plan.Kind);

    public static LoanFinding QualifiedPlan(Originated e, PlanState plan, LoanCircumstances circumstances)
    {
        if (e.Exempt is { } exempt)
            return new(
                "qualified-plan",
                false,
                exempt,
                circumstances.InvestmentProgram is { } program
                    ? InvestmentProgram.Of(program).Detail
                    : "Section 72(p) does not apply to this loan."
            );
        var finding = IsPlanLoan(plan, circumstances);
        return new("qualified-plan", true, finding.Cites, "The loan is from a qualified employer plan.");
    }

    public static LoanFinding BonaFide(LoanCircumstances circumstances) =>
        circumstances.BonaFide
            ? new("bona-fide", true, BonaFideLoan.Cites, "Participant and plan mean the amount to be repaid.")
            : new(
                "bona-fide",
                false,
                BonaFideLoan.Cites,
                "Nobody means the amount to be repaid: it is a distribution, not a loan.",
                DeemingReason.NotBonaFide
            );

    public static IEnumerable<LoanFinding> EmployeeContributions(Originated e, PlanState plan)
    {
        if (plan.Provisions.EmployeeContributionShare is not { } share)
            yield break;
        var finding = EmployeeContributionPlan.IsDistribution.Decide(
            new(
                share >= Figures.SubstantiallyAllEmployeeContributions,
                plan.Provisions.EmployeeContributionRule == EmployeeContributionRule.Until1986
            ),
            e.On
        );
        if (finding.Answer)
            yield return new(
                "qualified-plan",
                false,
                finding.Cites,
                $"Employees made {share:0.##%} of the contributions: the loan is a distribution when it is made.",
                DeemingReason.EmployeeContributions
            );
    }
}
