using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>
/// All rules that a loan is asked about, in order: as it is made (26 CFR 1.72(p)-1 ), and when its repayments
/// are agreed anew.
/// </summary>
public static class LoanFindings
{
    /// <summary>The provision by which section 72(p) does not apply to a loan at all; null where it does.</summary>
    public static string? ExemptBy(DateOnly madeOn, PlanState plan, LoanCircumstances circumstances)
    {
        if (madeOn < Figures.Section72pFrom && circumstances.BonaFide)
            return "26 CFR 1.72(p)-1 A-22(a)";
        if (PlanFindings.IsPlanLoan(plan, circumstances) is { Answer: false } outside)
            return outside.Cites;
        // What is no loan is an actual distribution, of whatever program it was.
        if (!circumstances.BonaFide)
            return null;
        return
            circumstances.InvestmentProgram is { } program
            && InvestmentProgram.Of(program) is { OutsideSection72p: true } investment
            ? investment.Cites
            : null;
    }

    /// <summary>
    /// The findings as the loan is made. The first that deems the whole loan comes before one that deems an excess.
    /// </summary>
    public static IReadOnlyList<LoanFinding> AtOrigination(Originated e, PlanState plan)
    {
        var circumstances = e.Circumstances ?? LoanCircumstances.Ordinary;
        var terms = e.Terms;
        List<LoanFinding> findings =
        [
            PlanFindings.QualifiedPlan(e, plan, circumstances),
            PlanFindings.BonaFide(circumstances),
        ];
        if (e.Exempt is not null || !circumstances.BonaFide)
            return findings;
        findings.AddRange(PlanFindings.EmployeeContributions(e, plan));
        findings.Add(AgreementFindings.Agreement(e.Agreement, e.On));
        findings.AddRange(TermFindings.Residence(e, circumstances));
        findings.Add(TermFindings.Term(terms));
        findings.Add(TermFindings.Level(terms, e.Replaces));
        findings.AddRange(AgreementFindings.CreditCard(e, circumstances));
        findings.AddRange(SecondLoanFindings.Security(e, circumstances));
        findings.AddRange(AmountFindings.Of(e, plan));
        findings.AddRange(ProgramFindings.Of(e, plan.PolicyOn(e.On), circumstances));
        return findings;
    }

    /// <summary>
    /// What can be said of a loan's own terms when it comes from another system, which answers for them: nothing is
    /// deemed for them here.
    /// </summary>
    public static IReadOnlyList<LoanFinding> AtTakeOver(TakenOver e)
    {
        if (e.Exempt is { } exempt)
            return [new("qualified-plan", false, exempt, "Section 72(p) does not apply to this loan.")];
        List<LoanFinding> findings =
        [
            AgreementFindings.Agreement(e.Agreement, e.MadeOn),
            TermFindings.Term(e.Terms),
            TermFindings.Level(e.Terms, null),
        ];
        return [.. findings.Select(finding => finding with { Deems = null })];
    }

    /// <summary>The findings when repayments are agreed anew: terms that fail deem what is owed that day.</summary>
    /// <param name="loan">With the change taken in.</param>
    public static IReadOnlyList<LoanFinding> AfterChange(LoanEvent change, LoanState loan) =>
        change switch
        {
            Rescheduled rescheduled =>
            [
                ChangeFindings.EndsInTime("repayment-term", RepaymentTerm.Cites, loan),
                ChangeFindings.IsStillQuarterly(rescheduled, loan),
            ],
            RepaymentsDelayed delayed => [.. ChangeFindings.Delay(delayed, loan)],
            LeaveEnded ended =>
            [
                ChangeFindings.EndsInTime("latest-permissible-term", LeaveOfAbsence.CitesLatestTerm, loan),
                ChangeFindings.AfterLeave(ended, loan),
            ],
            _ => [],
        };

    /// <summary>What revoking the consent to payroll withholding means (A-19(b)(3)).</summary>
    public static IReadOnlyList<LoanFinding> AfterRevocation(WithholdingConsentRevoked revoked) =>
        [SecondLoanFindings.Revoked(revoked)];
}
