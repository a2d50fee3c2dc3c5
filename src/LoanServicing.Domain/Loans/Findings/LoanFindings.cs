using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Erisa408b1;
using LoanServicing.Domain.Regulation.Section72e;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>What one rule said about a loan.</summary>
/// <param name="Rule">The contract's word for it.</param>
/// <param name="Detail">In words that a participant can be shown.</param>
/// <param name="Deems">Why it makes a distribution; null where it makes none.</param>
/// <param name="Amount">How much of the loan; null for all of it.</param>
public sealed record LoanFinding(
    string Rule,
    bool Satisfied,
    string Cites,
    string Detail,
    DeemingReason? Deems = null,
    decimal? Amount = null
);

/// <summary>
/// All rules that a loan is asked about, in order: as it is made (26 CFR 1.72(p)-1 A-3, A-4), and when its repayments
/// are agreed anew (A-9, A-20).
/// </summary>
public static partial class LoanFindings
{
    /// <summary>The provision by which section 72(p) does not apply to a loan at all; null where it does.</summary>
    public static string? ExemptBy(DateOnly madeOn, PlanState plan, LoanCircumstances circumstances)
    {
        if (madeOn < Figures.Section72pFrom && circumstances.BonaFide)
            return "26 CFR 1.72(p)-1 A-22(a)";
        if (PlanLoan(plan, circumstances) is { Answer: false } outside)
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
        List<LoanFinding> findings = [QualifiedPlan(e, plan, circumstances), BonaFide(circumstances)];
        if (e.Exempt is not null || !circumstances.BonaFide)
            return findings;
        findings.AddRange(EmployeeContributions(e, plan));
        findings.Add(Agreement(e.Agreement, e.On));
        findings.AddRange(Residence(e, circumstances));
        findings.Add(Term(terms));
        findings.Add(Level(terms, e.Replaces));
        findings.AddRange(CreditCard(e, circumstances));
        findings.AddRange(SecondLoan(e, circumstances));
        findings.AddRange(Amount(e, plan));
        findings.AddRange(Program(e, plan.PolicyOn(e.On), circumstances));
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
        List<LoanFinding> findings = [Agreement(e.Agreement, e.MadeOn), Term(e.Terms), Level(e.Terms, null)];
        return [.. findings.Select(finding => finding with { Deems = null })];
    }

    /// <summary>
    /// The limit that the plan lends up to as the loan is made; null where the account was not valued. The law's is
    /// never lower.
    /// </summary>
    public static AmountLimit? LimitOf(Originated e, PlanState plan) =>
        AmountFactsOf(e, plan) is { } facts ? LoanAmountLimit.OfPlan(facts, e.On) : null;

    /// <summary>
    /// Whether a loan on a day acquires the participant's principal residence (A-5 to A-8), as far as the plan's record
    /// says.
    /// </summary>
    public static Finding<bool> IsResidenceLoan(DateOnly madeOn, AcquisitionDebt? debt) =>
        madeOn < Figures.Section72pFrom
            ? new(true, "26 CFR 1.72(p)-1 A-22(a)", null)
            : PrincipalResidence.IsSatisfied(
                new(madeOn, AcquisitionDebtOn: debt?.On, AcquisitionDebtBoughtDwelling: debt?.Dwelling == true)
            );

    private static Finding<bool> PlanLoan(PlanState plan, LoanCircumstances circumstances) =>
        circumstances.Contract is { } contract
            ? PensionPlanContract.IsPlanLoan(contract, plan.Kind)
            : QualifiedEmployerPlan.Of(plan.Kind);

