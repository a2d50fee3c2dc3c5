using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>What a rebuild went through.</summary>
/// <param name="Rows">How many rows were not as they follow from the log, and were written or removed.</param>
/// <param name="TakenUp">How many of the events were gone through by the interrupted rebuild that this one went on
/// with.</param>
/// <param name="InterruptedAt">When that one was last at work; null where there was none.</param>
public sealed record RebuildOutcome(long Streams, long Events, long Rows, long TakenUp, DateTimeOffset? InterruptedAt);

/// <summary>
/// Makes the read models of a tenant what follows from its log: every row is worked out anew, and those that are not so
/// are replaced. Writers are at work meanwhile; a stream is locked only while a row of its own is written. What is done
/// is kept, so that one that was interrupted is taken up where it stopped.
/// </summary>
public sealed class DocumentRebuild
{
    private readonly LoansDatabase database;
    private readonly Tenant tenant;
    private readonly RebuildProgress kept;
    private readonly RebuildSink ofPlans;

    private DocumentRebuild(LoansDatabase database, Tenant tenant)
    {
        (this.database, this.tenant, kept) = (database, tenant, new(tenant));
        ofPlans = new(database, tenant, kept);
    }

    /// <summary>
    /// Throws <see cref="InvalidDataException"/> where the log holds what cannot be read or does not follow; what was
    /// done until then stays.
    /// </summary>
    public static async Task<RebuildOutcome> RunAsync(
        LoansDatabase database,
        Tenant tenant,
        IProgress<long> progress,
        CancellationToken cancellation = default
    )
    {
        // Of two rebuilds the second waits, and finds nothing left to do.
        await using var turn = await database.Owner.OpenConnectionAsync(cancellation);
        await using var waiting = await turn.BeginTransactionAsync(cancellation);
        await using (
            var wait = new NpgsqlCommand("select pg_advisory_xact_lock(hashtext('loans rebuild'), hashtext($1))", turn)
            {
                CommandTimeout = 0,
                Parameters = { new() { Value = tenant.Stored } },
            }
        )
            await wait.ExecuteNonQueryAsync(cancellation);
        return await new DocumentRebuild(database, tenant).RunAsync(progress, cancellation);
    }

    private async Task<RebuildOutcome> RunAsync(IProgress<long> progress, CancellationToken cancellation)
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellation);
        await kept.LoadAsync(connection, cancellation);
        PlanReplay plans;
        IReadOnlyList<ReplayedPart<RebuildSink>> parts;
        await using (var snapshot = await LogSnapshot.TakeAsync(database, tenant, cancellation))
        {
            plans = new(snapshot.Connection, tenant, null, ofPlans);
            await Task.Run(() => plans.Run(cancellation), cancellation);
            await ofPlans.WriteAsync(null, cancellation);
            parts = await ReplayAsync(snapshot, plans, progress, cancellation);
            var extents = plans.Extents;
            foreach (var part in parts)
                extents.Add(part.Extents);
            // What the interrupted one saw of the remittances is forgotten.
            if (kept.IsResumed)
                extents = await RemittanceExtents.ReadAsync(snapshot.Connection, tenant, cancellation);
            await Task.Run(() => plans.CompareRemittances(extents), cancellation);
            await ofPlans.WriteAsync(null, cancellation);
        }

        var left = new LeftStreams(database, tenant, plans.Plans, kept);
        await left.RebuildAsync(
            [.. kept.Waiting, .. ofPlans.Left, .. parts.SelectMany(part => part.Sink.Left)],
            cancellation
        );
        var accounts = kept
            .Accounts.Concat(parts.SelectMany(part => part.Sink.Accounts))
            .Concat(left.Accounts)
            .Concat(await WithDocumentAsync(cancellation));
        var bases = await AccountRepair.RunAsync(database, tenant, plans.Plans, accounts, cancellation);
        var messages = await MessageReplay.RepairAsync(database, tenant, cancellation);
        await kept.EndAsync(connection, cancellation);
        var counts = parts.Aggregate(
            kept.Counts + new ReplayCounts(plans.Streams, plans.Events),
            (sum, part) => sum + part.Counts
        );
        return new(
            counts.Streams,
            counts.Events,
            ofPlans.Rows + parts.Sum(part => part.Sink.Rows) + left.Rows + bases + messages,
            kept.Counts.Events,
            kept.InterruptedAt
        );
    }

    private async Task<IReadOnlyList<(string Plan, string Participant)>> WithDocumentAsync(
        CancellationToken cancellation
    )
    {
        await using var work = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        return await AccountPortions.WithDocumentAsync(work.Connection, tenant, StreamRange.Cut(1), cancellation);
    }

    private Task<IReadOnlyList<ReplayedPart<RebuildSink>>> ReplayAsync(
        LogSnapshot snapshot,
        PlanReplay plans,
        IProgress<long> progress,
        CancellationToken cancellation
    )
    {
        var seen = kept.Counts.Events + plans.Events;
        return ReplayParts.RunAsync(
            snapshot,
            kept.Rest(StreamRange.Cut(ReplayParts.Count)),
            _ =>
            {
                var sink = new RebuildSink(database, tenant, kept);
                return (new PartReplay(tenant, plans.Plans, null, sink), sink);
            },
            more => progress.Report(Interlocked.Add(ref seen, more)),
            cancellation
        );
    }
}
