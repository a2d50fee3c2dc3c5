using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>Whether the terms repay the loan in substantially level installments, at least quarterly (26 USC 72(p)(2)(C)).</summary>
public static class LevelAmortization
{
    // Not modelled: a first installment later than a quarter after the loan, leaves, reschedules.
    public static readonly Rule<LoanTerms, bool> Requirement = new(
        "Is the loan repaid in level installments, at least quarterly?",
        new("26 USC 72(p)(2)(A)", new(Figures.Section72pFrom, Figures.TaxReformActFrom.AddDays(-1)), null, _ => true, _ => true),
        new(
            "26 USC 72(p)(2)(C)",
            new(Figures.TaxReformActFrom),
            null,
            _ => true,
            terms => terms.Frequency != Frequency.Annual && (terms.Steps is null || Refinancing.IsTwoLevelLoans(terms))));

    public static Finding<bool> IsSatisfied(LoanTerms terms) => Requirement.Decide(terms, terms.MadeOn);
}
