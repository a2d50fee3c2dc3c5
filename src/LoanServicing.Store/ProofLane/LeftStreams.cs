using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Puts the rows right of those streams that somebody held or wrote to while a rebuild passed them: one after the
/// other, each locked first and read afterwards. Never two at once, so that nobody can wait for one while this waits
/// for another.
/// </summary>
internal sealed class LeftStreams(
    LoansDatabase database,
    Tenant tenant,
    Dictionary<string, ReplayedPlan> plans,
    RebuildProgress progress
)
{
    private readonly List<(string Plan, string Participant)> accounts = [];

    /// <summary>The accounts among them whose basis is to be looked at.</summary>
    public IReadOnlyList<(string Plan, string Participant)> Accounts => accounts;

    public long Rows { get; private set; }

    public async Task RebuildAsync(IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        foreach (var stream in streams.Distinct())
            await RebuildAsync(stream, cancellation);
    }

    private async Task RebuildAsync(Guid id, CancellationToken cancellation)
    {
        await using var work = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        var (connection, transaction) = (work.Connection, work.Transaction);
        if (await LockAsync(connection, id, cancellation) is not { } stream)
            return;
        var sink = new RebuildSink(database, tenant, progress);
        if (stream.Type == "plan")
            await ReplayPlanAsync(connection, stream, sink, cancellation);
        else
            await ReplayAsync(id, sink, cancellation);
        await sink.WriteAsync(connection, transaction, cancellation);
        await transaction.CommitAsync(cancellation);
        accounts.AddRange(sink.Accounts);
        Rows += sink.Rows;
    }

    private async Task ReplayAsync(Guid id, RebuildSink sink, CancellationToken cancellation)
    {
        // All opened after the lock: they see what the stream's last writer left.
        await using var streams = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        await using var events = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        await using var loans = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        await using var participants = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        var connections = new PartConnections(
            streams.Connection,
            events.Connection,
            loans.Connection,
            participants.Connection
        );
        await Task.Run(
            () =>
                new PartReplay(tenant, plans, null, sink).Run(
                    connections,
                    StreamRange.Of(id),
                    _ => { },
                    cancellation,
                    marks: false
                ),
            cancellation
        );
    }

    private async Task ReplayPlanAsync(
        NpgsqlConnection connection,
        LoggedStream stream,
        RebuildSink sink,
        CancellationToken cancellation
    )
    {
        var replay = new PlanReplay(connection, tenant, null, sink);
        await Task.Run(() => replay.Run(stream), cancellation);
        foreach (var (name, plan) in replay.Plans)
        {
            plans[name] = plan;
            replay.CompareRemittances(plan, await RemittanceExtents.ReadAsync(connection, tenant, cancellation));
        }
    }

    private async Task<LoggedStream?> LockAsync(NpgsqlConnection connection, Guid id, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select coalesce(type, ''), coalesce(version, 0) from mt_streams where tenant_id = $1 and id = $2 for no key update",
            connection
        )
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = id },
            },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? new(id, row.GetString(0), row.GetInt64(1)) : null;
    }
}
