using System.Diagnostics;
using LoanServicing.Postgres;
using LoanServicing.Postgres.Embedded;
using LoanServicing.Postgres.Recording;
using LoanServicing.Postgres.Verification;

namespace LoanServicing.Benchmarks;

/// <summary>The proof of a whole log and the read models anew from it, beside the raw read of the same rows, in one run.</summary>
internal static class ReplayRate
{
    private static readonly Progress<long> Unwatched = new();

    public static async Task<int> RunAsync(int loans, int runs)
    {
        await using var server = await EmbeddedServer.JoinAsync(Path.Combine(Path.GetTempPath(), "loans-replay-benchmark"));
        await using var database = await LoansDatabase.OpenAsync(await ReplayBook.MakeAsync(server, loans));
        // A book that was just made has no rows yet.
        await RebuildAsync(database, null);
        Console.WriteLine($"{loans:N0} loans; of the median run of {runs}, after one that is not counted:");
        Console.WriteLine("                          events/s   of raw   us/event   peak MB");
        string[] names = ["raw, as stored", "raw, in order of use", "verify", "rebuild, all rows right", "rebuild, no rows"];
        var measured = names.Select(_ => new List<Measured>()).ToArray();
        for (var run = -1; run < runs; run++)
        {
            Func<Task<long>>[] steps =
            [
                () => RawRead.AsStoredAsync(database),
                () => RawRead.InOrderAsync(database),
                () => VerifyAsync(database),
                () => RebuildAsync(database, 0),
                () => RebuildAsync(database, null),
            ];
            for (var step = 0; step < steps.Length; step++)
            {
                if (step == steps.Length - 1)
                    await EmptyAsync(database);
                var result = await Measured.OfAsync(steps[step]);
                if (run >= 0)
                    measured[step].Add(result);
            }
        }

        var raw = measured[1].Select(result => result.Rate).ToList();
        for (var step = 0; step < names.Length; step++)
        {
            var ratio = Median(measured[step].Zip(raw, (result, beside) => result.Rate / beside));
            var rate = Median(measured[step].Select(result => result.Rate));
            Console.WriteLine($"{names[step],-24} {rate,9:N0} {ratio,8:0.00} {1e6 / rate,10:0.00} {measured[step].Max(result => result.PeakMegabytes),9:N0}");
        }

        return 0;
    }

    private static async Task<long> VerifyAsync(LoansDatabase database)
    {
        var outcome = await LogVerification.VerifyAsync(database, Tenant.Default, Unwatched);
        return outcome.Differences.Count == 0 ? outcome.Events : throw new InvalidDataException(outcome.Differences[0].ToString());
    }

    private static async Task<long> RebuildAsync(LoansDatabase database, long? rows)
    {
        var outcome = await ReadModelRebuild.RunAsync(database, Tenant.Default, Unwatched);
        return rows is null || outcome.Rows == rows ? outcome.Events : throw new InvalidDataException($"{outcome.Rows} rows put right instead of {rows}");
    }

    private static async Task EmptyAsync(LoansDatabase database)
    {
        await using var empty = database.Owner.CreateCommand("truncate plan, participant, loan, remittance, suspense");
        await empty.ExecuteNonQueryAsync();
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private sealed record Measured(double Rate, double PeakMegabytes)
    {
        private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

        /// <param name="step">Returns how many events it went through.</param>
        public static async Task<Measured> OfAsync(Func<Task<long>> step)
        {
            GC.Collect();
            var time = Stopwatch.StartNew();
            var work = Task.Run(step);
            var peak = Environment.WorkingSet;
            while (await Task.WhenAny(work, Task.Delay(BetweenLooks)) != work)
                peak = Math.Max(peak, Environment.WorkingSet);
            return new(await work / time.Elapsed.TotalSeconds, peak / 1048576d);
        }
    }
}
