using LoanServicing.Postgres.Recording;
using Npgsql;

namespace LoanServicing.Postgres.Verification;

/// <summary>What a verification read, and what it found to be otherwise than it must be.</summary>
/// <param name="Part">What of the log was read, besides its plans.</param>
public sealed record VerificationOutcome(long Streams, long Events, IReadOnlyList<Difference> Differences, LogPart Part);

/// <summary>Replays the whole log of a tenant and proves it: the chain, the consequences, the money and the read models.</summary>
public static class LogVerification
{
    /// <summary>How many events a replay will go through, as the streams say: what progress is measured against.</summary>
    public static async Task<long> CountEventsAsync(LoansDatabase database, Tenant tenant, LogPart? part = null, CancellationToken cancellation = default)
    {
        var ranges = (part ?? LogPart.All).Ranges.Select(range => range.Condition("id"));
        await using var count = database.Owner.CreateCommand($"select coalesce(sum(version), 0)::bigint from mt_streams where tenant_id = $1 and (type = 'plan' or {string.Join(" or ", ranges)})");
        count.Parameters.Add(new() { Value = tenant.Stored });
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Changes nothing. Writers may be at work meanwhile: all is read as of one moment.</summary>
    public static Task<VerificationOutcome> VerifyAsync(LoansDatabase database, Tenant tenant, IProgress<long> progress, CancellationToken cancellation = default) =>
        VerifyAsync(database, tenant, LogPart.All, progress, cancellation);

    /// <summary>Proves one part: all parts together prove the log, each as of its own moment. The plans and their payrolls are proved in each.</summary>
    public static async Task<VerificationOutcome> VerifyAsync(LoansDatabase database, Tenant tenant, LogPart part, IProgress<long> progress, CancellationToken cancellation = default)
    {
        await using var snapshot = await LogSnapshot.TakeAsync(database, cancellation);
        var sink = new VerifySink();
        var found = sink.Differences;
        var plans = new PlanReplay(snapshot.Connection, tenant, found, sink);
        await Task.Run(() => plans.Run(cancellation), cancellation);

        var seen = plans.Events;
        var parts = await ReplayParts.RunAsync(
            snapshot,
            part.Ranges,
            _ =>
            {
                var ofPart = new VerifySink();
                return (new PartReplay(tenant, plans.Plans, ofPart.Differences, ofPart), ofPart);
            },
            more => progress.Report(Interlocked.Add(ref seen, more)),
            cancellation);
        foreach (var replayed in parts)
        {
            found.AddRange(replayed.Sink.Differences.Found());
            plans.Extents.Add(replayed.Extents);
        }

        // A payroll's events lie in all parts.
        var extents = part.Of == 1 ? plans.Extents : await RemittanceExtents.ReadAsync(snapshot.Connection, tenant, cancellation);
        await Task.Run(() => plans.CompareRemittances(extents), cancellation);
        await CompareBasesAsync(snapshot.Connection, tenant, plans.Plans, parts.SelectMany(replayed => replayed.Sink.Accounts), found, cancellation);
        return new(plans.Streams + parts.Sum(replayed => replayed.Counts.Streams), plans.Events + parts.Sum(replayed => replayed.Counts.Events), found.Found(), part);
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
