using LoanServicing.Store;

namespace LoanServicing.Benchmarks;

/// <summary>
/// Single payments one after another, each locked, decided, appended and saved through Marten, beside the same rows
/// inserted and committed on one connection.
/// </summary>
internal static class PaymentRate
{
    public static async Task<int> RunAsync(int payments, int runs)
    {
        await using var book = await Book.MakeAsync(payments);
        var pairs = new List<(Measured Ours, Measured Raw)>();
        for (var run = 0; run <= runs; run++)
        {
            var ours = await PayAsync(book, "ours");
            var raw = new RawPayment(await RawRow.ReadAsync(book.Login("ours")));
            await book.DropAsync("ours");
            var theirs = await raw.MeasureAsync(await book.CopyAsync("raw"), book.Processors);
            await book.DropAsync("raw");
            if (run == 0)
                continue; // The program has just started.
            pairs.Add((ours, theirs));
            Console.WriteLine(
                $"run {run}: handler {ours.Rate, 7:N0} payments/s, {ours.Cost, 7:N0} µs ({ours.OwnCost:N0} here)   "
                    + $"raw {theirs.Rate, 7:N0} payments/s, {theirs.Cost, 7:N0} µs ({theirs.OwnCost:N0})   "
                    + $"ratio {ours.Rate / theirs.Rate:0.00}, "
                    + $"by the processors {theirs.Cost / ours.Cost:0.00}"
            );
        }

        Console.WriteLine(
            $"{payments:N0} payments, median ratio of {runs} runs: "
                + $"{Median.Of(pairs, pair => pair.Ours.Rate / pair.Raw.Rate):0.00}, "
                + $"by the processors {Median.Of(pairs, pair => pair.Raw.Cost / pair.Ours.Cost):0.00}"
        );
        return 0;
    }

    private static async Task<Measured> PayAsync(Book book, string name)
    {
        await using var database = await LoansDatabase.OpenAsync(await book.CopyAsync(name));
        var work = new BookWork(book, database);
        // Marten is put together for the first one.
        await work.PayAsync(0);
        return await Measured.OfAsync(
            async () =>
            {
                for (var loan = 1; loan < book.Loans; loan++)
                    await work.PayAsync(loan);
                return book.Loans - 1;
            },
            book.Processors
        );
    }
}
