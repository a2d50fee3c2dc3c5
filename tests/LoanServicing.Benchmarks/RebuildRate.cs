using System.Diagnostics;
using LoanServicing.Postgres;
using LoanServicing.Postgres.Recording;
using LoanServicing.Postgres.Verification;

namespace LoanServicing.Benchmarks;

/// <summary>Read models anew from the log, and the proof of the log, in events a second.</summary>
internal static class RebuildRate
{
    public static async Task<int> RunAsync(int loans, int runs)
    {
        await using var book = await Book.MakeAsync(loans);
        var rates = new List<(double Rebuild, double Verify)>();
        for (var run = 0; run < runs; run++)
        {
            await using (var database = await LoansDatabase.OpenAsync(await book.CopyAsync("rebuild")))
            {
                var time = Stopwatch.StartNew();
                var events = (await ReadModelRebuild.RunAsync(database, Tenant.Default, new Progress<long>())).Events;
                var rebuild = events / time.Elapsed.TotalSeconds;
                time.Restart();
                var verified = await LogVerification.VerifyAsync(database, Tenant.Default, new Progress<long>());
                rates.Add((rebuild, verified.Events / time.Elapsed.TotalSeconds));
                Console.WriteLine($"run {run + 1}: {events:N0} events: rebuild {rates[^1].Rebuild:N0}/s, verify {rates[^1].Verify:N0}/s, {verified.Differences.Count} differences");
            }

            await book.DropAsync("rebuild");
        }

        Console.WriteLine($"median of {runs}: rebuild {rates.Select(rate => rate.Rebuild).Order().ElementAt(runs / 2):N0} events/s, verify {rates.Select(rate => rate.Verify).Order().ElementAt(runs / 2):N0} events/s");
        return 0;
    }
}
