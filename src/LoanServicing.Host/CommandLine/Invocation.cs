using System.CommandLine;
using LoanServicing.Operations;
using LoanServicing.Store;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Recording;
using LoanServicing.Store.Seals;

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
    // Not modelled: a plan with a time zone of its own; all are in America/New_York.
    public DateOnly BusinessDate { get; } = options.GetValue(GlobalOptions.BusinessDate)
        ?? DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "America/New_York").DateTime);

    /// <summary>Who is at work, as the log names them.</summary>
    public string Actor { get; } = Environment.UserName;

    public string DataFolder => options.GetValue(GlobalOptions.Data)?.FullName ?? DefaultDataFolder;

    public PersonalDataKey Key => PersonalDataKey.Load(
        Environment.GetEnvironmentVariable(PersonalDataKey.Variable), Path.Combine(DataFolder, "personal-data.key"));

    /// <summary>What seals are signed with; made where there is none.</summary>
    public SealKey SealKey => SealKey.Load(Environment.GetEnvironmentVariable(SealKey.Variable), SealKeyFile);

    /// <summary>The key that seals are expected to be of; null where this machine has none.</summary>
    public SealKey? KnownSealKey => SealKey.Find(Environment.GetEnvironmentVariable(SealKey.Variable), SealKeyFile);

    private string SealKeyFile => Path.Combine(DataFolder, "seal.key");

    private static string DefaultDataFolder => !OperatingSystem.IsWindows() && Environment.UserName == "root"
        ? "/var/lib/loans"
        : Path.Combine(
            Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
            "loans");

    /// <summary>Whether the database is on the private server of <see cref="DataFolder"/>.</summary>
    public bool IsEmbedded => string.IsNullOrWhiteSpace(ConnectionString);

    public async Task<LoansDatabase> DatabaseAsync(CancellationToken cancellation) =>
        database ??= await OpenAsync(cancellation);

    public async Task<LogSession> BeginAsync(CancellationToken cancellation) =>
        await LogSession.BeginAsync(await DatabaseAsync(cancellation), Tenant, Actor, cancellation);

    /// <summary>A session that asks. With a time it waits for those who began to record by then.</summary>
    public async Task<LogSession> AskAsync(DateTimeOffset? recordedBy, CancellationToken cancellation)
    {
        var opened = await DatabaseAsync(cancellation);
        return recordedBy is null
            ? await LogSession.AskAsync(opened, Tenant, cancellation: cancellation)
            : await terminal.WithProgressAsync(
                "waiting for those who are recording",
                1,
                _ => LogSession.AskAsync(opened, Tenant, recordedBy, cancellation: cancellation));
    }

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
            await database.DisposeAsync();
    }

    private static Tenant TenantOf(string name) => Domain.StreamId.IsName(name) && name != Tenant.Default.Stored
        ? new(name)
        : throw new RefusedException(
            $"--tenant: found \"{name}\", expected a name of 1 to 64 characters "
            + "without \"/\", control characters or outer spaces");

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
                $"--database or {ConnectionVariable}: found what is no connection string ({e.Message}), expected one, "
                + "as Host=db;Database=loans;Username=loans");
        }
    }

    private string? ConnectionString =>
        options.GetValue(GlobalOptions.Database) ?? Environment.GetEnvironmentVariable(ConnectionVariable);

    private Task<LoansDatabase> OpenAsync(CancellationToken cancellation) => IsEmbedded
        ? PrivateDatabase.OpenAsync(
            DataFolder, options.GetValue(GlobalOptions.Verbose) ? terminal.Error.WriteLine : null, cancellation)
        : LoansDatabase.OpenAsync(Checked(ConnectionString!), cancellation);
}
