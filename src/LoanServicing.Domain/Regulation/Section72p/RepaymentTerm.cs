using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>By when a loan must be repaid by its terms (26 USC 72(p)(2)(B)).</summary>
public static class RepaymentTerm
{
    public const string Cites = "26 USC 72(p)(2)(B)";

    /// <summary>The last day on which the final installment may fall due; null where the law sets none.</summary>
    // Not modelled: suspensions that move the date (A-9(b), disasters), tracing of a residence loan.
    public static readonly Rule<LoanTerms, DateOnly?> LatestPermissibleDate = new(
        "By when must the loan be repaid?",
        new("26 USC 72(p)(2)(B)(i)", new(Figures.Section72pFrom), null, _ => true, terms => DueDates.YearsLater(terms.MadeOn, Figures.RepaymentTermYears)),
        new("26 USC 72(p)(2)(B)(ii)", new(Figures.Section72pFrom), "26 USC 72(p)(2)(B)(i)", terms => terms.Purpose == LoanPurpose.PrincipalResidence, _ => null));

    /// <summary>Whether the terms repay the loan in time.</summary>
    public static Finding<bool> IsSatisfied(LoanTerms terms)
    {
        var latest = LatestPermissibleDate.Decide(terms, terms.MadeOn);
        return new(latest.Answer is null || terms.FinalDue <= latest.Answer, latest.Cites, latest.Displaced);
    }
}
