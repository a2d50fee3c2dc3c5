using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Embedded;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Host.Demonstration;

/// <summary>
/// <c>loans demo</c>: the main job on a generated book, through the same commands that a user has, compared with what
/// must come out.
/// </summary>
internal static class DemoCommand
{
    private static readonly Option<DirectoryInfo?> Out = new("--out")
    {
        Description = "Where the files and the demonstration's own database go (default: a folder for temporary files)",
    };

    public static Command Build(Terminal terminal, FrontDoor loans) =>
        CommandDoor.Of(
            "demo",
            "The main job on a generated book: payroll files in, Forms 1099-R out",
            terminal,
            (call, cancellation) => RunAsync(call, loans, cancellation),
            GenerateCommand.Loans,
            GenerateCommand.Year,
            GenerateCommand.Seed,
            Out
        );

    private static async Task<int> RunAsync(Invocation call, FrontDoor loans, CancellationToken cancellation)
    {
        var options = GenerateCommand.OptionsOf(call);
        var directory =
            call.Options.GetValue(Out)?.FullName
            ?? Path.Combine(Path.GetTempPath(), $"loans-demo-{Environment.UserName}");
        foreach (var leftover in (string[])["payroll", "year-end"])
        {
            if (Directory.Exists(Path.Combine(directory, leftover)))
                Directory.Delete(Path.Combine(directory, leftover), recursive: true);
        }

        var time = Stopwatch.StartNew();
        await GenerateCommand.WriteAsync(call.Terminal, options, directory);
        var generated = time.Elapsed;

        // A server of its own, never the one that holds somebody's real book.
        var data = Path.Combine(directory, "data");
        await using var server = await EmbeddedServer.JoinAsync(data, cancellation: cancellation);
        await DropAsync(server, cancellation);
        var steps = DemoStep.ReadAll(directory);
        Directory.SetCurrentDirectory(directory);
        // An empty connection string is the private server, whatever the environment says.
        string[] database = ["--data", data, "--database", ""];
        var results = await call.Terminal.WithProgressAsync(
            "living the year",
            steps.Count,
            progress => DemoSteps.RunAsync(steps, loans, database, progress, cancellation)
        );

        await using var book = await PrivateDatabase.OpenAsync(data, cancellation: cancellation);
        await using var session = await Inquiry.BeginAsync(book, Tenant.Default, cancellation: cancellation);
        var reading = new BookReading(session, options.Year);
        var actual = await reading.RunAsync(cancellation);
        var differences = BookOutcome.Differences(BookOutcome.ReadExpected(directory), actual);
        var summary = new DemoSummary(
            options,
            directory,
            results,
            actual,
            reading,
            [.. differences],
            generated,
            time.Elapsed
        );
        if (call.Json)
            call.Terminal.WriteJson(summary.Document());
        else
            await summary.PrintAsync(call.Terminal, loans, database, cancellation);
        return summary.IsAsExpected ? ExitCode.Done : ExitCode.NeedsPerson;
    }

    private static async Task DropAsync(EmbeddedServer server, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString("postgres", "postgres"));
        await connection.OpenAsync(cancellation);
        await using var drop = new NpgsqlCommand("drop database if exists loans with (force)", connection);
        await drop.ExecuteNonQueryAsync(cancellation);
    }
}
