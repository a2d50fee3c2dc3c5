using LoanServicing.Store.Configuration;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Schema;
using LoanServicing.Store.Transactions;
using Marten;
using Npgsql;

namespace LoanServicing.Store;

/// <summary>
/// The database of the loans, at the present schema: <see cref="App"/> for all work, <see cref="Owner"/> to rebuild and
/// verify across tenants.
/// </summary>
public sealed class LoansDatabase : IAsyncDisposable
{
    private readonly string login;
    private readonly IAsyncDisposable? server;
    private readonly Task<DocumentStore> documents;

    private LoansDatabase(string login, bool actAsRole, IAsyncDisposable? server)
    {
        (this.login, this.server) = (login, server);
        Owner = Source(login, Roles.Owner, actAsRole);
        App = Source(login, Roles.App, actAsRole);
        // Half of a cold start is compiling: it goes on while the server is being reached.
        documents = Task.Run(() => DocumentStore.For(options => StoreConfiguration.Configure(options, App)));
    }

    public NpgsqlDataSource Owner { get; }

    public NpgsqlDataSource App { get; }

    /// <summary>Marten, as the application.</summary>
    public IDocumentStore Documents => documents.GetAwaiter().GetResult();

    /// <summary>
    /// A server that somebody else runs. The login has to be a member of both roles, or may create them; of the
    /// application's alone where nothing is in waiting.
    /// </summary>
    /// <exception cref="SchemaBehindException">Changes of the schema are in waiting: somebody has to decide when they
    /// are made.</exception>
    /// <exception cref="SchemaRefusedException">The database was migrated by a later version.</exception>
    public static Task<LoansDatabase> OpenAsync(string connectionString, CancellationToken cancellation = default) =>
        PrepareAsync(new LoansDatabase(connectionString, actAsRole: true, server: null), Behind.Refuse, cancellation);

    /// <summary>The same of a database that may be at an earlier schema: it is brought up to the present one.</summary>
    public static Task<LoansDatabase> OpenMigratedAsync(
        string connectionString,
        CancellationToken cancellation = default
    ) => PrepareAsync(new LoansDatabase(connectionString, actAsRole: true, server: null), Behind.Migrate, cancellation);

    /// <summary>The same, left as it is, whatever its schema: to say what that is.</summary>
    public static Task<LoansDatabase> OpenAsItIsAsync(
        string connectionString,
        CancellationToken cancellation = default
    ) => PrepareAsync(new LoansDatabase(connectionString, actAsRole: true, server: null), Behind.Leave, cancellation);

    /// <summary>
    /// A server of our own, on which each role may log in by itself; it is left when the database is disposed, or
    /// cannot be opened.
    /// </summary>
    /// <param name="login">Of a superuser; names the database, which is made where there is none.</param>
    /// <param name="maintenance">The same superuser, at the server's maintenance database.</param>
    public static async Task<LoansDatabase> OpenPrivateAsync(
        string login,
        string maintenance,
        IAsyncDisposable server,
        CancellationToken cancellation = default
    )
    {
        var name = new NpgsqlConnectionStringBuilder(login).Database!;
        return await PrepareAsync(
            new LoansDatabase(login, actAsRole: false, server),
            Behind.Migrate,
            cancellation,
            () => CreateDatabaseAsync(maintenance, name, cancellation)
        );
    }

    /// <summary>A session for one tenant, to be begun by a <see cref="Recording"/>.</summary>
    public IDocumentSession OpenSession(Tenant tenant) => Documents.LightweightSession(tenant.Stored);

    public async ValueTask DisposeAsync()
    {
        await (await documents).DisposeAsync();
        await App.DisposeAsync();
        await Owner.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }

