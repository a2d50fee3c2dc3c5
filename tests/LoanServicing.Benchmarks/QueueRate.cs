using System.Text;
using System.Text.Json;
using LoanServicing.Host;
using LoanServicing.Operations.RecordingRepayments;
using LoanServicing.Store;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using RabbitMQ.Client;
using Wolverine;

namespace LoanServicing.Benchmarks;

/// <summary>
/// Single repayments of different loans as messages, from the first that is sent to the last that is committed: through
/// the durable local queue, and through RabbitMQ where <c>RabbitMq__Uri</c> names one.
/// </summary>
internal static class QueueRate
{
    private static readonly PersonalDataKey Key = new(new byte[32]);

    public static async Task<int> RunAsync(int payments)
    {
        await using var book = await Book.MakeAsync(payments);
        await MeasureAsync(book, "durable local queue", SendLocallyAsync);
        if (Environment.GetEnvironmentVariable("RabbitMq__Uri") is { Length: > 0 } broker)
            await MeasureAsync(book, "RabbitMQ", (_, messages) => PublishAsync(new Uri(broker), messages));
        return 0;
    }

    private static async Task MeasureAsync(
        Book book,
        string way,
        Func<IServiceProvider, IReadOnlyList<RecordRepayment>, Task> send
    )
    {
        await using var database = await LoansDatabase.OpenAsync(await book.CopyAsync("queue"));
        await LoansServer.MakeMessageTablesAsync(database, Key, CancellationToken.None);
        var sealKey = SealKey.Load(null, Path.Combine(Path.GetTempPath(), "loans-benchmark-seal.key"));
        await using var server = LoansServer.Build(
            new(database, Key, sealKey, Tenant.Default, "http://127.0.0.1:0", IsAlone: true)
        );
        await server.StartAsync();
        RecordRepayment[] messages = [.. Enumerable.Range(0, book.Loans).Select(Message)];
        var before = await PaidAsync(book);
        var measured = await Measured.OfAsync(
            async () =>
            {
                await send(server.Services, messages);
                while (await PaidAsync(book) < before + messages.Length)
                    await Task.Delay(20);
                return messages.Length;
            },
            book.Processors
        );
        Console.WriteLine(
            $"{way}: {messages.Length:N0} repayments, {measured.Rate:N0}/s, {measured.Cost:N0} µs ({measured.OwnCost:N0} here)"
        );
        await server.StopAsync();
        await book.DropAsync("queue");
    }

    private static RecordRepayment Message(int loan) =>
        new(
            $"queued-{loan}",
            BookFiles.Plan,
            $"M{loan}",
            "001",
            BookFiles.PayDate,
            decimal.Parse(BookFiles.InstallmentOf(loan)),
            BookFiles.PayDate
        );

    private static async Task SendLocallyAsync(IServiceProvider services, IReadOnlyList<RecordRepayment> messages)
    {
        await using var scope = services.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        foreach (var message in messages)
            await bus.PublishAsync(message);
    }

    private static async Task PublishAsync(Uri broker, IReadOnlyList<RecordRepayment> messages)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties { Type = nameof(RecordRepayment), Persistent = true };
        foreach (var message in messages)
        {
            var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message, JsonSerializerOptions.Web));
            await channel.BasicPublishAsync("", LoansServer.Queue, mandatory: true, properties, body);
        }
    }

    private static async Task<long> PaidAsync(Book book)
    {
        await using var connection = new NpgsqlConnection(book.Login("queue") + ";Pooling=false");
        await connection.OpenAsync();
        await using var count = new NpgsqlCommand(
            "select count(*) from mt_events where type = 'installment_paid'",
            connection
        );
        return (long)(await count.ExecuteScalarAsync())!;
    }
}
