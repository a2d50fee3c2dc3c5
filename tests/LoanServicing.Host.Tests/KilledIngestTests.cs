using System.Diagnostics;
using System.Globalization;
using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A process that dies in the middle of a large file leaves nothing behind, and the next one does the whole work. Ten moments, evenly spread;
/// <c>deploy/soak kill</c> takes a hundred, drawn from its seed.
/// </summary>
[Trait("Soak", "kill")]
public sealed class KilledIngestTests : IAsyncLifetime
{
    private const int Loans = 20_000;

    private static readonly double[] Moments = Environment.GetEnvironmentVariable("LOANS_SOAK") == "kill" ? Drawn(100) : [.. Enumerable.Range(1, 10).Select(moment => moment / 11.0)];

    private readonly string folder = Directory.CreateTempSubdirectory("loans-killed-").FullName;
    private readonly string template = $"killed_{Guid.NewGuid():n}";
    private TestServer server = null!;
    private string payroll = "";

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.JoinAsync();
        var login = await server.CreateDatabaseAsync(template);
        payroll = WriteBook();
        (await RunAsync(login, "import", Path.Combine(folder, "book.jsonl"), "--business-date", "2025-01-10")).ShouldBe(0);
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    public async ValueTask DisposeAsync()
    {
        await server.DropDatabaseAsync(template);
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Killed_at_many_moments_and_run_again_it_ends_like_an_undisturbed_run()
    {
        var clean = await CopyAsync($"{template}_clean");
        var time = Stopwatch.StartNew();
        using (var undisturbed = Start(clean))
            await ExitAsync(undisturbed, 1);
        var duration = time.Elapsed;
        var expected = await BookContent.ReadAsync(clean);
        await server.DropDatabaseAsync($"{template}_clean");
        expected.Count(line => line.Contains("installment_paid", StringComparison.Ordinal)).ShouldBe(Loans - 1);

        var killedAtWork = 0;
        foreach (var moment in Moments)
        {
            var database = await CopyAsync($"{template}_again");
            using (var process = Start(database))
            {
                // The moments are spread over the whole run, start and commit included.
                await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(duration * moment, TestContext.Current.CancellationToken));
                killedAtWork += process.HasExited ? 0 : 1;
                process.Kill();
                await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            }

            using (var again = Start(database))
                await again.WaitForExitAsync(TestContext.Current.CancellationToken);
            (await RunAsync(database, "verify")).ShouldBe(0, $"killed at {moment:0.000} of the run");
            (await BookContent.ReadAsync(database)).ShouldBe(expected, $"killed at {moment:0.000} of the run");
            await server.DropDatabaseAsync($"{template}_again");
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"an undisturbed run takes {duration.TotalSeconds:0.0} s; {killedAtWork} of {Moments.Length} kills came while it was at work");
        killedAtWork.ShouldBeGreaterThanOrEqualTo(Moments.Length / 2);
    }

    private static double[] Drawn(int count)
    {
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("LOANS_SEED") ?? "72", CultureInfo.InvariantCulture));
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private Process Start(string database)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "loans"))
        {
            ArgumentList = { "ingest", payroll, "--layout", "alerus-rows", "--plan", "BIG", "--business-date", "2025-01-17", "--database", database, "--data", folder },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task ExitAsync(Process process, int expected)
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(expected);
    }

    private async Task<string> CopyAsync(string name)
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await server.CopyDatabaseAsync(template, name);
        return server.Of(name);
    }

    private async Task<int> RunAsync(string database, params string[] arguments)
    {
        await using var output = new StringWriter();
        var exit = await LoansProgram.RunAsync([.. arguments, "--database", database, "--data", folder], new(output, output), TestContext.Current.CancellationToken);
        exit.ShouldBe(0, output.ToString());
        return exit;
    }

    // One loan each, of amounts that differ, and one line that matches nobody.
    private string WriteBook()
    {
        var file = Path.Combine(folder, "123456250117loans.txt");
        using var book = new StreamWriter(Path.Combine(folder, "book.jsonl"));
        using var lines = new StreamWriter(file) { NewLine = "\r\n" };
        lines.WriteLine(SmallBook.Headings);
        for (var i = 0; i < Loans; i++)
        {
            var plan = i == 0 ? """{"id":"BIG","kind":"401a","curePeriod":"max"}""" : "\"BIG\"";
            var number = (200_000_000 + i).ToString(CultureInfo.InvariantCulture);
            book.WriteLine($$"""{"id":"v{{i}}","fact":"account-valued","on":"2025-01-03","plan":{{plan}},"participant":{"id":"M{{i}}","birthDate":"1980-05-17"},"vested":40000}""");
            book.WriteLine($$"""{"id":"o{{i}}","fact":"originated","on":"2025-01-03","plan":"BIG","participant":"M{{i}}","loan":"001","amount":{{5000 + (i % 9000)}},"annualRate":0.0875,"frequency":"biweekly","installments":104,"firstDue":"2025-01-17"}""");
            book.WriteLine($$"""{"id":"p{{i}}","fact":"person","plan":"BIG","participant":"M{{i}}","name":"ROE, JANE","address":{"street":"1 MAIN ST","city":"AUSTIN","state":"TX","zip":"73301"},"taxpayerNumber":"{{number}}"}""");
            lines.WriteLine(SmallBook.Row(i == 7 ? "111111111" : number, "001", (50 + (i % 90)).ToString(CultureInfo.InvariantCulture) + ".25"));
        }

        return file;
    }
}
