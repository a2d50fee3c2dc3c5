using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>What was agreed or moved on a loan and does not fit what was owed, now that more is known: it waits for a person.</summary>
/// <param name="Recording">Of the event that states it.</param>
/// <param name="On">The day of the repayment, offset or refinancing.</param>
/// <param name="Days">Since that day, at the close of the day shown.</param>
/// <param name="Amount">How much more was moved than was owed; negative for less.</param>
/// <param name="InWords">A part of a sentence.</param>
public sealed record DiscrepancyEntry(EventRecording Recording, string Participant, string Loan, DateOnly On, int Days, DiscrepancyMatter Matter, decimal Amount, string InWords)
{
    internal static IReadOnlyList<DiscrepancyEntry> Of(RecordedLoan record, DateOnly day)
    {
        var made = record.History.Made;
        return
        [
            .. record.History.Stated.Where(stated => stated.Event is DiscrepancyFound && stated.Event.On <= day)
                .Select(stated => Entry((DiscrepancyFound)stated.Event, record.Of(stated.Version)!)).OrderBy(entry => entry.On),
        ];

        DiscrepancyEntry Entry(DiscrepancyFound found, EventRecording recording) =>
            new(recording, made.Participant, made.Loan, found.On, day.DayNumber - found.On.DayNumber, found.Matter, found.Amount, found.InWords);
    }
}
