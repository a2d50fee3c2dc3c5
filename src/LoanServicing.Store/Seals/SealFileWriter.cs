using System.Data;
using System.Text.Json;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Seals;

/// <summary>Exports a seal of a tenant, with all before it and the head that every stream had in it.</summary>
public static class SealFileWriter
{
    /// <summary>
    /// Writes the lines of a <see cref="SealFile"/>. What is exported is what was sealed, not what the log holds by
    /// now; the same seal has the same root each time. Throws <see cref="SealRefusedException"/>, and has sealed
    /// nothing, where there is no such seal, or those in the database do not hold: they are not signed a second time.
    /// </summary>
    /// <param name="number">Which seal; null for the latest, made first if something was recorded since the one
    /// before.</param>
    /// <param name="businessDay">The day of a seal that is made.</param>
    public static async Task<SealFileHeader> WriteAsync(
        LoansDatabase database,
        Tenant tenant,
        SealKey key,
        int? number,
        DateOnly businessDay,
        Stream file,
        CancellationToken cancellation = default
    )
    {
        await CheckAsync(database, tenant, key, cancellation);
        if (number is null)
            await LogSealing.SealAsync(database, tenant, key, businessDay, cancellation);

        await using var connection = await database.App.OpenConnectionAsync(cancellation);
        await using var transaction = await BeginAsync(connection, tenant, cancellation);
        var all = (await SealReader.SealsAsync(connection, tenant, cancellation)).Select(kept => kept.Seal).ToList();
        if (all.Count == 0)
            throw new SealRefusedException(
                $"tenant \"{tenant.Name}\": found "
                    + $"{(number is null ? "an empty log, expected events to seal" : "no seal, expected one to export")}"
            );
        if (number is < 1 || number > all[^1].Number)
            throw new SealRefusedException($"--number: found {number}, expected a seal from 1 to {all[^1].Number}");

        var seals = all.Take(number ?? all.Count).ToList();
        var latest = seals[^1];
        var header = await HeaderAsync(connection, tenant, key, latest, cancellation);
        await LineAsync(file, header, cancellation);
        foreach (var seal in seals)
            await LineAsync(file, SealLine.Of(seal, tenant.Stored), cancellation);
        await foreach (var (_, head) in SealReader.LatestHeadsAsync(connection, tenant, latest.Number, cancellation))
            await LineAsync(file, HeadLine.Of(head), cancellation);
        return header;
    }

    private static async Task CheckAsync(
        LoansDatabase database,
        Tenant tenant,
        SealKey key,
        CancellationToken cancellation
    )
    {
        await using var connection = await database.App.OpenConnectionAsync(cancellation);
        await using var transaction = await BeginAsync(connection, tenant, cancellation);
        var differences = new List<Difference>();
        await new SealInspection(connection, tenant, key).RunAsync(differences, cancellation);
        if (differences is [var first, ..])
            throw new SealRefusedException(
                $"{first.Where}: found {first.Found}, expected {first.Expected}; loans verify says more"
            );
    }

    private static async Task<NpgsqlTransaction> BeginAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        CancellationToken cancellation
    )
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using var set = new NpgsqlCommand("select set_config('loans.tenant', $1, true)", connection)
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        await set.ExecuteNonQueryAsync(cancellation);
        return transaction;
    }

    // The heads are read twice, so that a header can come first and no million of them is held.
    private static async Task<SealFileHeader> HeaderAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        SealKey key,
        Seal latest,
        CancellationToken cancellation
    )
    {
        var tree = new MerkleRoot();
        var events = 0L;
        await foreach (var (_, head) in SealReader.LatestHeadsAsync(connection, tenant, latest.Number, cancellation))
        {
            head.AddTo(tree, tenant.Stored);
            events += head.Version;
        }

        var header = new SealFileHeader(
            SealFileFormat.Name,
            tenant.Stored,
            latest.Number,
            latest.BusinessDay,
            latest.SealedAt,
            latest.LastSequence,
            tree.Count,
            events,
            Convert.ToHexStringLower(tree.Root()),
            Convert.ToHexStringLower(latest.Previous),
            Convert.ToHexStringLower(latest.Hash(tenant.Stored)),
            key.PublicKey,
            []
        );
        return header with { Signature = key.Sign(header.Statement()) };
    }

    private static async Task LineAsync<T>(Stream file, T line, CancellationToken cancellation)
    {
        await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, SealFileFormat.Json), cancellation);
        file.WriteByte((byte)'\n');
    }
}
