namespace LoanServicing.Host.Tests;

/// <summary>
/// A process that dies in the middle of its work leaves nothing half done, and the next one does the rest: in a large
/// payroll file, in the first import of a book, and in a close of many days.
/// </summary>
[Trait("Soak", "kill")]
public sealed class KilledCommandTests : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("loans-killed-").FullName;
    private readonly string template = $"killed_{Guid.NewGuid():n}";
    private TestServer server = null!;

    public async ValueTask InitializeAsync() => server = await TestServer.JoinAsync();

    public async ValueTask DisposeAsync()
    {
        await server.DropDatabaseAsync(template);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_payroll_killed_at_many_moments_and_run_again_ends_like_an_undisturbed_run()
    {
        const int loans = 20_000;
        var book = await ImportedAsync(loans);
        string[] arguments =
        [
            "ingest",
            book.Payroll,
            "--layout",
            "alerus-rows",
            "--plan",
            "BIG",
            "--business-date",
            "2025-01-17",
        ];
        var ingest = new KilledRun(server, template, folder, arguments);
        await ingest.EndsLikeAnUndisturbedOneAsync(exit: 1, ("installment_paid", loans - 1));
    }

    [Fact]
    public async Task A_first_import_killed_at_many_moments_and_run_again_ends_like_an_undisturbed_run()
    {
        var loans = KilledRun.IsSoak ? 20_000 : 3_000;
        var book = LargeBook.Write(folder, loans);
        await server.CreateDatabaseAsync(template);
        var import = new KilledRun(server, template, folder, "import", book.Facts, "--business-date", "2025-01-10");
        await import.EndsLikeAnUndisturbedOneAsync(exit: 0, (" originated ", loans));
    }

    [Fact]
    public async Task A_close_of_days_killed_at_many_moments_and_run_again_ends_like_an_undisturbed_run()
    {
        var loans = KilledRun.IsSoak ? 20_000 : 3_000;
        await ImportedAsync(loans);
        string[] arguments = ["close-day", "--through", "2025-02-28", "--business-date", "2025-02-28"];
        var close = new KilledRun(server, template, folder, arguments);
        await close.EndsLikeAnUndisturbedOneAsync(exit: 0, (" missed ", loans * 3));
    }

    private async Task<(string Facts, string Payroll)> ImportedAsync(int loans)
    {
        var book = LargeBook.Write(folder, loans);
        var login = await server.CreateDatabaseAsync(template);
        await using var output = new StringWriter();
        string[] arguments =
        [
            "import",
            book.Facts,
            "--business-date",
            "2025-01-10",
            "--database",
            login,
            "--data",
            folder,
        ];
        (await LoansProgram.RunAsync(arguments, new(output, output), TestContext.Current.CancellationToken)).ShouldBe(
            0,
            output.ToString()
        );
        return book;
    }
}