    private static LoanFinding QualifiedPlan(Originated e, PlanState plan, LoanCircumstances circumstances)
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
        var finding = PlanLoan(plan, circumstances);
        return new("qualified-plan", true, finding.Cites, "The loan is from a qualified employer plan.");
    }

    private static LoanFinding BonaFide(LoanCircumstances circumstances) =>
        circumstances.BonaFide
            ? new("bona-fide", true, BonaFideLoan.Cites, "Participant and plan mean the amount to be repaid.")
            : new(
                "bona-fide",
                false,
                BonaFideLoan.Cites,
                "Nobody means the amount to be repaid: it is a distribution, not a loan.",
                DeemingReason.NotBonaFide
            );

    private static LoanFinding Agreement(bool held, DateOnly madeOn)
    {
        var finding = EnforceableAgreement.IsSatisfied(held, madeOn);
        return new(
            "agreement",
            finding.Answer,
            finding.Cites,
            held ? "A legally enforceable agreement is held." : "No legally enforceable agreement is held.",
            finding.Answer ? null : DeemingReason.Agreement
        );
    }

    private static IEnumerable<LoanFinding> EmployeeContributions(Originated e, PlanState plan)
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

    private static IEnumerable<LoanFinding> Residence(Originated e, LoanCircumstances circumstances)
    {
        if (e.Purpose != LoanPurpose.PrincipalResidence)
            yield break;
        var finding = IsResidenceLoan(e.On, circumstances.AcquisitionDebt);
        yield return new(
            "residence",
            finding.Answer,
            finding.Cites,
            finding.Answer
                ? "The loan acquires the participant's principal residence."
                : "The loan does not acquire the participant's principal residence: it has to be repaid like any other."
        );
    }

    private static LoanFinding Term(LoanTerms terms)
    {
        var finding = RepaymentTerm.IsSatisfied(TermsInLaw.RepaymentTermFacts(terms), terms.FinalDue);
        return new(
            "repayment-term",
            finding.Answer,
            finding.Cites,
            $"The last installment is due on {terms.FinalDue:yyyy-MM-dd}.",
            finding.Answer ? null : DeemingReason.RepaymentTerm
        );
    }

    private static LoanFinding Level(LoanTerms terms, IReadOnlyList<ReplacedLoan>? replaced)
    {
        var finding = LevelAmortization.IsSatisfied(TermsInLaw.AmortizationFacts(terms, replaced));
        return new(
            "level-amortization",
            finding.Answer,
            finding.Cites,
            $"{terms.Installments} {Word(terms.Frequency)} installments from {terms.FirstDue:yyyy-MM-dd}.",
            finding.Answer ? null : DeemingReason.LevelAmortization
        );
    }

    private static IEnumerable<LoanFinding> CreditCard(Originated e, LoanCircumstances circumstances)
    {
        if (!circumstances.CreditCard)
            yield break;
        var finding = CreditCardLoan.IsSatisfied(circumstances.CreditCard, e.On);
        yield return new(
            "credit-card",
            finding.Answer,
            finding.Cites,
            "The loan was made through a credit card or a similar arrangement.",
            finding.Answer ? null : DeemingReason.CreditCard
        );
    }

    private static IEnumerable<LoanFinding> SecondLoan(Originated e, LoanCircumstances circumstances)
    {
        if (e.Borrowing is not { DeemedLoanUnrepaid: true })
            yield break;
        var finding = SubsequentLoan.IsSatisfied(
            new(true, circumstances.PayrollWithholding, circumstances.AdditionalSecurity),
            e.On
        );
        yield return new(
            "second-loan-security",
            finding.Answer,
            finding.Cites,
            "An earlier loan was deemed distributed and is not repaid; this one is "
                + $"{(circumstances.AdditionalSecurity ? "secured beside the account" : circumstances.PayrollWithholding ? "repaid by payroll withholding" : "neither repaid by payroll withholding nor secured beside the account")}.",
            finding.Answer ? null : DeemingReason.SecondLoanCondition
        );
    }

    /// <summary>
    /// What the amount limit of the loan was worked out from; null where the account was not valued by then.
    /// </summary>
    public static LoanAmountFacts? AmountFactsOf(Originated e, PlanState plan) =>
        e.Borrowing is { Vested: { } vested } borrowing
            ? new(
                borrowing.HighestPriorYear,
                borrowing.Outstanding,
                vested,
                plan.PolicyOn(e.On).Floor10000,
                (e.Circumstances ?? LoanCircumstances.Ordinary).LimitSet
            )
            : null;

    private static IEnumerable<LoanFinding> Amount(Originated e, PlanState plan)
    {
        if (AmountFactsOf(e, plan) is not { } facts)
            yield break;
        var (terms, replaced) = (TermsInLaw.Agreed(e.Terms), TermsInLaw.Balances(e.Replaces ?? []));
        var limit = LoanAmountLimit.OfLaw(facts, e.On);
        var beside = facts.OutstandingBefore - Refinancing.Discharged(terms, replaced);
        var excess = Math.Min(e.Amount, beside + e.Amount - limit.Limit);
        var bothCount = replaced.Any(loan => Refinancing.BothCount(terms, loan, replaced));
        var detail =
            $"Borrowed {e.Amount:0.00} with {beside:0.00} outstanding beside it; the limit was {limit.Limit:0.00}, "
            + $"from {facts.Vested:0.00} vested and at most {facts.HighestPriorYear:0.00} owed in the year before.";
        yield return excess <= 0m
            ? new("amount-limit", true, limit.Cites, detail)
            : new(
                "amount-limit",
                false,
                bothCount ? Refinancing.Cites : limit.Cites,
                detail,
                bothCount ? DeemingReason.Refinancing : DeemingReason.AmountLimit,
                Money.Cents.Round(excess)
            );
        var ofPlan = LoanAmountLimit.OfPlan(facts, e.On);
        if (ofPlan.Limit < limit.Limit && beside + e.Amount > ofPlan.Limit)
            yield return new(
                "loan-program",
                false,
                AdequateSecurity.Cites,
                $"The plan lends up to half the vested balance, {ofPlan.Limit:0.00} here; {beside + e.Amount:0.00} "
                    + "is within the law's limit only."
            );
    }

    private static IEnumerable<LoanFinding> Program(Originated e, LoanPolicy policy, LoanCircumstances circumstances)
    {
        const string cites = "29 CFR 2550.408b-1(d)";
        if (policy.MaxLoans is { } most)
        {
            var loans = (e.Borrowing?.Loans ?? 0) + 1;
            yield return new(
                "loan-program",
                loans <= most,
                cites,
                $"The plan allows {most} loans at once; this one makes {loans}."
            );
        }

        if (policy.MinimumLoan is { } least)
            yield return new(
                "loan-program",
                e.Amount >= least,
                cites,
                $"The plan lends {least:0.00} or more; this loan is of {e.Amount:0.00}."
            );
        if (policy.PayrollOnly)
            yield return new(
                "loan-program",
                circumstances.PayrollWithholding,
                cites,
                $"The plan has repayments withheld from pay; those of this loan are{(circumstances.PayrollWithholding ? "" : " not")}."
            );
    }

    private static string Word(Frequency frequency) => frequency.ToString().ToLowerInvariant();
}
