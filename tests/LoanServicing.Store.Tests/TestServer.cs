using System.Security.Cryptography;
using LoanServicing.Embedded;
using LoanServicing.Store.Schema;
using Npgsql;

namespace LoanServicing.Store.Tests;

/// <summary>
/// The one server of a test run: LOANS_TEST_DB where that is set, else an embedded one that all test programs of the machine's user share. Databases are
/// copied from a template that has the present schema.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>Connection string of a login that may create databases and roles.</summary>
    public const string Variable = "LOANS_TEST_DB";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TestServer? shared;
    private static int users;

    private readonly EmbeddedServer? embedded;
    private readonly string template;

    private TestServer(EmbeddedServer? embedded, string maintenance, string template) =>
        (this.embedded, Maintenance, this.template) = (embedded, maintenance, template);

    /// <summary>Connects to the server's maintenance database.</summary>
    public string Maintenance { get; }

    public static async Task<TestServer> JoinAsync()
    {
        await Gate.WaitAsync();
        try
        {
            shared ??= await StartAsync();
            users++;
            return shared;
        }
        finally
        {
            Gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (--users > 0)
                return;
            shared = null;
            NpgsqlConnection.ClearAllPools();
            if (embedded is not null)
                await embedded.DisposeAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>Makes a database with the present schema and returns the connection string of a login that acts as both roles.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await ExecuteAsync($"create database \"{name}\" template \"{template}\"");
        return Of(name);
    }

    /// <summary>A copy of a database that nobody is connected to.</summary>
    public Task CopyDatabaseAsync(string from, string name) => ExecuteAsync($"create database \"{name}\" template \"{from}\"");

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"drop database if exists \"{name}\" with (force)");

    public string Of(string database) => new NpgsqlConnectionStringBuilder(Maintenance) { Database = database }.ConnectionString;

    private static async Task<TestServer> StartAsync()
    {
        EmbeddedServer? started = null;
        var maintenance = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrWhiteSpace(maintenance))
        {
            started = await EmbeddedServer.JoinAsync(Path.Combine(Path.GetTempPath(), $"loans-tests-{Environment.UserName}"));
            maintenance = started.ConnectionString("postgres", "postgres");
        }

        var server = new TestServer(started, maintenance, $"loans_template_{SchemaHash()}");
        await server.EnsureTemplateAsync();
        return server;
    }

    // A template nobody may connect to is finished; one that is not was left by a run that died, and is made again.
    private async Task EnsureTemplateAsync()
    {
        await using var maintenance = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Maintenance) { Pooling = false }.ConnectionString);
        await maintenance.OpenAsync();
        await ExecuteAsync(maintenance, "select pg_advisory_lock(72)");
        await using var finished = new NpgsqlCommand("select exists (select from pg_database where datname = $1 and not datallowconn)", maintenance) { Parameters = { new() { Value = template } } };
        if (await finished.ExecuteScalarAsync() is true)
            return;
        await ExecuteAsync(maintenance, $"drop database if exists \"{template}\" with (force)");
        await ExecuteAsync(maintenance, $"create database \"{template}\"");
        await using (await LoansDatabase.OpenAsync(Of(template)))
        {
            // Opening it applies the schema.
        }

        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(maintenance, $"alter database \"{template}\" allow_connections false");
    }

    private static string SchemaHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(Migrator).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var copy = new MemoryStream();
            assembly.GetManifestResourceStream(name)!.CopyTo(copy);
            sha.AppendData(copy.ToArray());
        }

        return Convert.ToHexStringLower(sha.GetHashAndReset())[..12];
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Maintenance);
        await connection.OpenAsync();
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
