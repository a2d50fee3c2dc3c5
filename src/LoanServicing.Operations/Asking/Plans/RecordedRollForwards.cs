using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>How loans of a plan rolled forward as recorded by one time and by another.</summary>
/// <param name="plan">Known at both times.</param>
internal sealed class RecordedRollForwards(
    RecordedPlan plan,
    DateTimeOffset recorded,
    DateTimeOffset against,
    DateOnly from,
    DateOnly through
)
{
    private readonly Dictionary<DateTimeOffset, PlanState> states = [];

    /// <summary>Of the plan, between the two times.</summary>
    public IReadOnlyList<RecordedEvent> Amendments { get; } =
    [.. plan.Events.Where(e => e.Event is PlanAmended && e.RecordedAt > recorded && e.RecordedAt <= against)];

    /// <param name="account">As it is known now.</param>
    public (RollForward Before, RollForward After) Of(RecordedAccount account, IReadOnlyList<RecordedEvent> loan) =>
        (Rolled(account, loan[0].Stream, recorded), Rolled(account, loan[0].Stream, against));

    /// <summary>Of what was recorded between, one time after the other, what moved the loan.</summary>
    public ChangedLoan Change(
        RecordedAccount account,
        IReadOnlyList<RecordedEvent> loan,
        RollForward before,
        RollForward after
    )
    {
        var made = (LoanMade)loan[0].Event;
        var name = $"{made.Plan}/{made.Participant}/{made.Loan}";
        var events = new List<RecordedChange>();
        var last = before;
        foreach (var recording in Recordings(loan))
        {
            var rolled = Rolled(account, loan[0].Stream, recording.Key);
            if (rolled != last)
            {
                events.AddRange(
                    recording.Select(e =>
                        RecordedChange.Of(e.Event is PlanEvent ? $"plan {made.Plan}" : $"loan {name}", e)
                    )
                );
            }

            last = rolled;
        }

        return new(name, before, after, events);
    }

    private IEnumerable<IGrouping<DateTimeOffset, RecordedEvent>> Recordings(IReadOnlyList<RecordedEvent> loan) =>
        loan.Concat(Amendments)
            .Where(e => e.RecordedAt > recorded && e.RecordedAt <= against)
            .OrderBy(e => e.Sequence)
            .GroupBy(e => e.RecordedAt)
            .OrderBy(group => group.Key);

    private RollForward Rolled(RecordedAccount account, Guid stream, DateTimeOffset time) =>
        account.AsRecordedBy(time, StateBy(time)) is { } then
        && then.Loans.FirstOrDefault(candidate => candidate[0].Stream == stream) is { } events
            ? RollForward.Of(
                [(new LoanHistory([.. events.Select(e => (LoanEvent)e.Event)]), then.History)],
                from,
                through
            )
            : RollForward.None;

    // A plan's stream has every payroll in it: folded once for each time.
    private PlanState StateBy(DateTimeOffset time) =>
        states.TryGetValue(time, out var state) ? state : states[time] = plan.AsRecordedBy(time)!;
}
