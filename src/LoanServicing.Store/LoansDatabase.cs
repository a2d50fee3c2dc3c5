using LoanServicing.Store.Schema;
using Npgsql;

namespace LoanServicing.Store;

/// <summary>The database of the loans, at the present schema: <see cref="App"/> for all work, <see cref="Owner"/> to rebuild and verify across tenants.</summary>
public sealed class LoansDatabase : IAsyncDisposable
{
    private readonly IAsyncDisposable? server;

    private LoansDatabase(string login, bool actAsRole, IAsyncDisposable? server)
    {
        Owner = Source(login, Roles.Owner, actAsRole);
        App = Source(login, Roles.App, actAsRole);
        this.server = server;
    }

    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource App { get; }

    /// <summary>A server that somebody else runs. The login has to be a member of both roles, or may create them.</summary>
    public static Task<LoansDatabase> OpenAsync(string connectionString, CancellationToken cancellation = default) =>
        PrepareAsync(connectionString, new LoansDatabase(connectionString, actAsRole: true, server: null), cancellation);

    /// <summary>A server of our own, on which each role may log in by itself; it is left when the database is disposed, or cannot be opened.</summary>
    /// <param name="login">Of a superuser; names the database, which is made where there is none.</param>
    /// <param name="maintenance">The same superuser, at the server's maintenance database.</param>
    public static async Task<LoansDatabase> OpenPrivateAsync(string login, string maintenance, IAsyncDisposable server, CancellationToken cancellation = default)
    {
        try
        {
            await CreateDatabaseAsync(maintenance, new NpgsqlConnectionStringBuilder(login).Database!, cancellation);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return await PrepareAsync(login, new LoansDatabase(login, actAsRole: false, server), cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }

    /// <summary>Makes an empty database where there is none of that name.</summary>
    public static async Task CreateDatabaseAsync(string maintenance, string name, CancellationToken cancellation = default)
    {
        await using var connection = new NpgsqlConnection(Unpooled(maintenance));
        await connection.OpenAsync(cancellation);
        await using var exists = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection) { Parameters = { new() { Value = name } } };
        if (await exists.ExecuteScalarAsync(cancellation) is true)
            return;
        try
        {
            await using var create = new NpgsqlCommand($"create database \"{name}\"", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was first.
        }
    }

    private static async Task<LoansDatabase> PrepareAsync(string login, LoansDatabase database, CancellationToken cancellation)
    {
        try
        {
            await using (var connection = new NpgsqlConnection(Unpooled(login)))
            {
                await connection.OpenAsync(cancellation);
                await Roles.EnsureAsync(connection, cancellation);
            }

            await using var owner = await database.Owner.OpenConnectionAsync(cancellation);
            await Migrator.ApplyAsync(owner, cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    private static NpgsqlDataSource Source(string login, string role, bool actAsRole)
    {
        var builder = new NpgsqlConnectionStringBuilder(login)
        {
            ApplicationName = "loans",
            MaxAutoPrepare = 60,
            AutoPrepareMinUsages = 2,
            // Nothing outlives a transaction: the tenant is set locally, and no session state is used.
            NoResetOnClose = true,
            // A log is read by the gigabyte; the usual 8 kB would ask the system for each few rows.
            ReadBufferSize = 64 * 1024,
        };
        if (actAsRole)
            builder.Options = $"{builder.Options} -c role={role}".Trim();
        else
            builder.Username = role;
        return NpgsqlDataSource.Create(builder);
    }

    private static string Unpooled(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;
}
