using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Loans;

/// <summary>A loan worked out from its facts through the close of a day.</summary>
/// <param name="Loan">Its state then.</param>
/// <param name="Consequences">All that followed and still holds, in order.</param>
public sealed record Ledger(LoanState Loan, IReadOnlyList<LoanConsequence> Consequences)
{
    /// <param name="facts">In effective order, the first a <see cref="LoanMade"/>; none after
    /// <paramref name="through"/>.</param>
    public static Ledger? Of(IEnumerable<LoanEvent> facts, PlanState plan, DateOnly through) =>
        Of(facts, plan, through, null);

    /// <param name="through">The last day whose close counts; the facts of the day after it may be among the
    /// facts.</param>
    /// <param name="seen">Is told the state after each fact and consequence.</param>
    public static Ledger? Of(
        IEnumerable<LoanEvent> facts,
        PlanState plan,
        DateOnly through,
        Action<LoanEvent, LoanState>? seen
    )
    {
        var posting = new LedgerPosting(plan, seen);
        foreach (var fact in facts)
            posting.Post(fact);
        return posting.CloseThrough(through);
    }

    /// <summary>
    /// The ledger of facts of which one became known after others; null where one of those cannot have been then, and
    /// the rejection says why.
    /// </summary>
    internal static Ledger? OfLate(
        IEnumerable<LoanEvent> facts,
        PlanState plan,
        DateOnly through,
        out Rejection? contradiction
    )
    {
        var posting = new LedgerPosting(plan, null);
        var posted = new List<LoanEvent>();
        contradiction = null;
        foreach (var fact in facts)
        {
            posting.CloseBefore(fact);
            contradiction = posting.Loan is { } loan ? Contradiction(fact, loan, posted, plan) : null;
            if (contradiction is not null)
                return null;
            posting.Post(fact);
            posted.Add(fact);
        }

        return posting.CloseThrough(through);
    }

    private static Rejection? Contradiction(
        LoanEvent fact,
        LoanState loan,
        IReadOnlyCollection<LoanEvent> posted,
        PlanState plan
    ) =>
        fact is Corrected corrected ? Correction.Contradiction(corrected, loan, posted, plan)
        : loan.Closed is null ? RepaymentChange.Contradiction(fact, loan)
        : null;
}
