using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>When a loan that replaces another counts beside it (26 CFR 1.72(p)-1 A-20).</summary>
public static class Refinancing
{
    public const string Cites = "26 CFR 1.72(p)-1 A-20(a)(2)";

    // A printed installment is a whole dollar: half of one either way is still the level amount.
    private const decimal SubstantiallyLevel = 0.50m;

    /// <summary>
    /// Whether the replaced loan is treated as still outstanding: the new term ends after the replaced loan's latest permissible date, and the
    /// new terms are not two loans in one, the old balance level to that date and the rest level to the new end.
    /// </summary>
    /// <param name="replacedBalance">What the replaced loan owes on the day of the transaction.</param>
    public static bool BothCount(LoanTerms replacement, LoanTerms replaced, decimal replacedBalance)
    {
        if (replacement.MadeOn < Figures.RefinancingFrom)
            return false;
        var latest = RepaymentTerm.LatestPermissibleDate.Decide(replaced, replaced.MadeOn).Answer;
        return latest is { } date && replacement.FinalDue > date && !IsTwoLoans(replacement, date, replacedBalance);
    }

    /// <summary>Whether stepped terms have the only shape that A-20(b) Ex. 1(iii) allows: level to one date, then level and lower to the end.</summary>
    public static bool IsTwoLevelLoans(LoanTerms terms) => terms.Steps is [var both, var rest] && rest.Amount < both.Amount;

    private static bool IsTwoLoans(LoanTerms replacement, DateOnly latest, decimal replacedBalance)
    {
        if (replacement.Steps is not [var both, var rest] || replacement.DueDates[both.Count - 1] > latest)
            return false;
        var additional = Math.Max(0m, replacement.Amount - replacedBalance);
        var old = Amortization.LevelInstallment(replacedBalance, replacement.AnnualRate, replacement.Frequency, both.Count);
        var added = Amortization.LevelInstallment(additional, replacement.AnnualRate, replacement.Frequency, replacement.Installments);
        return Math.Abs(both.Amount - (old + added)) <= SubstantiallyLevel && Math.Abs(rest.Amount - added) <= SubstantiallyLevel;
    }
}
