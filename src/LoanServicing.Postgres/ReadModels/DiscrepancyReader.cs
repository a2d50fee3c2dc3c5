using LoanServicing.Domain.Loans;
using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Postgres.ReadModels;

/// <summary>What was agreed or moved on a loan and does not fit what was owed, now that more is known: it waits for a person.</summary>
/// <param name="FoundAt">When that was recorded.</param>
public sealed record Discrepancy(string Plan, string Participant, string Loan, DiscrepancyFound Found, DateTimeOffset FoundAt);

/// <summary>Reads what waits for a person on loans.</summary>
public static class DiscrepancyReader
{
    /// <summary>Of all plans, the oldest first.</summary>
    public static async Task<IReadOnlyList<Discrepancy>> ReadAsync(LogSession session, CancellationToken cancellation = default)
    {
        var loans = (await LoanDirectory.WithDiscrepancyAsync(session, cancellation)).ToDictionary(loan => loan.Stream);
        if (loans.Count == 0)
            return [];
        var events = await EventReader.ReadStreamsAsync(session.Connection, session.Tenant, [.. loans.Keys], cancellation);
        return [.. events.GroupBy(recorded => recorded.Stream).SelectMany(stream => Of(loans[stream.Key], [.. stream])).OrderBy(discrepancy => discrepancy.Found.On)];
    }

    private static IEnumerable<Discrepancy> Of(DirectoryLoan loan, IReadOnlyList<RecordedEvent> events) =>
        new LoanHistory([.. events.Select(recorded => (LoanEvent)recorded.Event)]).Stated
            .Where(stated => stated.Event is DiscrepancyFound)
            .Select(stated => new Discrepancy(loan.Plan, loan.Participant, loan.Name, (DiscrepancyFound)stated.Event, events[(int)stated.Version - 1].RecordedAt));
}
