using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>
/// A loan's events in the order in which they were recorded, as far as they count by the close of a day, and where the
/// loan stood on either side of each: without what counts from a later day, also where that was recorded before.
/// </summary>
internal sealed class EffectiveHistory
{
    private readonly IReadOnlyList<LoanEvent> recorded;
    private readonly PlanState plan;
    private readonly DateOnly through;
    private readonly bool[] counts;

    /// <param name="recorded">Every event of the loan in version order.</param>
    /// <param name="through">The last day that counts.</param>
    public EffectiveHistory(IReadOnlyList<LoanEvent> recorded, PlanState plan, DateOnly through)
    {
        (this.recorded, this.plan, this.through) = (recorded, plan, through);
        counts = new bool[recorded.Count];
        for (var index = 0; index < counts.Length; index++)
            counts[index] = Counts(index);
    }

    public IEnumerable<HistoryStep> Steps()
    {
        LoanState? loan = null;
        var isWhole = true;
        for (var index = 0; index < counts.Length; index++)
        {
            var e = recorded[index];
            isWhole &= e.On <= through;
            if (!counts[index])
                continue;
            var before = loan;
            // What was recorded as the position may hold money of later days.
            var workedOut = isWhole ? null : e as LedgerRestated;
            loan = LoanState.Evolve(loan, workedOut is null ? e : WorkedOut(workedOut, index));
            yield return new(index + 1, before, loan, workedOut is null && e.On < through ? e.On : through);
        }
    }

    // A reversal is as old as the payment that never happened, whenever it became known.
    private bool Counts(int index) =>
        recorded[index] switch
        {
            RepaymentReversed reversed => reversed.PaidOn <= through,
            RepaymentRecredited recredited => recredited.From <= through,
            ConsequenceWithdrawn withdrawn => withdrawn.On <= through && counts[withdrawn.Because - 1],
            LedgerRestated restated => restated.On <= through || counts[Restated(index)],
            var e => e.On <= through,
        };

    // What a restatement follows in the log: consequences stand between them.
    private int Restated(int index)
    {
        do index--;
        while (recorded[index] is LoanConsequence or ConsequenceWithdrawn);
        return index;
    }

    private LedgerRestated WorkedOut(LedgerRestated restated, int index)
    {
        var loan = new LoanHistory([.. recorded.Take(index + 1)]).At(through, plan)!.Loan;
        return restated with
        {
            Position = loan.Position,
            Schedule = loan.Schedule,
            Part = loan.Part,
            PartlyOffset = loan.PartlyOffset,
            Deemed = loan.Deemed,
            Closed = loan.Closed,
            Examined = loan.Examined,
            InOrderFrom = loan.InOrderFrom,
        };
    }
}

/// <summary>An event that counts, and where the loan stood on either side of it.</summary>
/// <param name="Before">Null before the loan was made.</param>
/// <param name="BalanceOn">The day whose balance stands beside it: its own, and the last that counts where the position
/// was worked out through that.</param>
internal readonly record struct HistoryStep(long Version, LoanState? Before, LoanState After, DateOnly BalanceOn);
