using LoanServicing.Postgres.Recording;
using Npgsql;

namespace LoanServicing.Postgres.Verification;

/// <summary>What a verification read, and what it found to be otherwise than it must be.</summary>
public sealed record VerificationOutcome(long Streams, long Events, IReadOnlyList<Difference> Differences);

/// <summary>Replays the whole log of a tenant and proves it: the chain, the consequences, the money and the read models.</summary>
public static class LogVerification
{
    /// <summary>How many events a replay will go through, as the streams say: what progress is measured against.</summary>
    public static async Task<long> CountEventsAsync(LoansDatabase database, Tenant tenant, CancellationToken cancellation = default)
    {
        await using var count = database.Owner.CreateCommand("select coalesce(sum(version), 0)::bigint from mt_streams where tenant_id = $1");
        count.Parameters.Add(new() { Value = tenant.Stored });
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Changes nothing. Writers may be at work meanwhile: all is read as of one moment.</summary>
    public static async Task<VerificationOutcome> VerifyAsync(LoansDatabase database, Tenant tenant, IProgress<long> progress, CancellationToken cancellation = default)
    {
        await using var snapshot = await LogSnapshot.TakeAsync(database, cancellation);
        var sink = new VerifySink();
        var found = sink.Differences;
        var plans = new PlanReplay(snapshot.Connection, tenant, found, sink);
        await Task.Run(() => plans.Run(cancellation), cancellation);

        var seen = plans.Events;
        var parts = await ReplayParts.RunAsync(
            snapshot,
            StreamRange.Cut(ReplayParts.Count),
            part =>
            {
                var ofPart = new VerifySink();
                return (new PartReplay(tenant, plans.Plans, ofPart.Differences, ofPart), ofPart);
            },
            more => progress.Report(Interlocked.Add(ref seen, more)),
            cancellation);
        foreach (var part in parts)
        {
            found.AddRange(part.Sink.Differences.Found());
            plans.Extents.Add(part.Extents);
        }

        await Task.Run(() => plans.CompareRemittances(plans.Extents), cancellation);
        await CompareBasesAsync(snapshot.Connection, tenant, plans.Plans, parts.SelectMany(part => part.Sink.Accounts), found, cancellation);
        return new(plans.Streams + parts.Sum(part => part.Counts.Streams), plans.Events + parts.Sum(part => part.Counts.Events), found.Found());
    }

    private static async Task CompareBasesAsync(
        NpgsqlConnection connection, Tenant tenant, Dictionary<string, ReplayedPlan> plans, IEnumerable<(string Plan, string Participant)> accounts, DifferenceList found, CancellationToken cancellation)
    {
        foreach (var (name, participants) in AccountBasisReplay.Portions(accounts))
        {
            var stored = await AccountBasisReplay.StoredAsync(connection, tenant, name, participants, cancellation);
            foreach (var (participant, computed) in await AccountBasisReplay.OfAsync(connection, tenant, plans[name], [.. stored.Keys], cancellation))
            {
                var where = $"participant {name}/{participant}";
                if (computed.Problem is { } problem)
                    found.Add(new("event", where, problem, "an account whose basis follows from its events"));
                else if (computed.Differs(stored[participant]) is { } otherwise)
                    found.Add(new("read-model", where, otherwise, "the row that follows from the log"));
            }
        }
    }
}
