using LoanServicing.Store;

namespace LoanServicing.Benchmarks;

/// <summary>
/// A payroll file with one line for each loan, from disk to committed events and documents, in turn with the raw path:
/// COPY of the same events to a staging table, a move into the event tables and an update of one document a loan.
/// </summary>
internal static class IngestAgainstRaw
{
    public static async Task<int> RunAsync(int lines, int runs)
    {
        await using var book = await Book.MakeAsync(lines);
        await IngestAsync(book, "prepare");
        var raw = new RawPath(await RawRow.ReadAsync(book.Login("prepare")));
        await book.DropAsync("prepare");
        var pairs = new List<(Measured Ours, Measured Raw)>();
        for (var run = 0; run < runs; run++)
        {
            var ours = await IngestAsync(book, "ours");
            await book.DropAsync("ours");
            var theirs = await raw.MeasureAsync(await book.CopyAsync("raw"), book.Processors);
            await book.DropAsync("raw");
            pairs.Add((ours, theirs));
            Console.WriteLine(
                $"run {run + 1}: ingest {ours.Rate, 8:N0} lines/s, {ours.Cost, 6:0.0} µs ({ours.OwnCost:0.0} here)   "
                    + $"raw {theirs.Rate, 8:N0} events/s, {theirs.Cost, 6:0.0} µs ({theirs.OwnCost:0.0})   "
                    + $"ratio {ours.Rate / theirs.Rate:0.00}, by the processors {theirs.Cost / ours.Cost:0.00}"
            );
        }

        Console.WriteLine(
            $"{lines:N0} lines, median ratio of {runs} runs: {Median.Of(pairs, pair => pair.Ours.Rate / pair.Raw.Rate):0.00}"
                + $", by the processors {Median.Of(pairs, pair => pair.Raw.Cost / pair.Ours.Cost):0.00}"
        );
        return 0;
    }

    private static async Task<Measured> IngestAsync(Book book, string name)
    {
        await using var database = await LoansDatabase.OpenAsync(await book.CopyAsync(name));
        return await Measured.OfAsync(new BookWork(book, database).IngestAsync, book.Processors);
    }
}
