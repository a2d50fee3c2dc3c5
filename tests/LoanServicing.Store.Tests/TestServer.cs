using System.Security.Cryptography;
using LoanServicing.Embedded;
using LoanServicing.Store.Schema;
using Npgsql;

[assembly: AssemblyFixture(typeof(LoanServicing.Store.Tests.TestServer.StayingUser))]

namespace LoanServicing.Store.Tests;

/// <summary>
/// The one server of a test program: LOANS_TEST_DB where that is set, else one in a container of the program's own, or
/// an embedded one that all test programs of the machine's user share. The program says which it took, and why.
/// Databases are copied from a template that has the present schema.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    /// <summary>Connection string of a login that may create databases and roles.</summary>
    public const string Variable = "LOANS_TEST_DB";

    /// <summary>
    /// <c>container</c>, <c>embedded</c>, or <c>auto</c>: in a container where one can be had. Not set, it is
    /// <c>auto</c>.
    /// </summary>
    public const string KindVariable = "LOANS_TEST_SERVER";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static TestServer? shared;
    private static int users;

    private readonly IAsyncDisposable? started;
    private readonly string template = $"loans_template_{SchemaHash()}";

    private TestServer(IAsyncDisposable? started, string maintenance) =>
        (this.started, Maintenance) = (started, maintenance);

    /// <summary>Connects to the server's maintenance database.</summary>
    public string Maintenance { get; }

    public static async Task<TestServer> JoinAsync()
    {
        await Gate.WaitAsync();
        try
        {
            if (shared is null)
            {
                shared = await StartAsync();
                users = 1; // the one that stays
            }

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
            if (started is not null)
                await started.DisposeAsync();
        }
        finally
        {
            Gate.Release();
        }
    }

    /// <summary>
    /// Makes a database with the present schema and returns the connection string of a login that acts as both roles.
    /// </summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await ExecuteAsync($"create database \"{name}\" template \"{template}\"");
        return Of(name);
    }

    /// <summary>A copy of a database that nobody is connected to.</summary>
    public Task CopyDatabaseAsync(string from, string name) =>
        ExecuteAsync($"create database \"{name}\" template \"{from}\"");

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"drop database if exists \"{name}\" with (force)");

    public string Of(string database) =>
        new NpgsqlConnectionStringBuilder(Maintenance) { Database = database }.ConnectionString;

    private static async Task<TestServer> StartAsync()
    {
        var (server, kind) = await ChooseAsync();
        try
        {
            var version = await server.EnsureTemplateAsync();
            // A line of its own, which deploy/test looks for.
            Console.WriteLine($"Test server: PostgreSQL {version}, {kind}");
            return server;
        }
        catch when (server.started is not null)
        {
            await server.started.DisposeAsync();
            throw;
        }
    }

    private static async Task<(TestServer Server, string Kind)> ChooseAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } given && !string.IsNullOrWhiteSpace(given))
            return (new(null, given), $"because {Variable} names it");

        switch (Environment.GetEnvironmentVariable(KindVariable) ?? "auto")
        {
            case "container":
                return await ContainedAsync();
            case "embedded":
                return await EmbeddedAsync($"as {KindVariable} says");
            case "auto":
                try
                {
                    return await ContainedAsync();
                }
                catch (NoContainerException missing)
                {
                    return await EmbeddedAsync($"because {missing.Message}");
                }
            case var unknown:
                throw new InvalidOperationException(
                    $"{KindVariable} is \"{unknown}\", and may be container, embedded or auto"
                );
        }
    }

    private static async Task<(TestServer Server, string Kind)> ContainedAsync()
    {
        var container = await ContainerServer.StartAsync();
        return (new(container, container.ConnectionString), $"in a container of {ContainerServer.Image}");
    }

    private static async Task<(TestServer Server, string Kind)> EmbeddedAsync(string why)
    {
        var embedded = await EmbeddedServer.JoinAsync(
            Path.Combine(Path.GetTempPath(), $"loans-tests-{Environment.UserName}")
        );
        return (new(embedded, embedded.ConnectionString("postgres", "postgres")), $"embedded, {why}");
    }

    // Returns the server's version. A template nobody may connect to is finished; one that is not was left by a run
    // that died, and is made again.
    private async Task<string> EnsureTemplateAsync()
    {
        await using var maintenance = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Maintenance) { Pooling = false }.ConnectionString
        );
        await maintenance.OpenAsync();
        await ExecuteAsync(maintenance, "select pg_advisory_lock(72)");
        await using var finished = new NpgsqlCommand(
            "select exists (select from pg_database where datname = $1 and not datallowconn)",
            maintenance
        )
        {
            Parameters = { new() { Value = template } },
        };
        if (await finished.ExecuteScalarAsync() is true)
            return maintenance.PostgreSqlVersion.ToString();
        await ExecuteAsync(maintenance, $"drop database if exists \"{template}\" with (force)");
        await ExecuteAsync(maintenance, $"create database \"{template}\"");
        await using (await LoansDatabase.OpenMigratedAsync(Of(template)))
        {
            // Opening it applies the schema.
        }

        NpgsqlConnection.ClearAllPools();
        await ExecuteAsync(maintenance, $"alter database \"{template}\" allow_connections false");
        return maintenance.PostgreSqlVersion.ToString();
    }

    private static string SchemaHash()
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var assembly = typeof(Migrator).Assembly;
        foreach (
            var name in assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        )
        {
            using var copy = new MemoryStream();
            assembly.GetManifestResourceStream(name)!.CopyTo(copy);
            sha.AppendData(copy.ToArray());
        }

        sha.AppendData(System.Text.Encoding.UTF8.GetBytes(MartenSchema.Sha256));
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

    /// <summary>
    /// Stays from the first start of the server to the end of the program: between two test classes there may be no
    /// other.
    /// </summary>
    public sealed class StayingUser : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => shared?.DisposeAsync() ?? default;
    }
}
