using System.CommandLine;
using LoanServicing.Operations;
using LoanServicing.Store;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;
using Marten;

namespace LoanServicing.Host.CommandLine;

/// <summary>
/// One call of a command: its options, its terminal, and the database, which is opened when first asked for.
/// </summary>
public sealed class Invocation(ParseResult options, Terminal terminal) : IAsyncDisposable
{
    /// <summary>The usual .NET name of the setting <c>ConnectionStrings:Loans</c> in the environment.</summary>
    public const string ConnectionVariable = "ConnectionStrings__Loans";

    private LoansDatabase? database;

    public ParseResult Options => options;

    public Terminal Terminal => terminal;

    public bool Json => options.GetValue(GlobalOptions.Json);

    public Tenant Tenant { get; } = TenantOf(options.GetValue(GlobalOptions.Tenant)!);

    /// <summary>Today in the plan's time zone, unless said otherwise.</summary>
    public DateOnly BusinessDate { get; } =
        options.GetValue(GlobalOptions.BusinessDate) ?? PlanTime.Today(TimeProvider.System);

    /// <summary>Who is at work, as the log names them.</summary>
    public Actor Actor { get; } = new(Environment.UserName);

    public string DataFolder => options.GetValue(GlobalOptions.Data)?.FullName ?? DefaultDataFolder;

    private string KeyFile => Path.Combine(DataFolder, "personal-data.key");

    private static string? KeyInEnvironment => Environment.GetEnvironmentVariable(PersonalDataKey.Variable);

    /// <summary>What seals are signed with; made where there is none.</summary>
    public SealKey SealKey => SealKey.Load(Environment.GetEnvironmentVariable(SealKey.Variable), SealKeyFile);

    /// <summary>The key that seals are expected to be of; null where this machine has none.</summary>
    public SealKey? KnownSealKey => SealKey.Find(Environment.GetEnvironmentVariable(SealKey.Variable), SealKeyFile);

    private string SealKeyFile => Path.Combine(DataFolder, "seal.key");

    private static string DefaultDataFolder =>
        !OperatingSystem.IsWindows() && Environment.UserName == "root"
            ? "/var/lib/loans"
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.DoNotVerify
                ),
                "loans"
            );

    /// <summary>Whether the database is on the private server of <see cref="DataFolder"/>.</summary>
    public bool IsEmbedded => string.IsNullOrWhiteSpace(ConnectionString);

    public async Task<LoansDatabase> DatabaseAsync(CancellationToken cancellation) =>
        database ??= await OpenAsync(cancellation);

    /// <summary>
    /// The key that personal data is under; made where neither the machine nor the database has one yet.
    /// </summary>
    /// <exception cref="WrongKeyException">The database's personal data is under another key, or under one that this
    /// machine has not.</exception>
    public async Task<PersonalDataKey> KeyAsync(CancellationToken cancellation) =>
        await KnownKeyAsync(cancellation)
        ?? await CheckedAsync(PersonalDataKey.Load(KeyInEnvironment, KeyFile), cancellation);

    /// <summary>The same; null where there is none yet.</summary>
    public async Task<PersonalDataKey?> KnownKeyAsync(CancellationToken cancellation)
    {
        if (await FindKeyAsync(cancellation) is { } key)
            return key;
        return await KeyOfDatabase.FingerprintAsync(await DatabaseAsync(cancellation), cancellation) is { } fingerprint
            ? throw new WrongKeyException(
                $"{KeyFile}: found no personal-data key, expected {fingerprint}, which the data in the database is under; "
                    + $"put it there or into {PersonalDataKey.Variable}"
            )
            : null;
    }

    /// <summary>The key that this machine has; null where it has none.</summary>
    public async Task<PersonalDataKey?> FindKeyAsync(CancellationToken cancellation) =>
        PersonalDataKey.Find(KeyInEnvironment, KeyFile) is { } key ? await CheckedAsync(key, cancellation) : null;

    private async Task<PersonalDataKey> CheckedAsync(PersonalDataKey key, CancellationToken cancellation)
    {
        var source = string.IsNullOrWhiteSpace(KeyInEnvironment)
            ? KeyFile
            : $"environment variable {PersonalDataKey.Variable}";
        await KeyOfDatabase.CheckAsync(await DatabaseAsync(cancellation), key, source, cancellation);
        return key;
    }

    /// <summary>Lets a handler work in a session of its own, and saves what it did.</summary>
    public async Task<TAnswer> SaveAsync<TAnswer>(
        string what,
        long total,
        Func<IDocumentSession, IProgress<long>, Task<TAnswer>> handle,
        CancellationToken cancellation
    )
    {
        await using var session = (await DatabaseAsync(cancellation)).OpenSession(Tenant);
        return await terminal.WithProgressAsync(
            what,
            total,
            async progress =>
            {
                var answer = await handle(session, progress);
                await session.SaveChangesAsync(cancellation);
                return answer;
            }
        );
    }

    /// <summary>An inquiry. With a time it waits for those who began to record by then.</summary>
    public async Task<Inquiry> AskAsync(DateTimeOffset? recordedBy, CancellationToken cancellation)
    {
        var opened = await DatabaseAsync(cancellation);
        return recordedBy is null
            ? await Inquiry.BeginAsync(opened, Tenant, cancellation: cancellation)
            : await terminal.WithProgressAsync(
                "waiting for those who are recording",
                1,
                _ => Inquiry.BeginAsync(opened, Tenant, recordedBy, cancellation: cancellation)
            );
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    private static Tenant TenantOf(string name) =>
        Tenant.OfName(name) ?? throw new RefusedException($"--tenant: found \"{name}\", expected {Tenant.Expected}");

    private static string Checked(string connectionString)
    {
        try
        {
            return new Npgsql.NpgsqlConnectionStringBuilder(connectionString).ConnectionString;
        }
        catch (ArgumentException e)
        {
            // Not the string itself: it may hold a password.
            throw new RefusedException(
                $"--database or {ConnectionVariable}: found what is no connection string ({e.Message}), expected "
                    + "one, as Host=db;Database=loans;Username=loans"
            );
        }
    }

    private string? ConnectionString =>
        options.GetValue(GlobalOptions.Database) ?? Environment.GetEnvironmentVariable(ConnectionVariable);

    /// <summary>The database, whose schema is first brought up to this version.</summary>
    public async Task<LoansDatabase> MigratedDatabaseAsync(CancellationToken cancellation) =>
        database ??= IsEmbedded
            ? await OpenPrivateAsync(cancellation)
            : await LoansDatabase.OpenMigratedAsync(Checked(ConnectionString!), cancellation);

    /// <summary>The database as it is, whatever its schema.</summary>
    public async Task<LoansDatabase> DatabaseAsItIsAsync(CancellationToken cancellation) =>
        database ??= IsEmbedded
            ? await OpenPrivateAsync(cancellation)
            : await LoansDatabase.OpenAsItIsAsync(Checked(ConnectionString!), cancellation);

    private Task<LoansDatabase> OpenAsync(CancellationToken cancellation)
    {
        // Half of a cold start is compiling: what reads events is compiled while the server is being reached.
        _ = Task.Run(EventJson.MakeReady, CancellationToken.None);
        return IsEmbedded
            ? OpenPrivateAsync(cancellation)
            : LoansDatabase.OpenAsync(Checked(ConnectionString!), cancellation);
    }

    private Task<LoansDatabase> OpenPrivateAsync(CancellationToken cancellation) =>
        PrivateDatabase.OpenAsync(
            DataFolder,
            options.GetValue(GlobalOptions.Verbose) ? terminal.Error.WriteLine : null,
            cancellation
        );
}
