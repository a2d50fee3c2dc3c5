using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>A fact that changed what had been recorded before it, and what was taken back and stated anew because of it.</summary>
/// <param name="Event">Its kind, by the event's name.</param>
/// <param name="On">Effective.</param>
/// <param name="Amount">Reversed, paid late, or paid as a lump sum; null where no money moved.</param>
/// <param name="Payment">Version of the payment that it reverses; null for none.</param>
/// <param name="Method">Of a correction under the IRS's programs; null for any other.</param>
public sealed record CorrectionEntry(
    EventRecording Recording,
    string Event,
    DateOnly On,
    decimal? Amount,
    long? Payment,
    string? Method,
    Source Source,
    IReadOnlyList<ChangedConsequence> Withdrawn,
    IReadOnlyList<ChangedConsequence> Stated,
    decimal? BalanceAfter)
{
    internal static IReadOnlyList<CorrectionEntry> Of(RecordedLoan record)
    {
        var recorded = record.History.Recorded;
        var entries = new List<CorrectionEntry>();
        for (var index = 1; index < recorded.Count; index++)
        {
            var version = index + 1;
            // A late fact is followed by what it withdraws and states, and by the position after it.
            var followers = recorded.Skip(version).TakeWhile(e => e is ConsequenceWithdrawn or LoanConsequence).Count();
            var restated = version + followers < recorded.Count ? recorded[version + followers] as LedgerRestated : null;
            var e = recorded[index];
            if (e is LoanConsequence or ConsequenceWithdrawn or LedgerRestated || (e is not (RepaymentReversed or Corrected) && (restated is null || restated.On != e.On || restated.Source != e.Source)))
                continue;
            var group = recorded.Skip(version).Take(followers).ToList();
            entries.Add(new(
                record.Recordings[index],
                e.GetType().Name,
                e.On,
                e switch
                {
                    InstallmentPaid paid => paid.Amount,
                    RepaymentReversed reversed => reversed.Amount,
                    Corrected { Paid: > 0m } corrected => corrected.Paid,
                    _ => null,
                },
                (e as RepaymentReversed)?.Payment,
                (e as Corrected)?.Method.ToString(),
                e.Source,
                [.. recorded.Select((other, at) => (Event: other as ConsequenceWithdrawn, Version: at + 1)).Where(pair => pair.Event?.Because == version).Select(pair => new ChangedConsequence(pair.Event!.Withdrawn, pair.Event.Consequence, pair.Event.On))],
                restated is null ? [] : [.. group.Select((other, at) => (Event: other as LoanConsequence, Version: version + 1 + at)).Where(pair => pair.Event is not null).Select(pair => new ChangedConsequence(pair.Version, pair.Event!.GetType().Name, pair.Event.On))],
                restated?.Position.Balance));
        }

        return entries;
    }
}

/// <summary>A consequence that was taken back, or stated anew.</summary>
/// <param name="Version">Of the consequence itself.</param>
public sealed record ChangedConsequence(long Version, string Consequence, DateOnly On);
