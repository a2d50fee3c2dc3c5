using System.Text;
using LoanServicing.Operations;
using LoanServicing.Operations.Ingesting;
using LoanServicing.Operations.RecordingFacts;
using LoanServicing.Store;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Benchmarks;

/// <summary>The use cases on a book's database, as the command line calls them: from the file to the commit.</summary>
internal sealed class BookWork(Book book, LoansDatabase database)
{
    private static readonly Actor Actor = new("benchmark");
    private static readonly PersonalDataKey Key = new(new byte[32]);
    private static readonly DateOnly ImportedOn = new(2026, 1, 1);
    private static readonly Progress<long> Unwatched = new();

    /// <summary>Returns how many lines were taken in.</summary>
    public async Task<long> ImportAsync()
    {
        var path = book.Files.Facts;
        var recorded = await RecordAsync(new(Path.GetFileName(path), await File.ReadAllBytesAsync(path), ImportedOn));
        return recorded is { Known: 0 } && recorded.Lines == book.Loans * BookFiles.LinesOfLoan
            ? recorded.Lines
            : throw new InvalidOperationException($"imported {recorded.Lines} lines, {recorded.Known} known before");
    }

    /// <summary>Returns how many lines were posted.</summary>
    public async Task<long> IngestAsync()
    {
        var path = book.Files.Payroll;
        var message = new IngestRemittance(
            Path.GetFileName(path),
            await File.ReadAllBytesAsync(path),
            new("alerus-rows"),
            BookFiles.Plan,
            BookFiles.PayDate
        );
        var file = IngestRemittanceHandler.Load(message);
        await using var session = database.OpenSession(Tenant.Default);
        var ingested = await IngestRemittanceHandler.HandleAsync(
            message,
            file,
            session,
            Actor,
            Key,
            Unwatched,
            CancellationToken.None
        );
        await session.SaveChangesAsync();
        return ingested.Posted == book.Loans
            ? ingested.Posted
            : throw new InvalidOperationException($"posted {ingested.Posted} of {book.Loans} lines");
    }

    /// <summary>One installment of one loan, in a transaction of its own.</summary>
    public async Task PayAsync(int loan)
    {
        var recorded = await RecordAsync(
            new($"payment-{loan}", Encoding.UTF8.GetBytes(BookFiles.Payment(loan)), ImportedOn)
        );
        if (recorded.Events != 1)
            throw new InvalidOperationException($"{recorded.Events} events of one payment");
    }

    private async Task<FactsRecorded> RecordAsync(RecordFacts message)
    {
        var file = RecordFactsHandler.Load(message);
        await using var session = database.OpenSession(Tenant.Default);
        var recorded = await RecordFactsHandler.HandleAsync(
            message,
            file,
            session,
            Actor,
            Key,
            Unwatched,
            CancellationToken.None
        );
        await session.SaveChangesAsync();
        return recorded;
    }
}
