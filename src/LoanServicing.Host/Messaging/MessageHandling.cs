using System.Text.Json;
using System.Text.Json.Serialization;
using JasperFx;
using JasperFx.CodeGeneration;
using LoanServicing.Operations;
using LoanServicing.Operations.ClosingDays;
using LoanServicing.Operations.Ingesting;
using LoanServicing.Operations.RecordingFacts;
using LoanServicing.Operations.RecordingRepayments;
using LoanServicing.Store.PersonalData;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.RabbitMQ;
using Wolverine.Runtime.Serialization.Encryption;

namespace LoanServicing.Host.Messaging;

/// <summary>
/// Wolverine as this product uses it: which messages, in what order things are tried again, what is kept of those that
/// fail.
/// </summary>
internal static class MessageHandling
{
    /// <summary>The queue at RabbitMQ that is listened to.</summary>
    public const string Queue = "loans";

    /// <summary>
    /// How long a message that is being handled may go on when the program is stopped; then it is handled again at the
    /// next start.
    /// </summary>
    public static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(30);

    private const int Parallel = 8;

    private static readonly TimeSpan[] Cooldown =
    [
        .. new[] { 50, 100, 250, 1_000 }.Select(wait => TimeSpan.FromMilliseconds(wait)),
    ];

    /// <summary>What a publisher may send, by the name it goes by.</summary>
    public static readonly IReadOnlyDictionary<string, Type> Published = new Dictionary<string, Type>
    {
        [nameof(IngestRemittance)] = typeof(IngestRemittance),
        [nameof(RecordFacts)] = typeof(RecordFacts),
        [nameof(RecordRepayment)] = typeof(RecordRepayment),
    };

    private static readonly Type[] Handlers =
    [
        typeof(IngestRemittanceHandler),
        typeof(RecordFactsHandler),
        typeof(RecordRepaymentHandler),
        typeof(CloseDaysHandler),
    ];

    /// <param name="key">What waiting messages are encrypted with at rest is derived from it.</param>
    /// <param name="rabbit">Null where no broker is configured.</param>
    public static void Configure(WolverineOptions options, PersonalDataKey key, Uri? rabbit, DurabilityMode mode)
    {
        options.ServiceName = "loans";
        options.ApplicationAssembly = typeof(MessageHandling).Assembly;
        options.Discovery.DisableConventionalDiscovery();
        foreach (var handler in Handlers)
            options.Discovery.IncludeType(handler);
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Static;
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.Durability.Mode = mode;
        options.Durability.DrainTimeout = DrainTimeout;
        options.UseSystemTextJsonForSerialization(Strict);
        var keys = new InMemoryKeyProvider(
            key.Fingerprint,
            new Dictionary<string, byte[]> { [key.Fingerprint] = key.Derive("loans waiting messages") }
        );
        options.UseEncryption(keys);
        options.Policies.AutoApplyTransactions();
        options.Policies.UseDurableLocalQueues();
        Handle(options);
        if (rabbit is not null)
            Listen(options, rabbit, keys);
    }

    /// <summary>Whether another try may well succeed: somebody else was first, or the connection went.</summary>
    public static bool MayPass(Exception failure) =>
        failure switch
        {
            ConcurrencyException
            or DocumentAlreadyExistsException
            or Marten.Exceptions.ExistingStreamIdCollisionException => true,
            PostgresException
            {
                SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            } => true,
            NpgsqlException ofServer => ofServer.IsTransient,
            _ => failure.InnerException is { } inner && MayPass(inner),
        };

    // What a publisher got wrong is told, not guessed.
    private static void Strict(JsonSerializerOptions json)
    {
        json.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.RespectRequiredConstructorParameters = true;
        json.RespectNullableAnnotations = true;
    }

    private static void Handle(WolverineOptions options)
    {
        options.UnknownMessageBehavior = UnknownMessageBehavior.DeadLetterQueue;
        options.OnException<RefusedException>().MoveToErrorQueue();
        options.OnException(MayPass).RetryWithCooldown(Cooldown);
    }

    private static void Listen(WolverineOptions options, Uri rabbit, IKeyProvider keys)
    {
        // Dead letters are kept in the database, with the reason, encrypted as the others.
        options.UseRabbitMq(rabbit).AutoProvision().DisableDeadLetterQueueing();
        options
            .ListenToRabbitQueue(Queue)
            .UseInterop(new PlainMessages(Published, keys))
            .UseDurableInbox()
            .PreFetchCount(100)
            .MaximumParallelMessages(Parallel);
    }
}
