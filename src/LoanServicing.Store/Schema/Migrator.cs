using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using JasperFx;
using Marten;
using Npgsql;

namespace LoanServicing.Store.Schema;

/// <summary>
/// Brings the schema up to this version: Marten's own changes first, then numbered SQL files for what Marten does not
/// know, each once, in order, under a lock that a second process waits for.
/// </summary>
public static class Migrator
{
    private const long Lock = 0x4C4F414E53; // LOANS

    // Files 1 to 6 were of versions that made Marten's tables themselves; what they did is in those that follow.
    private const int FirstNumber = 7;

    private static readonly IReadOnlyList<Migration> Migrations = [.. Load()];

    /// <summary>The last file of this version.</summary>
    public static int Latest => Migrations[^1].Number;

    /// <summary>How far a database has come; null for one that was never migrated.</summary>
    public static async Task<SchemaVersion?> ReadAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var applied = new List<(int Number, string Name, string Sha256)>();
        try
        {
            await using var command = new NpgsqlCommand(
                "select number, name, sha256 from loans_schema order by number",
                connection
            );
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                applied.Add((reader.GetInt32(0), reader.GetString(1), reader.GetString(2)));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null;
        }

        var marten = applied
            .Where(row => row.Number == MartenSchema.Number)
            .Select(row => row.Sha256)
            .SingleOrDefault();
        var files = applied.FindAll(row => row.Number != MartenSchema.Number);
        foreach (var (row, migration) in files.Where(row => row.Number >= FirstNumber).Zip(Migrations))
        {
            if (row.Sha256 != migration.Sha256)
                throw new SchemaRefusedException(
                    $"schema file {row.Name} of the database is not the one of this version of loans "
                        + $"({migration.Name}): its SHA-256 is {row.Sha256[..12]}…, expected {migration.Sha256[..12]}…"
                );
        }

        return new(files.Count == 0 ? 0 : files[^1].Number, marten);
    }

    /// <summary>Makes all changes that are in waiting. Returns whether there were any.</summary>
    /// <param name="documents">Marten as the owner, with what else makes tables by Marten.</param>
    /// <exception cref="SchemaRefusedException">The database is ahead of this version, or its applied files
    /// differ.</exception>
    public static async Task<bool> ApplyAsync(
        NpgsqlConnection owner,
        IDocumentStore documents,
        CancellationToken cancellation
    )
    {
        await ExecuteAsync(owner, $"select pg_advisory_lock({Lock})", cancellation);
        try
        {
            var version = await ReadAsync(owner, cancellation) ?? new(0, null);
            version.Check();
            if (version.IsCurrent)
                return false;
            await ExecuteAsync(
                owner,
                "create table if not exists loans_schema (number int primary key, name varchar not null, sha256 "
                    + "varchar not null, applied_at timestamptz not null default now())",
                cancellation
            );
            await documents.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
            foreach (var migration in Migrations.Where(migration => migration.Number > version.Number))
                await ApplyAsync(owner, migration, cancellation);
            await KeepAsync(owner, MartenSchema.Number, MartenSchema.Name, MartenSchema.Sha256, cancellation);
            return true;
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
        await KeepAsync(owner, migration.Number, migration.Name, migration.Sha256, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task KeepAsync(
        NpgsqlConnection owner,
        int number,
        string name,
        string sha256,
        CancellationToken cancellation
    )
    {
        await using var insert = new NpgsqlCommand(
            "insert into loans_schema (number, name, sha256) values ($1, $2, $3) on conflict (number) do update set "
                + "name = excluded.name, sha256 = excluded.sha256, applied_at = now()",
            owner
        )
        {
            Parameters =
            {
                new() { Value = number },
                new() { Value = name },
                new() { Value = sha256 },
            },
        };
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    private static IEnumerable<Migration> Load()
    {
        var assembly = typeof(Migrator).Assembly;
        foreach (
            var resource in assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql"))
                .Order(StringComparer.Ordinal)
        )
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
            var sql = reader.ReadToEnd();
            var name = string.Join('.', resource.Split('.')[^2..]);
            yield return new(
                int.Parse(name[..4], CultureInfo.InvariantCulture),
                name,
                sql,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))
            );
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record Migration(int Number, string Name, string Sql, string Sha256);
}
