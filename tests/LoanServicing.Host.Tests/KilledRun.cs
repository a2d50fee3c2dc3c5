using System.Diagnostics;
using System.Globalization;
using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A command of the built program that is killed at many moments of its work, each time on a copy of the same database,
/// and run again. Ten moments, evenly spread; <c>deploy/soak kill</c> takes a hundred, drawn from its seed.
/// </summary>
/// <param name="template">A database that nobody is connected to.</param>
/// <param name="folder">With the keys.</param>
internal sealed class KilledRun(TestServer server, string template, string folder, params string[] arguments)
{
    private const string Seals = """
        select coalesce(jsonb_agg(jsonb_build_array(number, business_day, events, streams) order by number), '[]')::text from seal
        """;

    public static bool IsSoak { get; } = Environment.GetEnvironmentVariable("LOANS_SOAK") == "kill";

    private static readonly double[] Moments = IsSoak
        ? Drawn(100)
        : [.. Enumerable.Range(1, 10).Select(moment => moment / 11.0)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Compares what is left of each with what is left of one that nobody disturbed.</summary>
    /// <param name="exit">How the undisturbed one ends.</param>
    /// <param name="expected">How many lines of what it leaves hold a text.</param>
    public async Task EndsLikeAnUndisturbedOneAsync(int exit, (string Text, int Lines) expected)
    {
        var clean = await CopyAsync("clean");
        var time = Stopwatch.StartNew();
        using (var undisturbed = Start(clean))
        {
            await undisturbed.WaitForExitAsync(Cancellation);
            undisturbed.ExitCode.ShouldBe(exit);
        }

        var duration = time.Elapsed;
        var content = await ContentAsync(clean);
        await server.DropDatabaseAsync($"{template}_clean");
        content.Count(line => line.Contains(expected.Text, StringComparison.Ordinal)).ShouldBe(expected.Lines);

        var killedAtWork = 0;
        foreach (var moment in Moments)
        {
            var database = await CopyAsync("again");
            killedAtWork += await KillAsync(database, duration * moment) ? 1 : 0;
            using (var again = Start(database))
                await again.WaitForExitAsync(Cancellation);
            await using var output = new StringWriter();
            string[] verify = ["verify", "--database", database, "--data", folder];
            (await LoansProgram.RunAsync(verify, new(output, output), Cancellation)).ShouldBe(
                0,
                $"killed at {moment:0.000} of the run: {output}"
            );
            (await ContentAsync(database)).ShouldBe(content, $"killed at {moment:0.000} of the run");
            await server.DropDatabaseAsync($"{template}_again");
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"an undisturbed run takes {duration.TotalSeconds:0.0} s; "
                + $"{killedAtWork} of {Moments.Length} kills came while it was at work"
        );
        killedAtWork.ShouldBeGreaterThanOrEqualTo(Moments.Length / 2);
    }

    private static double[] Drawn(int count)
    {
        var random = new Random(
            int.Parse(Environment.GetEnvironmentVariable("LOANS_SEED") ?? "72", CultureInfo.InvariantCulture)
        );
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
    }

    private static async Task<IReadOnlyList<string>> ContentAsync(string database)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database);
        await connection.OpenAsync(Cancellation);
        await using var seals = new Npgsql.NpgsqlCommand(Seals, connection);
        return [.. await BookContent.ReadAsync(database), $"seals {await seals.ExecuteScalarAsync(Cancellation)}"];
    }

    // The moments are spread over the whole run, start and commit included. Returns whether it was still at work.
    private async Task<bool> KillAsync(string database, TimeSpan after)
    {
        using var process = Start(database);
        await Task.WhenAny(process.WaitForExitAsync(Cancellation), Task.Delay(after, Cancellation));
        var isAtWork = !process.HasExited;
        process.Kill();
        await process.WaitForExitAsync(Cancellation);
        return isAtWork;
    }

    private Process Start(string database)
    {
        string[] all = [.. arguments, "--database", database, "--data", folder];
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "loans"), all)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<string> CopyAsync(string name)
    {
        Npgsql.NpgsqlConnection.ClearAllPools();
        await server.CopyDatabaseAsync(template, $"{template}_{name}");
        return server.Of($"{template}_{name}");
    }
}
