using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>When a loan that replaces another counts beside it (26 CFR 1.72(p)-1 A-20).</summary>
public static class Refinancing
{
    public const string CitesGeneral = "26 CFR 1.72(p)-1 A-20(a)(1)";

    public const string Cites = "26 CFR 1.72(p)-1 A-20(a)(2)";

    // A printed installment is a whole dollar: half of one either way is still the level amount.
    private const decimal SubstantiallyLevel = 0.50m;

    /// <summary>
    /// Whether the replaced loan is treated as still outstanding: the new term ends after the replaced loan's latest permissible date, and the
    /// new terms are not two loans in one, the old balance level to that date and the rest level to the new end.
    /// </summary>
    public static bool BothCount(LoanTerms replacement, ReplacedLoan replaced) =>
        replacement.MadeOn >= Figures.RefinancingFrom && replacement.FinalDue > replaced.LatestPermissibleDate && !IsTwoLevelLoans(replacement, replaced);

    /// <summary>What of the outstanding balance the new loan repays and does not count beside it: the replaced balance, or nothing where both count.</summary>
    public static decimal Discharged(LoanTerms replacement, ReplacedLoan? replaced) =>
        replaced is null || BothCount(replacement, replaced) ? 0m : replaced.Balance;

    /// <summary>Whether the terms are those of A-20(b) Ex. 1(iii): the old balance level to the replaced loan's latest date, what is added level to the end.</summary>
    public static bool IsTwoLevelLoans(LoanTerms replacement, ReplacedLoan replaced)
    {
        if (replacement.Steps is not [var both, var rest] || !(replacement.DueDates[both.Count - 1] <= replaced.LatestPermissibleDate))
            return false;
        var additional = Math.Max(0m, replacement.Amount - replaced.Balance);
        var old = Amortization.LevelInstallment(replaced.Balance, replacement.AnnualRate, replacement.Frequency, both.Count);
        var added = Amortization.LevelInstallment(additional, replacement.AnnualRate, replacement.Frequency, replacement.Installments);
        return Math.Abs(both.Amount - (old + added)) <= SubstantiallyLevel && Math.Abs(rest.Amount - added) <= SubstantiallyLevel;
    }
}
