using System.Globalization;
using System.Text;
using LoanServicing.Operations.RecordingFacts;
using LoanServicing.Store;
using LoanServicing.Embedded;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>A plan of so many participants with one biweekly loan each, in a database that runs are copied from; and the payroll that pays each an installment.</summary>
internal sealed class Book : IAsyncDisposable
{
    public const string Plan = "BENCH";

    private readonly EmbeddedServer server;
    private readonly string folder;
    private readonly string template;

    private Book(EmbeddedServer server, string folder, int loans) => (this.server, this.folder, template, Loans) = (server, folder, $"book_{loans}", loans);

    public static DateOnly PayDate { get; } = new(2025, 1, 17);

    public static PersonalDataKey Key { get; } = new(new byte[32]);

    public int Loans { get; }

    public string PayrollFile => Path.Combine(folder, "123456250117loans.txt");

    public static async Task<Book> MakeAsync(int loans)
    {
        var folder = Path.Combine(Path.GetTempPath(), "loans-benchmark");
        var server = await EmbeddedServer.JoinAsync(folder);
        var book = new Book(server, folder, loans);
        await LoansDatabase.CreateDatabaseAsync(server.ConnectionString("postgres", "postgres"), book.template);
        await using (var database = await LoansDatabase.OpenAsync(server.ConnectionString("postgres", book.template)))
            await book.ImportAsync(database);
        NpgsqlConnection.ClearAllPools();
        book.WritePayroll();
        return book;
    }

    /// <summary>A fresh copy; the server has caught its breath before it is returned.</summary>
    public async Task<string> CopyAsync(string name)
    {
        await ExecuteAsync($"drop database if exists {name} with (force)");
        await ExecuteAsync($"create database {name} template {template}");
        await ExecuteAsync("checkpoint");
        return server.ConnectionString("postgres", name);
    }

    public Task DropAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await server.DisposeAsync();
    }

    private async Task ImportAsync(LoansDatabase database)
    {
        var path = Path.Combine(folder, "book.jsonl");
        await using (var file = new StreamWriter(path, false, new UTF8Encoding(false)))
        {
            for (var i = 0; i < Loans; i++)
            {
                var plan = i == 0 ? "{\"id\":\"BENCH\",\"kind\":\"401a\",\"curePeriod\":\"max\"}" : "\"BENCH\"";
                await file.WriteLineAsync($$"""{"id":"v{{i}}","fact":"account-valued","on":"2025-01-03","plan":{{plan}},"participant":{"id":"M{{i}}","birthDate":"1980-05-17"},"vested":40000}""");
                await file.WriteLineAsync($$"""{"id":"o{{i}}","fact":"originated","on":"2025-01-03","plan":"BENCH","participant":"M{{i}}","loan":"001","amount":10000,"annualRate":0.0875,"frequency":"biweekly","installments":104,"firstDue":"2025-01-17"}""");
                await file.WriteLineAsync($$"""{"id":"p{{i}}","fact":"person","plan":"BENCH","participant":"M{{i}}","name":"ROE, JANE","address":{"street":"1 MAIN ST","city":"AUSTIN","state":"TX","zip":"73301"},"taxpayerNumber":"{{TaxpayerNumber(i)}}"}""");
            }
        }

        var message = new RecordFacts(Path.GetFileName(path), await File.ReadAllBytesAsync(path), new(2026, 1, 1));
        var read = RecordFactsHandler.Load(message);
        await using var session = await LogSession.BeginAsync(database, Tenant.Default, "benchmark");
        await RecordFactsHandler.HandleAsync(message, read, session, Key, new Progress<long>(), CancellationToken.None);
        await session.CommitAsync();
        await using var analyze = database.Owner.CreateCommand("analyze");
        await analyze.ExecuteNonQueryAsync();
    }

    private void WritePayroll()
    {
        using var file = new StreamWriter(PayrollFile, false, new UTF8Encoding(false));
        file.Write("SOCIAL SECURITY NUMBER,\"LAST NAME, FIRST NAME MI\",LOAN NUMBER,LOAN PAYMENT AMOUNT,DIVISION/LOCATION,PAYROLL FREQUENCY\r\n");
        for (var i = 0; i < Loans; i++)
            file.Write($"{TaxpayerNumber(i)},\"ROE, JANE\",001,104.89,,6\r\n");
    }

    private static string TaxpayerNumber(int i) => (100_000_000 + i).ToString(CultureInfo.InvariantCulture);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
