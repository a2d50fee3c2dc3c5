using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Auditing;

/// <summary>One fact or consequence of a loan, and the state on either side of it.</summary>
/// <param name="Version">Null for a consequence that follows and has not been stated.</param>
/// <param name="Before">Null for the loan's first.</param>
internal sealed record LedgerStep(LoanEvent Event, long? Version, LoanState? Before, LoanState After);

/// <summary>A loan gone through in effective order, through the close of a day.</summary>
internal sealed record LedgerWalk(IReadOnlyList<LedgerStep> Steps, LoanState Loan)
{
    /// <summary>Null where the loan was not made by then.</summary>
    /// <param name="through">The last day whose facts and close count.</param>
    public static LedgerWalk? Of(LoanHistory history, PlanState plan, DateOnly through)
    {
        var facts = new Dictionary<LoanEvent, long>(ReferenceEqualityComparer.Instance);
        for (var version = 1; version <= history.Recorded.Count; version++)
        {
            if (history.Standing(version) is { } standing)
                facts[standing] = version;
        }

        var stated = history.Stated.ToList();
        var steps = new List<LedgerStep>();
        LoanState? before = null;
        var ledger = Ledger.Of(
            history.Facts.Where(fact => fact.On <= through),
            plan,
            through,
            (e, after) =>
            {
                steps.Add(new(e, e is LoanConsequence consequence ? VersionOf(consequence) : facts[e], before, after));
                before = after;
            }
        );
        return ledger is null ? null : new(steps, ledger.Loan);

        long? VersionOf(LoanConsequence consequence)
        {
            var at = stated.FindIndex(pair => StatedConsequences.Same(pair.Event, consequence));
            if (at < 0)
                return null;
            var version = stated[at].Version;
            stated.RemoveAt(at);
            return version;
        }
    }
}
