using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.Showing;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ReadModels;

namespace LoanServicing.Host.Plans;

/// <summary>How a plan's loans rolled forward as recorded by one time and by another, with the loans that made the difference and the events on them that did.</summary>
/// <param name="Amendments">Of the plan between the two times; each may have changed any loan.</param>
/// <param name="Changed">The loans that roll forward otherwise.</param>
internal sealed record PlanComparison(
    string Plan, DateOnly Effective, DateOnly From, DateTimeOffset Recorded, DateTimeOffset Against, RollForward Before, RollForward After, IReadOnlyList<RecordedChange> Amendments, IReadOnlyList<ChangedLoan> Changed)
{
    /// <param name="plan">Known at both times.</param>
    /// <param name="known">All its accounts, now.</param>
    public static async Task<PlanComparison> OfAsync(
        RecordedPlan plan, IAsyncEnumerable<RecordedAccount> known, DateTimeOffset recorded, DateTimeOffset against, DateOnly from, DateOnly through)
    {
        var amendments = plan.Events.Where(e => e.Event is PlanAmended && e.RecordedAt > recorded && e.RecordedAt <= against).ToList();
        var states = new Dictionary<DateTimeOffset, PlanState>();
        var name = StateBy(recorded).Plan;
        var (before, after) = (RollForward.None, RollForward.None);
        var changed = new List<ChangedLoan>();
        await foreach (var account in known)
        {
            foreach (var loan in account.Loans)
            {
                var (was, is_) = (Rolled(account, loan[0].Stream, recorded), Rolled(account, loan[0].Stream, against));
                (before, after) = (before + was, after + is_);
                if (was != is_)
                    changed.Add(Changes(account, loan, was, is_));
            }
        }

        return new(name, through, from, recorded, against, before, after, [.. amendments.Select(e => RecordedChange.Of($"plan {name}", e))], changed);

        // A plan's stream has every payroll in it: folded once for each time.
        PlanState StateBy(DateTimeOffset time) => states.TryGetValue(time, out var state) ? state : states[time] = plan.AsRecordedBy(time)!;

        RollForward Rolled(RecordedAccount account, Guid stream, DateTimeOffset time) =>
            account.AsRecordedBy(time, StateBy(time)) is { } then && then.Loans.FirstOrDefault(candidate => candidate[0].Stream == stream) is { } events
                ? RollForward.Of([(new LoanHistory([.. events.Select(e => (LoanEvent)e.Event)]), then.History)], from, through)
                : RollForward.None;

        // Of what was recorded between, one time after the other, what moved the loan.
        ChangedLoan Changes(RecordedAccount account, IReadOnlyList<RecordedEvent> loan, RollForward was, RollForward is_)
        {
            var made = (LoanMade)loan[0].Event;
            var stream = $"loan {made.Plan}/{made.Participant}/{made.Loan}";
            var events = new List<RecordedChange>();
            var last = was;
            foreach (var recording in loan.Concat(amendments).Where(e => e.RecordedAt > recorded && e.RecordedAt <= against).OrderBy(e => e.Sequence).GroupBy(e => e.RecordedAt).OrderBy(group => group.Key))
            {
                var rolled = Rolled(account, loan[0].Stream, recording.Key);
                if (rolled != last)
                    events.AddRange(recording.Select(e => RecordedChange.Of(e.Event is PlanEvent ? $"plan {name}" : stream, e)));
                last = rolled;
            }

            return new($"{made.Plan}/{made.Participant}/{made.Loan}", was, is_, events);
        }
    }

    public void Print(TextWriter @out)
    {
        @out.WriteLine($"{Plan} from {From:yyyy-MM-dd} to {Effective:yyyy-MM-dd}, as recorded by {LoanComparison.Text(Recorded)} and by {LoanComparison.Text(Against)}");
        Print(@out, "  ", Before, After);
        foreach (var amendment in Amendments)
            @out.WriteLine($"{amendment.Text}");
        foreach (var loan in Changed)
        {
            @out.WriteLine($"{loan.Loan}");
            foreach (var e in loan.Events)
                @out.WriteLine($"  {e.Text}");
            Print(@out, "    ", loan.Before, loan.After);
        }
    }

    private static void Print(TextWriter @out, string indent, RollForward before, RollForward after)
    {
        var differing = PlanAnswer.Terms(before).Zip(PlanAnswer.Terms(after)).Where(pair => pair.First.Amount != pair.Second.Amount).ToList();
        foreach (var (was, is_) in differing)
            @out.WriteLine($"{indent}{was.What,-21}  {was.Amount:N2} → {is_.Amount:N2}");
        if (differing.Count == 0)
            @out.WriteLine($"{indent}no difference");
    }
}

/// <summary>A loan that rolls forward otherwise than before.</summary>
/// <param name="Events">Those that made it, in the order in which they were recorded.</param>
internal sealed record ChangedLoan(string Loan, RollForward Before, RollForward After, IReadOnlyList<RecordedChange> Events);
