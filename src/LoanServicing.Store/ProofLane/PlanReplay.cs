using LoanServicing.Domain;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Replays the plans' streams, one after the other, and compares what follows from them: plans, suspense, and, at the
/// end, remittances.
/// </summary>
internal sealed class PlanReplay(
    NpgsqlConnection connection,
    Tenant tenant,
    DifferenceList? differences,
    IReplaySink sink
)
{
    private readonly StreamCheck check = new(tenant, differences);
    private readonly HeldRows<PlanDocument> planRows = new(new("plan", DocumentRows.Plans, tenant), tenant, sink);
    private readonly HeldRows<SuspendedLine> suspenseRows = new(
        new("suspense", DocumentRows.SuspendedLines, tenant),
        tenant,
        sink
    );
    private readonly HeldRows<RemittanceDocument> remittanceRows = new(
        new("remittance", DocumentRows.Remittances, tenant),
        tenant,
        sink
    );

    /// <summary>By name.</summary>
    public Dictionary<string, ReplayedPlan> Plans { get; } = [];

    /// <summary>Where the events of remittances lie, as far as the plans' streams show.</summary>
    public RemittanceExtents Extents { get; } = new();

    public long Streams { get; private set; }

    public long Events { get; private set; }

    // Of the plans that the log has; the rows of others follow from nothing.
    private string Others =>
        Plans.Count == 0 ? "true" : $"plan is null or plan not in ({string.Join(", ", Plans.Keys.Select(Sql.Text))})";

    public void Run(CancellationToken cancellation)
    {
        foreach (var stream in PlanStreams())
        {
            cancellation.ThrowIfCancellationRequested();
            Replay(stream);
            Streams++;
            Events += check.Events;
        }

        planRows.Load(connection, $"({Others})");
        planRows.End(Guid.Empty, 0);
        suspenseRows.Load(connection, $"({Others})");
        suspenseRows.End(Guid.Empty, 0);
    }

    /// <summary>Replays one plan, in place of what was known of it.</summary>
    public void Run(LoggedStream stream)
    {
        foreach (var (name, _) in Plans.Where(plan => plan.Value.Stream == stream.Id).ToList())
            Plans.Remove(name);
        Replay(stream);
    }

    /// <summary>Compares all remittances, once all events have been seen.</summary>
    public void CompareRemittances(RemittanceExtents extents)
    {
        foreach (var plan in Plans.Values)
            CompareRemittances(plan, extents);
        remittanceRows.Load(connection, $"({Others})");
        remittanceRows.End(Guid.Empty, 0);
    }

    public void CompareRemittances(ReplayedPlan plan, RemittanceExtents extents)
    {
        remittanceRows.Load(connection, $"plan = {Sql.Text(plan.State.Plan)}");
        foreach (var received in plan.Remittances)
        {
            extents.TryGet(received.Remittance, out var extent);
            remittanceRows.Compare(
                RemittanceDocument.Of(plan.State.Plan, received, extent.First, extent.Last),
                plan.Stream,
                plan.State.Version
            );
        }

        remittanceRows.End(plan.Stream, plan.State.Version);
    }

    private List<LoggedStream> PlanStreams()
    {
        var streams = new List<LoggedStream>();
        using var rows = BinaryCopy.Of(
            connection,
            $"select id, version from mt_streams where tenant_id = {Sql.Text(tenant.Stored)} and type = 'plan' order by id"
        );
        while (rows.Read())
            streams.Add(new(rows.Uuid(0), "plan", rows.IsNull(1) ? 0 : rows.Bigint(1)));
        return streams;
    }

    private void Replay(LoggedStream stream)
    {
        check.Begin(stream);
        var fold = new PlanFold(Extents);
        using (
            var rows = BinaryCopy.Of(
                connection,
                $"select {EventCells.Columns} from mt_events where tenant_id = {Sql.Text(tenant.Stored)} and "
                    + $"stream_id = '{stream.Id}' order by version"
            )
        )
        {
            while (rows.Read())
            {
                var e = new EventCells(rows);
                if (check.Take(e) is { } taken)
                    fold.Take(taken, e);
            }
        }

        check.End();
        if (fold.Problem is { } problem)
            check.CannotBeReplayed(problem);
        else if (
            check.IsReadable
            && fold.State is { } state
            && check.IsOwn(StreamId.OfPlan(tenant.Name, state.Plan), state.Plan)
        )
            Compare(state, fold);
    }

    private void Compare(PlanState state, PlanFold fold)
    {
        var stream = check.Stream.Id;
        Plans.Add(state.Plan, new(stream, state, fold.ClosedAt, fold.Remittances));
        planRows.Load(connection, $"plan = {Sql.Text(state.Plan)}");
        planRows.Compare(new(stream, state), stream, state.Version);
        planRows.End(stream, state.Version);
        suspenseRows.Load(connection, $"plan = {Sql.Text(state.Plan)}");
        foreach (var suspended in fold.Suspended)
            suspenseRows.Compare(suspended, stream, state.Version);
        suspenseRows.End(stream, state.Version);
    }
}

/// <summary>What a plan's events come to.</summary>
internal sealed class PlanFold(RemittanceExtents extents)
{
    private readonly List<RemittanceReceived> remittances = [];
    private readonly List<SuspendedLine> suspended = [];

    public PlanState? State { get; private set; }

    public long? ClosedAt { get; private set; }

    public IReadOnlyList<RemittanceReceived> Remittances => remittances;

    public IReadOnlyList<SuspendedLine> Suspended => suspended;

    /// <summary>Why the events do not follow from each other; null where they do.</summary>
    public string? Problem { get; private set; }

    public void Take(object e, in EventCells cells)
    {
        extents.Take(cells.Correlation, cells.Sequence);
        if (Problem is not null)
            return;
        try
        {
            State = PlanState.Evolve(State, (PlanEvent)e);
            if (e is RepaymentSuspended waiting)
                suspended.Add(SuspendedLine.Of(State.Plan, waiting));
        }
        catch (Exception impossible) when (PartReplay.DoesNotFollow(impossible))
        {
            Problem = impossible.Message;
        }

        if (e is RemittanceReceived received)
            remittances.Add(received);
        else if (e is BusinessDayClosed)
            ClosedAt = cells.Sequence;
    }
}
