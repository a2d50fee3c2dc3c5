using System.Data;
using System.Text.Json;
using LoanServicing.Postgres.Recording;
using LoanServicing.Postgres.Verification;
using Npgsql;

namespace LoanServicing.Postgres.Seals;

/// <summary>Exports a tenant's latest seal, with all before it and the head of every stream.</summary>
public static class SealFileWriter
{
    /// <summary>
    /// Writes the lines of <see cref="SealFileHeader"/>. What is exported is what was sealed, not what the log holds by now. Throws
    /// <see cref="SealRefusedException"/> where there is no seal, or the seals in the database do not hold: those are not signed a second time.
    /// </summary>
    public static async Task<SealFileHeader> WriteAsync(LoansDatabase database, Tenant tenant, SealKey key, Stream file, CancellationToken cancellation = default)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        await using (var set = new NpgsqlCommand("select set_config('loans.tenant', $1, true)", connection) { Parameters = { new() { Value = tenant.Stored } } })
            await set.ExecuteNonQueryAsync(cancellation);

        var differences = new List<Difference>();
        var seals = (await new SealInspection(connection, tenant, key).RunAsync(differences, cancellation)).Select(inspected => inspected.Seal).ToList();
        if (differences.Count > 0)
            throw new SealRefusedException($"{differences[0].Where}: found {differences[0].Found}, expected {differences[0].Expected}; loans verify says more");
        if (seals is not [.., var latest])
            throw new SealRefusedException($"tenant \"{tenant.Name}\": found an empty log, expected events to seal");

        var header = await HeaderAsync(connection, tenant, key, latest, cancellation);
        await LineAsync(file, header, cancellation);
        foreach (var seal in seals)
            await LineAsync(file, SealLine.Of(seal, tenant.Stored), cancellation);
        await foreach (var (_, head) in SealReader.LatestHeadsAsync(connection, tenant, cancellation))
            await LineAsync(file, HeadLine.Of(head), cancellation);
        return header;
    }

    // The heads are read twice, so that a header can come first and no million of them is held.
    private static async Task<SealFileHeader> HeaderAsync(NpgsqlConnection connection, Tenant tenant, SealKey key, Seal latest, CancellationToken cancellation)
    {
        var tree = new MerkleRoot();
        var events = 0L;
        await foreach (var (_, head) in SealReader.LatestHeadsAsync(connection, tenant, cancellation))
        {
            head.AddTo(tree, tenant.Stored);
            events += head.Version;
        }

        var header = new SealFileHeader(
            SealFileFormat.Name, tenant.Stored, latest.Number, latest.BusinessDay, latest.SealedAt, latest.LastSequence, tree.Count, events, Convert.ToHexStringLower(tree.Root()),
            Convert.ToHexStringLower(latest.Previous), Convert.ToHexStringLower(latest.Hash(tenant.Stored)), key.PublicKey, []);
        return header with { Signature = key.Sign(header.Statement()) };
    }

    private static async Task LineAsync<T>(Stream file, T line, CancellationToken cancellation)
    {
        await file.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(line, SealFileFormat.Json), cancellation);
        file.WriteByte((byte)'\n');
    }
}
