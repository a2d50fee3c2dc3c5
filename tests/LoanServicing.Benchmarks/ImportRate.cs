namespace LoanServicing.Benchmarks;

/// <summary>
/// A first import of a book, of a small and of a ten times larger one, and a payroll of each book after it: what a line
/// costs must not depend on how many there are.
/// </summary>
internal static class ImportRate
{
    private static readonly int[] Sizes = [2_000, 20_000];

    public static async Task<int> RunAsync(int runs)
    {
        var measured = Sizes.Select(_ => new List<(Measured Import, Measured Payroll)>()).ToArray();
        for (var run = 0; run <= runs; run++)
        {
            foreach (var (size, of) in Sizes.Zip(measured))
                of.Add(await RunOnceAsync(size));
        }

        foreach (var (size, of) in Sizes.Zip(measured))
        {
            // The first one is of a program that has just started.
            of.RemoveAt(0);
            Console.WriteLine(
                $"{size, 7:N0} loans: import {Range(of, pair => pair.Import.Rate)} lines/s, "
                    + $"{Range(of, pair => pair.Import.Cost)} µs; payroll {Range(of, pair => pair.Payroll.Rate)} lines/s, "
                    + $"{Range(of, pair => pair.Payroll.Cost)} µs; "
                    + $"import of payroll {Median.Of(of, pair => pair.Import.Rate / pair.Payroll.Rate):0.00}, "
                    + $"by the processors {Median.Of(of, pair => pair.Payroll.Cost / pair.Import.Cost):0.00}"
            );
        }

        var (small, large) = (measured[0], measured[1]);
        Console.WriteLine(
            $"cost a line, large of small: import {Growth(pair => pair.Import.Cost):0.00}, "
                + $"by the clock {1 / Growth(pair => pair.Import.Rate):0.00}; payroll {Growth(pair => pair.Payroll.Cost):0.00}, "
                + $"by the clock {1 / Growth(pair => pair.Payroll.Rate):0.00}"
        );
        return 0;

        double Growth(Func<(Measured Import, Measured Payroll), double> figure) =>
            Median.Of(large, figure) / Median.Of(small, figure);
    }

    private static async Task<(Measured Import, Measured Payroll)> RunOnceAsync(int loans)
    {
        await using var book = await Book.BeginAsync(loans);
        await using var database = await book.EmptyAsync("first_import");
        var work = new BookWork(book, database);
        var import = await Measured.OfAsync(work.ImportAsync, book.Processors);
        return (import, await Measured.OfAsync(work.IngestAsync, book.Processors));
    }

    private static string Range<T>(List<T> measured, Func<T, double> figure) =>
        $"{Median.Of(measured, figure):N0} ({measured.Min(figure):N0} to {measured.Max(figure):N0})";
}
