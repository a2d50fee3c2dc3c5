using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>What level amortization depends on.</summary>
/// <param name="Replaced">The loan that this one refinances: its terms may then be those of two loans (26 CFR 1.72(p)-1 A-20(a)(2)).</param>
public sealed record AmortizationFacts(LoanTerms Terms, ReplacedLoan? Replaced);

/// <summary>Whether the terms repay the loan in substantially level installments, at least quarterly (26 USC 72(p)(2)(C)).</summary>
public static class LevelAmortization
{
    // Not modelled: a first installment later than a quarter after the loan, leaves, reschedules.
    public static readonly Rule<AmortizationFacts, bool> Requirement = new(
        "Is the loan repaid in level installments, at least quarterly?",
        // Before the Tax Reform Act the Code asked for repayment in time and nothing more.
        new("26 USC 72(p)(2)(B)", new(Figures.Section72pFrom, Figures.TaxReformActFrom.AddDays(-1)), null, _ => true, _ => true),
        new("26 USC 72(p)(2)(C)", new(Figures.TaxReformActFrom), null, _ => true, facts => facts.Terms.Frequency != Frequency.Annual && IsLevel(facts)));

    public static Finding<bool> IsSatisfied(LoanTerms terms, ReplacedLoan? replaced = null) => Requirement.Decide(new(terms, replaced), terms.MadeOn);

    private static bool IsLevel(AmortizationFacts facts) =>
        facts.Terms.Steps is not { } steps
        || steps.All(step => step.Amount == steps[0].Amount)
        || (facts.Replaced is { } replaced && Refinancing.IsTwoLevelLoans(facts.Terms, replaced));
}
