using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Auditing;

/// <summary>The evidence for a plan's loans over a period, as of both times.</summary>
/// <param name="From">First day of the period.</param>
/// <param name="Through">Last day of the period, whose close is shown.</param>
/// <param name="RecordedBy">What the log learnt later is not in it.</param>
/// <param name="Discrepancies">On loans, the oldest first: what was agreed or moved by then and does not fit what was
/// owed, and what was settled of it.</param>
/// <param name="Loans">How many loans owed something in the period: what the sample is drawn from.</param>
public sealed record PlanPack(
    string Plan,
    DateOnly From,
    DateOnly Through,
    DateTimeOffset RecordedBy,
    string RuleSet,
    int Loans,
    RollForward RollForward,
    IReadOnlyList<RemittanceTieOut> Remittances,
    IReadOnlyList<Delinquency> Delinquent,
    SuspenseAgeing Suspense,
    IReadOnlyList<DiscrepancyEntry> Discrepancies,
    LoanSample Sample
)
{
    /// <summary>Whether the roll-forward and every payroll tie out.</summary>
    public bool IsTied => RollForward.Unexplained == 0m && Remittances.All(remittance => remittance.IsTied);
}

/// <summary>An event of a plan with how the log holds it.</summary>
public sealed record RecordedPlanEvent(EventRecording Recording, PlanEvent Event);

/// <summary>Makes a plan's pack from its loans, which may come some at a time: only what is shown is kept.</summary>
/// <param name="events">Of the plan, known by <paramref name="recordedBy"/>, in version order.</param>
/// <param name="from">First day of the period.</param>
/// <param name="through">Last day of the period.</param>
public sealed class PlanPacking(
    string plan,
    IReadOnlyList<RecordedPlanEvent> events,
    DateOnly from,
    DateOnly through,
    DateTimeOffset recordedBy,
    LoanSampling sampling
)
{
    private readonly Dictionary<Guid, PostedPayments> posted = [];
    private readonly List<Delinquency> delinquent = [];
    private readonly List<DiscrepancyEntry> discrepancies = [];
    private readonly List<string> names = [];
    private RollForward sum = RollForward.None;

    /// <summary>Takes in some of the plan's loans, each once.</summary>
    public void Add(IReadOnlyList<RecordedLoan> loans)
    {
        foreach (var loan in loans)
        {
            Post(loan.History);
            if (LedgerWalk.Of(loan.History, loan.Account.Plan, through) is not { Loan: { } state } walk)
                continue;
            sum += RollForward.Of(loan.History, loan.Account, walk, from);
            if (!(state.Closed?.On < from))
                names.Add($"{state.Participant}/{state.Loan}");
            if (Delinquency.Of(state, loan.Account.Plan, through) is { } behind)
                delinquent.Add(behind);
            discrepancies.AddRange(DiscrepancyEntry.Of(loan, through));
        }
    }

    /// <summary>The pack of the loans taken in.</summary>
    public PlanPack Finish() =>
        new(
            plan,
            from,
            through,
            recordedBy,
            Regulation.RuleSet.Current,
            names.Count,
            sum,
            RemittanceTieOut.Of(events, posted, from, through),
            [
                .. delinquent
                    .OrderBy(loan => loan.OldestUnpaidDue ?? loan.DeemedOn)
                    .ThenBy(loan => loan.Participant, StringComparer.Ordinal)
                    .ThenBy(loan => loan.Loan, StringComparer.Ordinal),
            ],
            SuspenseAgeing.Of(events, through),
            [
                .. discrepancies
                    .OrderBy(found => found.On)
                    .ThenBy(found => found.Participant, StringComparer.Ordinal)
                    .ThenBy(found => found.Loan, StringComparer.Ordinal),
            ],
            sampling.Draw(plan, names)
        );

    private void Post(LoanHistory history)
    {
        var reversed = history.Recorded.OfType<RepaymentReversed>().Select(e => e.Payment).ToHashSet();
        for (var index = 0; index < history.Recorded.Count; index++)
        {
            if (history.Recorded[index] is not InstallmentPaid { Source.Remittance: { } remittance } paid)
                continue;
            var sofar = posted.GetValueOrDefault(remittance);
            posted[remittance] = new(
                sofar.Events + 1,
                sofar.Amount + paid.Amount,
                sofar.ReversedSince + (reversed.Contains(index + 1) ? paid.Amount : 0m)
            );
        }
    }
}
