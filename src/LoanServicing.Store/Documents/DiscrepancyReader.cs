using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Store.Documents;

/// <summary>What waits for a person on a loan.</summary>
/// <param name="StatedAt">When the event was recorded that states it.</param>
public sealed record OpenDiscrepancy(
    string Plan,
    string Participant,
    string Loan,
    Discrepancy Found,
    DateTimeOffset StatedAt
);

/// <summary>Reads what waits for a person on loans.</summary>
public static class DiscrepancyReader
{
    /// <summary>Of all plans, the oldest first.</summary>
    public static async Task<IReadOnlyList<OpenDiscrepancy>> ReadAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    )
    {
        var loans = (await LoanDirectory.WithDiscrepancyAsync(transaction, cancellation)).ToDictionary(loan =>
            loan.Stream
        );
        if (loans.Count == 0)
            return [];
        var events = await EventReader.ReadStreamsAsync(transaction, [.. loans.Keys], cancellation);
        return
        [
            .. events
                .GroupBy(recorded => recorded.Stream)
                .SelectMany(stream => Of(loans[stream.Key], [.. stream]))
                .OrderBy(discrepancy => discrepancy.Found.On),
        ];
    }

    private static IEnumerable<OpenDiscrepancy> Of(DirectoryLoan loan, IReadOnlyList<RecordedEvent> events) =>
        new LoanHistory([.. events.Select(recorded => (LoanEvent)recorded.Event)])
            .Discrepancies(DateOnly.MaxValue)
            .Where(found => found.Open != 0m)
            .Select(found => new OpenDiscrepancy(
                loan.Plan,
                loan.Participant,
                loan.Name,
                found,
                events[(int)found.Version - 1].RecordedAt
            ));
}
