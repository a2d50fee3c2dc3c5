using System.Diagnostics;
using LoanServicing.Postgres;
using LoanServicing.Postgres.Embedded;
using LoanServicing.Postgres.Recording;
using LoanServicing.Postgres.Verification;

namespace LoanServicing.Benchmarks;

/// <summary>The proof of a whole log and the read models anew from it, beside the raw read of the same rows in the same order, in one run.</summary>
internal static class ReplayRate
{
    public static async Task<int> RunAsync(int loans, int runs)
    {
        await using var server = await EmbeddedServer.JoinAsync(Path.Combine(Path.GetTempPath(), "loans-replay-benchmark"));
        var time = Stopwatch.StartNew();
        var login = await ReplayBook.MakeAsync(server, loans);
        Console.WriteLine($"book of {loans:N0} loans made in {time.Elapsed.TotalSeconds:N1} s");
        await using var database = await LoansDatabase.OpenAsync(login);
        for (var run = 0; run < runs; run++)
        {
            time.Restart();
            var events = await RawRead.RunAsync(login);
            Console.WriteLine($"raw {events:N0} events {events / time.Elapsed.TotalSeconds:N0}/s cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:N1}");
            time.Restart();
            var rebuilt = await ReadModelRebuild.RunAsync(database, Tenant.Default, new Progress<long>());
            Console.WriteLine($"rebuild {rebuilt} {events / time.Elapsed.TotalSeconds:N0}/s cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:N1}");
            time.Restart();
            var outcome = await LogVerification.VerifyAsync(database, Tenant.Default, new Progress<long>());
            Console.WriteLine($"verify {outcome.Events:N0} events of {outcome.Streams:N0} {outcome.Events / time.Elapsed.TotalSeconds:N0}/s {outcome.Differences.Count} peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB cpu {Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:N1}");
            foreach (var difference in outcome.Differences.Take(3))
                Console.WriteLine(difference);
        }

        return 0;
    }
}
