using System.Diagnostics;
using LoanServicing.Operations.Ingesting;
using LoanServicing.Store;
using LoanServicing.Store.Recording;

namespace LoanServicing.Benchmarks;

/// <summary>
/// A payroll file with one line for each loan, from disk to committed events and read models, in turn with the raw path: COPY of the same events to a staging
/// table, a move into the event tables and an update of one row a loan.
/// </summary>
internal static class IngestAgainstRaw
{
    public static async Task<int> RunAsync(int lines, int runs)
    {
        await using var book = await Book.MakeAsync(lines);
        var raw = await RawPath.PrepareAsync(await IngestOnceAsync(book, "prepare", keep: true));
        await book.DropAsync("prepare");
        var ratios = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var ours = await IngestTimeAsync(book);
            var theirs = await raw.TimeAsync(await book.CopyAsync("raw"));
            await book.DropAsync("raw");
            ratios.Add(theirs / ours);
            Console.WriteLine($"run {run + 1}: ingest {lines / ours,8:N0} lines/s   raw {lines / theirs,8:N0} events/s   ratio {theirs / ours:0.00}");
        }

        Console.WriteLine($"{lines:N0} lines, median ratio of {runs} runs: {ratios.Order().ElementAt(runs / 2):0.00}");
        return 0;
    }

    private static async Task<double> IngestTimeAsync(Book book)
    {
        var time = TimeSpan.Zero;
        await IngestOnceAsync(book, "ours", keep: false, elapsed => time = elapsed);
        return time.TotalSeconds;
    }

    private static async Task<string> IngestOnceAsync(Book book, string name, bool keep, Action<TimeSpan>? report = null)
    {
        var connection = await book.CopyAsync(name);
        await using (var database = await LoansDatabase.OpenAsync(connection))
        {
            var time = Stopwatch.StartNew();
            var bytes = await File.ReadAllBytesAsync(book.PayrollFile);
            var message = new IngestRemittance(
                Path.GetFileName(book.PayrollFile), bytes, new("alerus-rows"), Book.Plan, Book.PayDate);
            var file = IngestRemittanceHandler.Load(message);
            await using var session = await LogSession.BeginAsync(database, Tenant.Default, "benchmark");
            var ingested = await IngestRemittanceHandler.HandleAsync(
                message, file, session, Book.Key, new Progress<long>(), CancellationToken.None);
            await session.CommitAsync();
            report?.Invoke(time.Elapsed);
            if (ingested.Posted != book.Loans)
                throw new InvalidOperationException($"posted {ingested.Posted} of {book.Loans} lines");
        }

        if (!keep)
            await book.DropAsync(name);
        return connection;
    }
}
