using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Postgres.Verification;

/// <summary>Something that is not as it must be, and where.</summary>
/// <param name="Kind"><c>chain</c>, <c>event</c>, <c>version</c>, <c>consequence</c>, <c>ledger</c> or <c>read-model</c>.</param>
public sealed record Difference(string Kind, string Where, string Found, string Expected)
{
    public override string ToString() => $"{Kind}: {Where}: found {Found}, expected {Expected}";
}

/// <summary>Checks the log: every event's place in its chain, and every stated consequence against the facts and the rules.</summary>
internal sealed class LogInspection(Tenant tenant) : ILogInspection
{
    private readonly Dictionary<string, long> closedAt = [];

    public List<Difference> Differences { get; } = [];

    public void Inspect(LoggedStream stream)
    {
        var head = Array.Empty<byte>();
        var version = 0L;
        foreach (var entry in stream.Entries)
        {
            if (entry.Stored.Version != ++version)
            {
                Add("version", stream, entry.Stored.Version, $"version {entry.Stored.Version}", $"version {version}: an event was removed or put in");
                return;
            }

            if (entry.Problem is { } problem)
                Add("event", stream, version, problem, "an event that this version can read");
            head = EventChain.Hash(head, tenant.Stored, entry.Stored, entry.OtherHeaders);
            if (entry.Hash == Convert.ToHexStringLower(head))
                continue;
            // What comes after the first broken link says nothing more: it was chained to what is no longer there.
            Add("chain", stream, version, $"{entry.Stored.Type} with hash {Short(entry.Hash)}", $"hash {Short(Convert.ToHexStringLower(head))}: the event was changed after it was recorded");
            return;
        }

        if (stream.Version != version)
            Add("version", stream, version, $"{version} events", $"{stream.Version}, as mt_streams says");
        if (stream.Type == "plan" && stream.Events is { } events && events.LastOrDefault(recorded => recorded.Event is BusinessDayClosed) is { } closed)
            closedAt[((PlanEstablished)events[0].Event).Plan] = closed.Sequence;
    }

    public void Inspect(LoanHistory history, PlanState plan, IReadOnlyList<RecordedEvent> stream)
    {
        var folded = history.Folded;
        var where = $"loan {folded.Plan}/{folded.Participant}/{folded.Loan}";
        // A loan that was written since the last close has the rest of what follows stated at the next one.
        var closed = closedAt.TryGetValue(folded.Plan, out var sequence) && stream[^1].Sequence < sequence;
        var through = history.StatedThrough(closed ? plan.SettledThrough : null);
        var ledger = Ledger.Of(history.Facts, plan, through)!;
        foreach (var (version, stated) in history.Stated)
        {
            if (!ledger.Consequences.Any(holds => LoanHistory.Same(holds, stated)))
                Differences.Add(new("consequence", $"{where}, event {version}", $"{stated.GetType().Name} of {stated.On:yyyy-MM-dd}", "a consequence that follows from the facts"));
        }

        foreach (var holds in ledger.Consequences.Where(holds => !history.Stated.Any(stated => LoanHistory.Same(holds, stated.Event))))
            Differences.Add(new("consequence", where, "nothing", $"{holds.GetType().Name} of {holds.On:yyyy-MM-dd}, which follows from the facts"));
        var (was, is_) = (Standing(folded, through), Standing(ledger.Loan, through));
        if (!was.Equals(is_))
            Differences.Add(new("ledger", where, was.ToString(), $"{is_}, worked out from the facts in effective order"));
    }

    public void CannotBeReplayed(LoggedStream stream, string why) => Differences.Add(new("event", $"{stream.Type} {stream.Id}", why, "events that follow from each other"));

    private static (LedgerPosition Position, RepaymentSchedule Schedule, DeemedPart? Part, Deeming? Deemed, Closing? Closed) Standing(LoanState loan, DateOnly through) =>
        (loan.Closed is null ? loan.Position.AdvanceTo(through, loan.Schedule) : loan.Position, loan.Schedule, loan.Part, loan.Deemed, loan.Closed);

    private static string Short(string? hash) => hash is null ? "missing" : hash.Length <= 12 ? hash : hash[..12] + "…";

    private void Add(string kind, LoggedStream stream, long version, string found, string expected) =>
        Differences.Add(new(kind, $"{stream.Type} {stream.Id}, event {version}", found, expected));
}
