using System.Data;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Store.Seals;

/// <summary>What was compared with the log, and what differs.</summary>
/// <param name="Seals">How many seals the database keeps.</param>
/// <param name="Unknown">Fingerprints of the keys that signed, where none was given to hold them against.</param>
public sealed record SealOutcome(int Seals, IReadOnlyList<string> Unknown, IReadOnlyList<Difference> Differences);

/// <summary>
/// Holds the log against its seals, those in the database and an exported one. That the events up to a head are the
/// ones its hash covers is for the log's own verification to prove: only both together find everything.
/// </summary>
public static class SealVerification
{
    /// <summary>Changes nothing, and reads everything as of one moment.</summary>
    /// <param name="key">Whose seals are expected; null where only the key that a seal names can be asked.</param>
    /// <param name="exported">Null to look at the seals of the database only.</param>
    public static async Task<SealOutcome> RunAsync(
        LoansDatabase database,
        Tenant tenant,
        SealKey? key,
        SealFile? exported,
        CancellationToken cancellation = default
    )
    {
        await using var connection = await database.Owner.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        var differences = new List<Difference>();
        var seals = await new SealInspection(connection, tenant, key).RunAsync(differences, cancellation);
        if (exported is not null)
            CompareSeals(seals, exported, tenant, differences);

        // A seal that does not hold is no evidence; nor is one that is not the exported one of its number.
        var standing = seals
            .Where(inspected => inspected.Holds && Agrees(inspected.Seal, exported, tenant))
            .Select(inspected => inspected.Seal)
            .ToList();
        var names = standing
            .Concat(exported?.Seals ?? [])
            .GroupBy(seal => seal.Number)
            .ToDictionary(same => same.Key, same => same.First().Name);
        await CreateTableAsync(connection, exported, cancellation);
        var comparison = new SealedLog(connection, tenant, names, [.. standing.Select(seal => seal.Number)]);
        differences.AddRange(await comparison.ChangedAsync(cancellation));

        // Only a row of seals without a gap says of every event that is not under them that it came later.
        var whole = standing
            .Zip(Enumerable.Range(1, standing.Count))
            .TakeWhile(pair => pair.First.Number == pair.Second)
            .Select(pair => pair.First)
            .ToList();
        var behind =
            whole.Count == 0
                ? []
                : await comparison.PutInBehindAsync(
                    "seal_head",
                    whole[^1],
                    whole.Sum(seal => seal.Events),
                    differences.Count > 0,
                    cancellation
                );
        differences.AddRange(behind);
        if (exported is not null)
        {
            var unknown = await comparison.PutInBehindAsync(
                SealedLog.Exported,
                exported.Seals[^1],
                exported.Header.Events,
                differences.Count > 0,
                cancellation
            );
            differences.AddRange(unknown.Where(difference => !behind.Any(known => known.Where == difference.Where)));
        }

        return new(seals.Count, key is null ? Signers(seals, exported) : [], differences);
    }

    private static bool Agrees(Seal seal, SealFile? exported, Tenant tenant) =>
        exported is null
        || seal.Number > exported.Header.Number
        || exported.Seals.ElementAtOrDefault(seal.Number - 1) is { } same
            && same.Hash(tenant.Stored).AsSpan().SequenceEqual(seal.Hash(tenant.Stored));

    private static void CompareSeals(
        IReadOnlyList<InspectedSeal> kept,
        SealFile exported,
        Tenant tenant,
        List<Difference> differences
    )
    {
        var byNumber = kept.ToDictionary(inspected => inspected.Seal.Number, inspected => inspected.Seal);
        foreach (var seal in exported.Seals)
        {
            if (!byNumber.TryGetValue(seal.Number, out var other))
                differences.Add(
                    new("seal", seal.Name, "nothing in the database", "the seal that was exported: it was removed")
                );
            else if (!Agrees(other, exported, tenant))
                differences.Add(
                    new(
                        "seal",
                        seal.Name,
                        "another seal of that number in the database",
                        "the one that was exported: it was made anew"
                    )
                );
        }
    }

    private static IReadOnlyList<string> Signers(IReadOnlyList<InspectedSeal> seals, SealFile? exported) =>
        [
            .. seals
                .Select(inspected => inspected.Seal.PublicKey)
                .Concat(exported is null ? [] : [exported.Header.PublicKey])
                .Select(SealKey.Fingerprint)
                .Distinct(StringComparer.Ordinal),
        ];

    private static async Task CreateTableAsync(
        NpgsqlConnection connection,
        SealFile? exported,
        CancellationToken cancellation
    )
    {
        await using (
            var create = new NpgsqlCommand(
                $"create temp table {SealedLog.Exported} (like public.seal_head) on commit drop",
                connection
            )
        )
            await create.ExecuteNonQueryAsync(cancellation);
        if (exported is null)
            return;
        await using (
            var rows = await connection.BeginBinaryImportAsync(
                $"copy {SealedLog.Exported} (tenant_id, number, stream_id, version, hash) from stdin (format binary)",
                cancellation
            )
        )
        {
            foreach (var head in exported.Heads())
            {
                await rows.StartRowAsync(cancellation);
                await rows.WriteAsync(exported.Header.Tenant, NpgsqlDbType.Varchar, cancellation);
                await rows.WriteAsync(exported.Header.Number, NpgsqlDbType.Integer, cancellation);
                await rows.WriteAsync(head.Stream, NpgsqlDbType.Uuid, cancellation);
                await rows.WriteAsync(head.Version, NpgsqlDbType.Bigint, cancellation);
                await rows.WriteAsync(head.Hash, NpgsqlDbType.Bytea, cancellation);
            }

            await rows.CompleteAsync(cancellation);
        }

        // Without it the planner takes the table for a small one.
        await using var analyze = new NpgsqlCommand($"analyze {SealedLog.Exported}", connection);
        await analyze.ExecuteNonQueryAsync(cancellation);
    }
}
