using LoanServicing.Embedded;
using LoanServicing.Store;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The proof of a whole log and the read models anew from it, beside the raw read of the same rows, in one run.
/// </summary>
internal static class ReplayRate
{
    private static readonly string Data = Path.Combine(Path.GetTempPath(), "loans-replay-benchmark");
    private static readonly Progress<long> Unwatched = new();

    public static async Task<int> RunAsync(int loans, int runs)
    {
        await using var server = await EmbeddedServer.JoinAsync(Data);
        await using var database = await LoansDatabase.OpenAsync(await ReplayBook.MakeAsync(server, loans));
        // A book that was just made has no rows yet.
        await RebuildAsync(database, null);
        (string Name, Func<Task> Before, Func<Task<long>> Work)[] steps =
        [
            ("raw, as stored", Nothing, () => RawRead.AsStoredAsync(database)),
            ("raw, in order of use", Nothing, () => RawRead.InOrderAsync(database)),
            ("verify", Nothing, () => VerifyAsync(database)),
            ("rebuild, all rows right", Nothing, () => RebuildAsync(database, 0)),
            ("rebuild, no rows", () => EmptyAsync(database), () => RebuildAsync(database, null)),
        ];
        var measured = steps.Select(_ => new List<Measured>()).ToArray();
        var processors = new ProcessorTime(Data);
        for (var run = 0; run <= runs; run++)
        {
            foreach (var ((_, before, work), of) in steps.Zip(measured))
            {
                await before();
                of.Add(await Measured.OfAsync(work, processors));
            }
        }

        Print(loans, runs, [.. steps.Zip(measured, (step, of) => (step.Name, of.Skip(1).ToList()))]);
        return 0;
    }

    // Each beside the raw read of its own run, in its own order.
    private static void Print(int loans, int runs, IReadOnlyList<(string Name, List<Measured> Runs)> steps)
    {
        var raw = steps[1].Runs;
        Console.WriteLine(
            $"{loans:N0} loans, {raw[0].Events:N0} events; medians of {runs} runs after one that is not counted"
        );
        Console.WriteLine("                                by the clock           by the processors, the server's too");
        Console.WriteLine("                          events/s     of raw        us an event     of raw       peak MB");
        foreach (var (name, measured) in steps)
        {
            var rate = Median.Of(measured, result => result.Rate);
            var ofRaw = Median.Of(measured.Zip(raw), pair => pair.Second.Seconds / pair.First.Seconds);
            var costOfRaw = Median.Of(measured.Zip(raw), pair => pair.Second.Processors / pair.First.Processors);
            var cost = Median.Of(measured, result => result.Cost);
            var peak = measured.Max(result => result.PeakMegabytes);
            Console.WriteLine(
                $"{name, -24}{rate, 10:N0}{ofRaw, 11:0.00}{cost, 19:0.00}{costOfRaw, 11:0.00}{peak, 14:N0}"
            );
        }
    }

    private static async Task<long> VerifyAsync(LoansDatabase database)
    {
        var outcome = await LogVerification.VerifyAsync(database, Tenant.Default, Unwatched);
        return outcome.Differences.Count == 0
            ? outcome.Events
            : throw new InvalidDataException(outcome.Differences[0].ToString());
    }

    private static async Task<long> RebuildAsync(LoansDatabase database, long? rows)
    {
        var outcome = await DocumentRebuild.RunAsync(database, Tenant.Default, Unwatched);
        return rows is null || outcome.Rows == rows
            ? outcome.Events
            : throw new InvalidDataException($"{outcome.Rows} rows put right instead of {rows}");
    }

    private static Task Nothing() => Task.CompletedTask;

    private static async Task EmptyAsync(LoansDatabase database)
    {
        await using var empty = database.Owner.CreateCommand(
            """
            truncate mt_doc_plan, mt_doc_participant, mt_doc_loan, mt_doc_account, mt_doc_remittance,
              mt_doc_suspended_line, mt_doc_handled_message
            """
        );
        await empty.ExecuteNonQueryAsync();
    }
}
