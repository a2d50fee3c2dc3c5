using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Proves a loan's record: its stated consequences are those that follow from its facts, its state is that of its
/// ledger in effective order, and every dollar of principal lent is repaid, offset, moved or still owed.
/// </summary>
internal sealed class LoanProof(DifferenceList differences)
{
    /// <summary>The state as the log leaves it: the fold of its events.</summary>
    /// <param name="recorded">In version order.</param>
    /// <param name="settledThrough">The day up to which what follows must have been stated; null where no day was
    /// closed since the loan's last event.</param>
    public LoanState Prove(IReadOnlyList<LoanEvent> recorded, PlanState plan, DateOnly? settledThrough)
    {
        var history = new LoanHistory(recorded);
        var through = history.StatedThrough(settledThrough);
        return (IsInOrder(recorded) ? AsItFollows(recorded, plan, through) : null) ?? Compare(history, plan, through);
    }

    // A ledger that goes through these very events in this very order is their fold, and states what they state:
    // nothing is left to compare.
    private static LoanState? AsItFollows(IReadOnlyList<LoanEvent> recorded, PlanState plan, DateOnly through)
    {
        var reached = 0;
        var principal = new PrincipalAccount();
        var ledger = Ledger.Of(recorded.Where(e => e is not LoanConsequence), plan, through, Seen);
        return ledger is not null && reached == recorded.Count && principal.IsBalanced(ledger.Loan)
            ? ledger.Loan
            : null;

        void Seen(LoanEvent e, LoanState loan)
        {
            reached =
                reached >= 0 && reached < recorded.Count && HasSameEffect(e, recorded[reached]) ? reached + 1 : -1;
            principal.Take(e, loan);
        }
    }

    private static bool HasSameEffect(LoanEvent one, LoanEvent other) =>
        (one, other) switch
        {
            (Missed a, Missed b) => StatedConsequences.Same(a, b) && a.Accrual == b.Accrual,
            (DeemedDistributed a, DeemedDistributed b) => StatedConsequences.Same(a, b) && a.Due == b.Due,
            (LoanConsequence a, LoanConsequence b) => StatedConsequences.Same(a, b),
            _ => ReferenceEquals(one, other),
        };

    private static bool IsInOrder(IReadOnlyList<LoanEvent> recorded)
    {
        var on = DateOnly.MinValue;
        foreach (var e in recorded)
        {
            if (e is LoanBookkeeping)
                return false;
            if (e is LoanConsequence)
                continue;
            if (e.On < on)
                return false;
            on = e.On;
        }

        return true;
    }

    private LoanState Compare(LoanHistory history, PlanState plan, DateOnly through)
    {
        var folded = history.Folded;
        var where = $"loan {folded.Plan}/{folded.Participant}/{folded.Loan}";
        var principal = new PrincipalAccount();
        var ledger = Ledger.Of(history.Facts, plan, through, principal.Take)!;
        var stated = history.Stated;
        var underOtherRules = false;
        foreach (
            var (version, consequence) in stated.Where(pair =>
                !ledger.Consequences.Any(holds => StatedConsequences.Same(holds, pair.Event))
            )
        )
        {
            var isOfOtherRules = consequence is DeemedDistributed deemed && deemed.RuleSet != RuleSet.Current;
            underOtherRules |= isOfOtherRules;
            differences.Add(
                isOfOtherRules
                    ? new(
                        "rule-set",
                        $"{where}, event {version}",
                        $"{Name(consequence)}, stated under rule set {((DeemedDistributed)consequence).RuleSet}",
                        $"what follows from the facts under rule set {RuleSet.Current}"
                    )
                    : new(
                        "consequence",
                        $"{where}, event {version}",
                        Name(consequence),
                        "a consequence that follows from the facts"
                    )
            );
        }

        foreach (
            var holds in ledger.Consequences.Where(holds =>
                !stated.Any(pair => StatedConsequences.Same(holds, pair.Event))
            )
        )
            differences.Add(
                new(
                    underOtherRules && holds is DeemedDistributed ? "rule-set" : "consequence",
                    where,
                    "nothing",
                    $"{Name(holds)}, which follows from the facts"
                )
            );
        var (was, is_) = (Standing(folded, through), Standing(ledger.Loan, through));
        if (!was.Equals(is_))
            differences.Add(
                new(
                    underOtherRules ? "rule-set" : "ledger",
                    where,
                    was.ToString(),
                    $"{is_}, worked out from the facts in effective order"
                )
            );
        if (!principal.IsBalanced(folded))
            differences.Add(new("money", where, principal.Sum(folded), $"{principal.Lent:0.00}, the principal lent"));
        return folded;
    }

    private static string Name(LoanConsequence consequence) =>
        $"{consequence.GetType().Name} of {consequence.On:yyyy-MM-dd}";

    private static (
        LedgerPosition Position,
        RepaymentSchedule Schedule,
        DeemedPart? Part,
        Deeming? Deemed,
        Closing? Closed
    ) Standing(LoanState loan, DateOnly through) =>
        (
            loan.Closed is null ? loan.Position.AdvanceTo(through, loan.Schedule) : loan.Position,
            loan.Schedule,
            loan.Part,
            loan.Deemed,
            loan.Closed
        );
}
