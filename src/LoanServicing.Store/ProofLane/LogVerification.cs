using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>What a verification read, and what it found to be otherwise than it must be.</summary>
/// <param name="Accounts">How many accounts were proved as a whole, what is said of their loans because of each
/// other.</param>
/// <param name="Part">What of the log was read, besides its plans.</param>
public sealed record VerificationOutcome(
    long Streams,
    long Events,
    long Accounts,
    IReadOnlyList<Difference> Differences,
    LogPart Part
);

/// <summary>
/// Replays the whole log of a tenant and proves it: the chain, the consequences, what is said of a loan because of
/// others, the money and the read models.
/// </summary>
public static class LogVerification
{
    /// <summary>
    /// How many events a replay will go through, as the streams say: what progress is measured against.
    /// </summary>
    /// <param name="everyAccount">Whether all accounts are read a second time.</param>
    public static async Task<long> CountEventsAsync(
        LoansDatabase database,
        Tenant tenant,
        LogPart? part = null,
        bool everyAccount = false,
        CancellationToken cancellation = default
    )
    {
        var ranges = (part ?? LogPart.All).Ranges.Select(range => range.Condition("id"));
        await using var count = database.Owner.CreateCommand(
            "select coalesce(sum(version * case when type = 'plan' then 1 else $2 end), 0)::bigint from mt_streams "
                + $"where tenant_id = $1 and (type = 'plan' or {string.Join(" or ", ranges)})"
        );
        count.Parameters.Add(new() { Value = tenant.Stored });
        count.Parameters.Add(new() { Value = everyAccount ? 2 : 1 });
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>Changes nothing. Writers may be at work meanwhile: all is read as of one moment.</summary>
    public static Task<VerificationOutcome> VerifyAsync(
        LoansDatabase database,
        Tenant tenant,
        IProgress<long> progress,
        CancellationToken cancellation = default
    ) => VerifyAsync(database, tenant, LogPart.All, everyAccount: false, progress, cancellation);

    /// <summary>
    /// Proves one part: all parts together prove the log, each as of its own moment. The plans and their payrolls are
    /// proved in each.
    /// </summary>
    /// <param name="everyAccount">Whether what is said of a loan because of others is proved of every account;
    /// otherwise of those in which a consequence rests on it, or it was said anew.</param>
    public static async Task<VerificationOutcome> VerifyAsync(
        LoansDatabase database,
        Tenant tenant,
        LogPart part,
        bool everyAccount,
        IProgress<long> progress,
        CancellationToken cancellation = default
    )
    {
        await using var snapshot = await LogSnapshot.TakeAsync(database, tenant, cancellation);
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
            cancellation
        );
        foreach (var replayed in parts)
        {
            found.AddRange(replayed.Sink.Differences.Found());
            plans.Extents.Add(replayed.Extents);
        }

        // A payroll's events lie in all parts.
        var extents =
            part.Of == 1 ? plans.Extents : await RemittanceExtents.ReadAsync(snapshot.Connection, tenant, cancellation);
        await Task.Run(() => plans.CompareRemittances(extents), cancellation);
        var taxed = parts
            .SelectMany(replayed => replayed.Sink.Accounts)
            .Concat(await AccountPortions.WithDocumentAsync(snapshot.Connection, tenant, part.Ranges, cancellation));
        await CompareAccountsAsync(snapshot.Connection, tenant, plans.Plans, taxed, found, sink, cancellation);
        // A message's events lie in all parts: the first proves them all.
        if (part.Number == 1)
            await MessageReplay.CompareAsync(snapshot.Connection, tenant, found, cancellation);
        var reliedUpon = everyAccount ? null : parts.SelectMany(replayed => replayed.Sink.ReliedUpon);
        var accounts = await ProveAccountsAsync(
            snapshot,
            tenant,
            plans.Plans,
            part,
            reliedUpon,
            more => progress.Report(Interlocked.Add(ref seen, more)),
            found,
            cancellation
        );
        return new(
            plans.Streams + parts.Sum(replayed => replayed.Counts.Streams),
            plans.Events + parts.Sum(replayed => replayed.Counts.Events),
            accounts,
            found.Found(),
            part
        );
    }

    // Returns how many; null for all of the part.
    private static async Task<long> ProveAccountsAsync(
        LogSnapshot snapshot,
        Tenant tenant,
        Dictionary<string, ReplayedPlan> plans,
        LogPart part,
        IEnumerable<(string Plan, string Participant)>? accounts,
        Action<long> seen,
        DifferenceList found,
        CancellationToken cancellation
    )
    {
        IReadOnlyList<AccountProof> proofs;
        if (accounts is null)
        {
            proofs = await AccountProof.OfAllAsync(snapshot, tenant, plans, part, seen, cancellation);
        }
        else
        {
            var proof = new AccountProof(tenant, plans, seen);
            foreach (var (plan, participants) in AccountPortions.Of(accounts))
                await proof.ProveAsync(snapshot.Connection, plan, participants, cancellation);
            proofs = [proof];
        }

        foreach (var proof in proofs)
            found.AddRange(proof.Differences);
        return proofs.Sum(proof => proof.Proved);
    }

    private static async Task CompareAccountsAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        Dictionary<string, ReplayedPlan> plans,
        IEnumerable<(string Plan, string Participant)> accounts,
        DifferenceList found,
        VerifySink sink,
        CancellationToken cancellation
    )
    {
        var rows = new HeldRows<AccountDocument>(new("account", DocumentRows.Accounts, tenant), tenant, sink);
        foreach (var (name, participants) in AccountPortions.Of(accounts))
        {
            rows.Load(
                connection,
                $"plan = {Sql.Text(name)} and participant in ({string.Join(", ", participants.Select(Sql.Text))})"
            );
            var known = plans.TryGetValue(name, out var plan)
                ? await KnownAsync(connection, tenant, name, participants, cancellation)
                : [];
            if (known.Count == 0)
            {
                rows.End(Guid.Empty, 0);
                continue;
            }

            foreach (
                var (participant, (document, problem)) in await AccountReplay.OfAsync(
                    connection,
                    tenant,
                    plan!,
                    known,
                    cancellation
                )
            )
            {
                if (problem is not null)
                    found.Add(
                        new(
                            "event",
                            $"participant {name}/{participant}",
                            problem,
                            "an account whose meaning for tax follows from its events"
                        )
                    );
                else if (document is not null)
                    rows.Compare(document, document.Id, 0);
            }

            rows.End(Guid.Empty, 0);
        }
    }

    // Of a participant who is not in the log nothing follows.
    private static async Task<IReadOnlyCollection<string>> KnownAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        string plan,
        string[] participants,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(
            "select wanted.participant from unnest($2, $3) wanted (id, participant) where exists (select from "
                + "mt_streams s where s.tenant_id = $1 and s.id = wanted.id)",
            connection
        )
        {
            Parameters =
            {
                new() { Value = tenant.Stored },
                new()
                {
                    Value = participants
                        .Select(participant => Domain.StreamId.OfParticipant(tenant.Name, plan, participant))
                        .ToArray(),
                },
                new() { Value = participants },
            },
        };
        var known = new List<string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            known.Add(row.GetString(0));
        return known;
    }
}
