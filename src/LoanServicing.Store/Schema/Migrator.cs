using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace LoanServicing.Store.Schema;

/// <summary>Brings the schema up to this version: numbered SQL files, each once, in order, under a lock that a second process waits for.</summary>
public static class Migrator
{
    private const long Lock = 0x4C4F414E53; // LOANS

    private static readonly IReadOnlyList<Migration> Migrations = [.. Load()];

    /// <summary>Returns how many files were applied. A database that is ahead of this version, or whose applied files differ, is refused.</summary>
    public static async Task<int> ApplyAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        if (await AppliedAsync(owner, cancellation) is { } applied && applied.Count == Migrations.Count)
            return Check(applied);

        await ExecuteAsync(owner, $"select pg_advisory_lock({Lock})", cancellation);
        try
        {
            await ExecuteAsync(
                owner,
                "create table if not exists loans_schema (number int primary key, name varchar not null, sha256 varchar not null, applied_at timestamptz not null default now())",
                cancellation);
            var done = (await AppliedAsync(owner, cancellation))!;
            Check(done);
            foreach (var migration in Migrations.Skip(done.Count))
                await ApplyAsync(owner, migration, cancellation);
            return Migrations.Count - done.Count;
        }
        finally
        {
            await ExecuteAsync(owner, $"select pg_advisory_unlock({Lock})", CancellationToken.None);
        }
    }

    private static async Task ApplyAsync(NpgsqlConnection owner, Migration migration, CancellationToken cancellation)
    {
        await using var transaction = await owner.BeginTransactionAsync(cancellation);
        await ExecuteAsync(owner, migration.Sql, cancellation);
        await using var insert = new NpgsqlCommand("insert into loans_schema (number, name, sha256) values ($1, $2, $3)", owner, transaction)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Sha256 } },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static int Check(List<(string Name, string Sha256)> applied)
    {
        if (applied.Count > Migrations.Count)
            throw new InvalidOperationException($"the database has schema {applied.Count}, newer than the {Migrations.Count} that this version of loans knows; use the newer version");
        foreach (var ((name, sha256), migration) in applied.Zip(Migrations))
        {
            if (sha256 != migration.Sha256)
                throw new InvalidOperationException($"schema file {name} of the database is not the one of this version of loans ({migration.Name}): its SHA-256 is {sha256[..12]}…, expected {migration.Sha256[..12]}…");
        }

        return 0;
    }

    // Null where the database has never been migrated.
    private static async Task<List<(string Name, string Sha256)>?> AppliedAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        var applied = new List<(string Name, string Sha256)>();
        try
        {
            await using var command = new NpgsqlCommand("select name, sha256 from loans_schema order by number", owner);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                applied.Add((reader.GetString(0), reader.GetString(1)));
            return applied;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }
    }

    private static IEnumerable<Migration> Load()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql")).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var sql = reader.ReadToEnd();
            var name = string.Join('.', resource.Split('.')[^2..]);
            yield return new(int.Parse(name[..4], CultureInfo.InvariantCulture), name, sql, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Migration(int Number, string Name, string Sql, string Sha256);
}
