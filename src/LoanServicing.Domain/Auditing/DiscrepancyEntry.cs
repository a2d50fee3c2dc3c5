using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// What was agreed or moved on a loan and does not fit what was owed, now that more is known, and what a person has
/// settled of it.
/// </summary>
/// <param name="Recording">Of the event that states it, or of its latest settlement where nothing does any
/// more.</param>
/// <param name="On">The day of the repayment, offset or refinancing.</param>
/// <param name="Days">Since that day, at the close of the day shown.</param>
/// <param name="Amount">How much more was moved than was owed; negative for less, 0 where it fits.</param>
/// <param name="Settled">By the day shown, with its sign.</param>
/// <param name="Open">What waits for a person; 0 for nothing.</param>
/// <param name="InWords">A part of a sentence.</param>
public sealed record DiscrepancyEntry(
    EventRecording Recording,
    string Participant,
    string Loan,
    DateOnly On,
    int Days,
    DiscrepancyMatter Matter,
    decimal Amount,
    decimal Settled,
    decimal Open,
    string InWords
)
{
    internal static IReadOnlyList<DiscrepancyEntry> Of(RecordedLoan record, DateOnly day)
    {
        var made = record.History.Made;
        return [.. record.History.Discrepancies(day).Select(Entry)];

        DiscrepancyEntry Entry(Discrepancy found) =>
            new(
                record.Of(found.Version)!,
                made.Participant,
                made.Loan,
                found.On,
                day.DayNumber - found.On.DayNumber,
                found.Matter,
                found.Found,
                found.Settled,
                found.Open,
                found.InWords
            );
    }
}
