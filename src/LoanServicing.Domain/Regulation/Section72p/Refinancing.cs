namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>A loan that another one replaces.</summary>
/// <param name="Balance">What it owes on the day of the transaction, without interest not yet due.</param>
/// <param name="LatestPermissibleDate">The last day that the law lets it run; null for a residence loan.</param>
public sealed record ReplacedBalance(decimal Balance, DateOnly? LatestPermissibleDate);

/// <summary>When a loan that replaces others counts beside them (26 CFR 1.72(p)-1 A-20).</summary>
public static class Refinancing
{
    public const string CitesGeneral = "26 CFR 1.72(p)-1 A-20(a)(1)";

    public const string Cites = "26 CFR 1.72(p)-1 A-20(a)(2)";

    // A printed installment is the sum of whole dollars: half of one for each loan in it is still the level amount.
    private const decimal SubstantiallyLevel = 0.50m;

    /// <summary>
    /// Whether a replaced loan is treated as still outstanding: the new term ends after its latest permissible date,
    /// and the new terms are not several loans in one, each old balance level to its own date and the rest level to the
    /// new end.
    /// </summary>
    public static bool BothCount(
        AgreedRepayments replacement,
        ReplacedBalance replaced,
        IReadOnlyList<ReplacedBalance> allReplaced
    ) =>
        replacement.MadeOn >= Figures.RefinancingFrom
        && replacement.FinalDue > replaced.LatestPermissibleDate
        && !IsLevelLoansInOne(replacement, allReplaced);

    /// <summary>
    /// What of the outstanding balance the new loan repays and does not count beside it: the balances of the replaced
    /// loans that do not count too.
    /// </summary>
    public static decimal Discharged(AgreedRepayments replacement, IReadOnlyList<ReplacedBalance> replaced) =>
        replaced.Where(loan => !BothCount(replacement, loan, replaced)).Sum(loan => loan.Balance);

    /// <summary>
    /// Whether the terms are those of A-20(b) Ex. 1(iii): each replaced balance level to an installment not after its
    /// latest permissible date, what is added level to the end.
    /// </summary>
    public static bool IsLevelLoansInOne(AgreedRepayments replacement, IReadOnlyList<ReplacedBalance> replaced)
    {
        if (replacement.Stepped?.Steps is not { } steps)
            return false;
        var ends = steps.Aggregate(
            new List<(int Installments, DateOnly Due)>(),
            (counts, step) => [.. counts, (step.Count + counts.LastOrDefault().Installments, step.LastDue)]
        );
        var loans = new List<(decimal Level, int Installments)>();
        foreach (var loan in replaced)
        {
            var (installments, _) = ends.LastOrDefault(end =>
                loan.LatestPermissibleDate is null || end.Due <= loan.LatestPermissibleDate
            );
            if (installments == 0)
                return false;
            loans.Add(
                (
                    LevelAmortization.Installment(
                        loan.Balance,
                        replacement.AnnualRate,
                        replacement.Frequency,
                        installments
                    ),
                    installments
                )
            );
        }

        var additional = Math.Max(0m, replacement.Amount - replaced.Sum(loan => loan.Balance));
        loans.Add(
            (
                LevelAmortization.Installment(
                    additional,
                    replacement.AnnualRate,
                    replacement.Frequency,
                    replacement.Installments
                ),
                replacement.Installments
            )
        );
        return steps
            .Zip(ends)
            .All(pair =>
                Math.Abs(
                    pair.First.Amount
                        - loans.Where(loan => loan.Installments >= pair.Second.Installments).Sum(loan => loan.Level)
                )
                <= SubstantiallyLevel * loans.Count
            );
    }
}
