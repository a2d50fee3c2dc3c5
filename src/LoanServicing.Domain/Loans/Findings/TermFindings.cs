using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans.Findings;

/// <summary>By when and how the terms repay the loan (26 USC 72(p)(2)(B), (C); 26 CFR 1.72(p)-1 ).</summary>
internal static class TermFindings
{
    /// <summary>
    /// Whether a loan on a day acquires the participant's principal residence, as far as the plan's record
    /// says.
    /// </summary>
    public static Finding<bool> IsResidenceLoan(DateOnly madeOn, AcquisitionDebt? debt) =>
        madeOn < Figures.Section72pFrom
            ? new(true, "26 CFR 1.72(p)-1 A-22(a)", null)
            : PrincipalResidence.IsSatisfied(
                new(madeOn, AcquisitionDebtOn: debt?.On, AcquisitionDebtBoughtDwelling: debt?.Dwelling == true)
            );

    public static IEnumerable<LoanFinding> Residence(Originated e, LoanCircumstances circumstances)
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

    public static LoanFinding Term(LoanTerms terms)
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

    public static LoanFinding Level(LoanTerms terms, IReadOnlyList<ReplacedLoan>? replaced)
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

    public static string Word(Frequency frequency) => frequency.ToString().ToLowerInvariant();
}
