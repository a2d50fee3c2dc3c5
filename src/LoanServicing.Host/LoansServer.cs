using System.Globalization;
using JasperFx;
using LoanServicing.Host.Http;
using LoanServicing.Host.Messaging;
using LoanServicing.Operations;
using LoanServicing.Store;
using LoanServicing.Store.Configuration;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;
using Marten;
using Microsoft.Extensions.Logging.Console;
using Npgsql;
using Wolverine;
using Wolverine.Marten;

namespace LoanServicing.Host;

/// <summary>
/// What <c>loans serve</c> is given by the command line; the rest of its settings come by the usual .NET names.
/// </summary>
/// <param name="Tenant">Whose days are closed by the schedule.</param>
/// <param name="Urls">Where it listens.</param>
/// <param name="IsAlone">Whether no other server works on the database: what one that died left behind is then taken up
/// at once.</param>
public sealed record ServerSettings(
    LoansDatabase Database,
    PersonalDataKey Key,
    SealKey SealKey,
    Tenant Tenant,
    string Urls,
    bool IsAlone
);

/// <summary>The server: HTTP, and Wolverine over the same Marten store.</summary>
public static class LoansServer
{
    /// <summary>Where the broker is: <c>amqp://user:password@host:port/</c>.</summary>
    public const string RabbitSetting = "RabbitMq:Uri";

    /// <summary>
    /// Time of the day, HH:mm in the plans' time zone, at which the day before is closed; absent: never.
    /// </summary>
    public const string CloseDaySetting = "Loans:CloseDayAt";

    /// <summary>The queue at RabbitMQ that is listened to.</summary>
    public const string Queue = MessageHandling.Queue;

    /// <exception cref="RefusedException">A setting is not what it has to be.</exception>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = Builder(settings);
        if (Closing(builder.Configuration, settings.Tenant) is { } closing)
            builder.Services.AddSingleton(closing).AddHostedService<DayClosing>();
        var app = builder.Build();
        HealthEndpoints.Map(app, settings.Database.App);
        LoanEndpoints.Map(app, settings.Database, TimeProvider.System);
        return app;
    }

    /// <summary>Makes Wolverine's tables what this version needs, as the owner of the database.</summary>
    public static async Task MakeMessageTablesAsync(
        LoansDatabase database,
        PersonalDataKey key,
        CancellationToken cancellation
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        AddMessaging(builder.Services, database.Owner, key, rabbit: null, isAlone: true, codeFolder: null);
        // Not started: nothing is listened to.
        await using var asOwner = builder.Build();
        await MessageTables.MigrateAsync(asOwner.Services, database, cancellation);
    }

    /// <summary>To generate handlers' code into a folder; not to be started.</summary>
    public static WebApplication BuildForCode(string codeFolder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        AddParameters(
            builder.Services,
            () => throw new InvalidOperationException("nothing is handled while code is generated")
        );
        var nowhere = NpgsqlDataSource.Create("Host=nowhere");
        builder.Services.AddSingleton(_ => nowhere);
        AddMessaging(
            builder.Services,
            nowhere,
            new PersonalDataKey(new byte[32]),
            rabbit: null,
            isAlone: true,
            codeFolder
        );
        return builder.Build();
    }

    private static WebApplicationBuilder Builder(ServerSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddSimpleConsole();
        // Marten prints the parameters of what failed.
        builder.Logging.AddFilter("Marten", LogLevel.None);
        builder.Services.Configure<ConsoleLoggerOptions>(console =>
            console.LogToStandardErrorThreshold = LogLevel.Trace
        );
        builder.Services.Configure<HostOptions>(host =>
            host.ShutdownTimeout = MessageHandling.DrainTimeout + TimeSpan.FromSeconds(5)
        );
        builder.WebHost.UseUrls(settings.Urls);
        AddParameters(builder.Services, () => settings);
        AddMessaging(
            builder.Services,
            settings.Database.App,
            settings.Key,
            Rabbit(builder.Configuration),
            settings.IsAlone,
            codeFolder: null
        );
        return builder;
    }

    // What handlers ask for beside the message and the session.
    private static void AddParameters(IServiceCollection services, Func<ServerSettings> settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => settings().Database);
        services.AddSingleton(_ => settings().Key);
        services.AddSingleton(_ => settings().SealKey);
        services.AddSingleton(_ => new Actor("serve"));
        services.AddSingleton<IProgress<long>>(_ => new Progress<long>());
    }

    private static void AddMessaging(
        IServiceCollection services,
        NpgsqlDataSource source,
        PersonalDataKey key,
        Uri? rabbit,
        bool isAlone,
        string? codeFolder
    )
    {
        services
            .AddMarten(options => StoreConfiguration.Configure(options, source))
            .UseLightweightSessions()
            .IntegrateWithWolverine(messages =>
            {
                messages.MessageStorageSchemaName = MessageTables.Schema;
                messages.AutoCreate = AutoCreate.None;
            });
        services.AddWolverine(
            ExtensionDiscovery.ManualOnly,
            options =>
            {
                MessageHandling.Configure(
                    options,
                    key,
                    rabbit,
                    isAlone ? DurabilityMode.Solo : DurabilityMode.Balanced
                );
                if (codeFolder is not null)
                    options.CodeGeneration.GeneratedCodeOutputPath = codeFolder;
            }
        );
    }

    private static Uri? Rabbit(ConfigurationManager configuration) =>
        configuration[RabbitSetting] switch
        {
            null or "" => null,
            var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "amqp" or "amqps" => uri,
            // Not the text itself: it may hold a password.
            _ => throw new RefusedException(
                "RabbitMq__Uri: found what is no address of a broker, expected one, as amqp://user:password@host:5672/"
            ),
        };

    private static ClosingSchedule? Closing(ConfigurationManager configuration, Tenant tenant) =>
        configuration[CloseDaySetting] switch
        {
            null or "" => null,
            var text
                when TimeOnly.TryParseExact(
                    text,
                    "HH:mm",
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.None,
                    out var at
                ) => new(at, tenant),
            var text => throw new RefusedException(
                $"Loans__CloseDayAt: found \"{text}\", expected a time of the day, HH:mm, as 02:30"
            ),
        };
}