    /// <summary>Makes an empty database where there is none of that name.</summary>
    public static async Task CreateDatabaseAsync(
        string maintenance,
        string name,
        CancellationToken cancellation = default
    )
    {
        await using var connection = new NpgsqlConnection(Unpooled(maintenance));
        await connection.OpenAsync(cancellation);
        await using var exists = new NpgsqlCommand(
            "select exists (select from pg_database where datname = $1)",
            connection
        )
        {
            Parameters = { new() { Value = name } },
        };
        if (await exists.ExecuteScalarAsync(cancellation) is true)
            return;
        try
        {
            await using var create = new NpgsqlCommand($"create database \"{name}\"", connection);
            await create.ExecuteNonQueryAsync(cancellation);
        }
        catch (PostgresException e)
            when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was first.
        }
    }

    /// <summary>
    /// Makes all changes to the schema that are in waiting, as the owner. Returns whether there were any.
    /// </summary>
    public async Task<bool> MigrateAsync(CancellationToken cancellation = default)
    {
        await using var owner = await Owner.OpenConnectionAsync(cancellation);
        await using var documents = DocumentStore.For(options => StoreConfiguration.Configure(options, Owner));
        var had = await Migrator.ReadAsync(owner, cancellation);
        if (!await Migrator.ApplyAsync(owner, documents, cancellation))
            return false;
        // What followed from the log was kept otherwise, or is not there at all.
        if (had is { Number: > 0 })
            await RebuildAsync(owner, cancellation);
        return true;
    }

    private async Task EnsureRolesAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(Unpooled(login));
        await connection.OpenAsync(cancellation);
        await Roles.EnsureAsync(connection, cancellation);
    }

    private async Task RebuildAsync(NpgsqlConnection owner, CancellationToken cancellation)
    {
        var tenants = new List<Tenant>();
        await using (
            var command = new NpgsqlCommand("select distinct tenant_id from mt_streams", owner) { CommandTimeout = 0 }
        )
        await using (var row = await command.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
                tenants.Add(Tenant.OfStored(row.GetString(0)));
        }

        foreach (var tenant in tenants)
            await DocumentRebuild.RunAsync(this, tenant, new Progress<long>(), cancellation);
    }

    /// <summary>How far its schema has come; null for a database that was never migrated.</summary>
    public async Task<SchemaVersion?> ReadVersionAsync(CancellationToken cancellation = default)
    {
        await using var owner = await Owner.OpenConnectionAsync(cancellation);
        return await Migrator.ReadAsync(owner, cancellation);
    }

    private static async Task<LoansDatabase> PrepareAsync(
        LoansDatabase database,
        Behind behind,
        CancellationToken cancellation,
        Func<Task>? create = null
    )
    {
        try
        {
            // The usual case, with the one connection that is needed anyway: opening a connection is most of what a
            // question costs. Whoever asks for a migration of a server of their own has roles and schemas looked after
            // too.
            if ((behind is Behind.Refuse || database.server is not null) && await database.IsCurrentAsync(cancellation))
                return database;
            if (create is not null)
                await create();
            await database.EnsureRolesAsync(cancellation);
            if (behind is Behind.Leave)
                return database;
            var version = await database.ReadVersionAsync(cancellation);
            version?.Check();
            if (version is null || (behind is Behind.Migrate && !version.IsCurrent))
                await database.MigrateAsync(cancellation);
            else if (!version.IsCurrent)
                throw new SchemaBehindException(version);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    // False too where there is no such database, role or table yet, or none that may be read.
    private async Task<bool> IsCurrentAsync(CancellationToken cancellation)
    {
        try
        {
            await using var app = await App.OpenConnectionAsync(cancellation);
            return await Migrator.ReadAsync(app, cancellation) is { IsCurrent: true };
        }
        catch (PostgresException)
        {
            return false;
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
            // A payroll, a seal or a proof takes as long as it takes; a lock is not waited for without end (see
            // Recording).
            CommandTimeout = 0,
        };
        if (actAsRole)
            builder.Options = $"{builder.Options} -c role={role}".Trim();
        else
            builder.Username = role;
        return NpgsqlDataSource.Create(builder);
    }

    private static string Unpooled(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    // What is done about a schema that is behind this version.
    private enum Behind
    {
        Refuse,
        Migrate,
        Leave,
    }
}
