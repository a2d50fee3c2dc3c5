using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// What changed what had been recorded before it, and what was taken back and stated anew because of it.
/// </summary>
/// <param name="Event">Its kind, by the event's name.</param>
/// <param name="On">Effective.</param>
/// <param name="Amount">Reversed, recredited, settled, paid late, or paid as a lump sum; null where no money is
/// concerned.</param>
/// <param name="Payment">Version of the payment that it reverses or recredits; null for none.</param>
/// <param name="Recredit">Null where no payment was recredited.</param>
/// <param name="Settlement">Null where nothing was settled.</param>
/// <param name="Figures">Null where no figures were restated.</param>
/// <param name="Method">Of a correction under the IRS's programs; null for any other.</param>
public sealed record CorrectionEntry(
    EventRecording Recording,
    string Event,
    DateOnly On,
    decimal? Amount,
    long? Payment,
    RecreditApproval? Recredit,
    SettlementApproval? Settlement,
    RestatedFigures? Figures,
    string? Method,
    Source Source,
    IReadOnlyList<ChangedConsequence> Withdrawn,
    IReadOnlyList<ChangedConsequence> Stated,
    decimal? BalanceAfter
)
{
    internal static IReadOnlyList<CorrectionEntry> Of(RecordedLoan record)
    {
        var recorded = record.History.Recorded;
        var entries = new List<CorrectionEntry>();
        for (var version = 2; version <= recorded.Count; version++)
        {
            var e = recorded[version - 1];
            // It is followed by what it withdraws and states, and by the position after it.
            var followers = recorded
                .Skip(version)
                .TakeWhile(other => other is ConsequenceWithdrawn or LoanConsequence)
                .ToList();
            var restated = recorded.ElementAtOrDefault(version + followers.Count) as LedgerRestated;
            var isOwn = e switch
            {
                RepaymentReversed or RepaymentRecredited or DiscrepancySettled or FiguresRestated or Corrected => true,
                LoanConsequence or LoanBookkeeping => false,
                _ => restated is not null && restated.On == e.On && restated.Source == e.Source,
            };
            if (isOwn)
                entries.Add(Entry(e, version, record, restated is null ? [] : followers, restated));
        }

        return entries;
    }

    private static CorrectionEntry Entry(
        LoanEvent e,
        int version,
        RecordedLoan record,
        List<LoanEvent> followers,
        LedgerRestated? restated
    )
    {
        var recorded = record.History.Recorded;
        return new(
            record.Recordings[version - 1],
            e.GetType().Name,
            e.On,
            e switch
            {
                InstallmentPaid paid => paid.Amount,
                RepaymentReversed reversed => reversed.Amount,
                RepaymentRecredited recredited => ((InstallmentPaid)recorded[(int)recredited.Payment - 1]).Amount,
                DiscrepancySettled settled => settled.Amount,
                Corrected { Paid: > 0m } corrected => corrected.Paid,
                _ => null,
            },
            (e as RepaymentReversed)?.Payment ?? (e as RepaymentRecredited)?.Payment,
            e is RepaymentRecredited approved ? RecreditApproval.Of(approved, version, recorded) : null,
            e is DiscrepancySettled word ? new(word.MovedOn, word.Matter, word.Evidence, word.ApprovedBy) : null,
            e is FiguresRestated figures ? RestatedFigures.Of(figures, version, record) : null,
            (e as Corrected)?.Method.ToString(),
            e.Source,
            [
                .. recorded
                    .OfType<ConsequenceWithdrawn>()
                    .Where(withdrawn => withdrawn.Because == version)
                    .Select(withdrawn => new ChangedConsequence(
                        withdrawn.Withdrawn,
                        withdrawn.Consequence,
                        withdrawn.On
                    )),
            ],
            [
                .. followers
                    .Select((other, at) => (Event: other as LoanConsequence, Version: version + 1 + at))
                    .Where(pair => pair.Event is not null)
                    .Select(pair => new ChangedConsequence(pair.Version, pair.Event!.GetType().Name, pair.Event.On)),
            ],
            restated?.Position.Balance
        );
    }
}

/// <summary>What let a repayment count from an earlier day, though it came in too late for that by itself.</summary>
/// <param name="CountedFrom">Until then.</param>
/// <param name="From">Since then.</param>
/// <param name="Evidence">What shows that it was withheld on that day.</param>
public sealed record RecreditApproval(DateOnly CountedFrom, DateOnly From, string Evidence, string ApprovedBy)
{
    internal static RecreditApproval Of(RepaymentRecredited recredited, int version, IReadOnlyList<LoanEvent> recorded)
    {
        var earlier = recorded
            .Take(version - 1)
            .OfType<RepaymentRecredited>()
            .LastOrDefault(other => other.Payment == recredited.Payment);
        return new(
            earlier?.From ?? recorded[(int)recredited.Payment - 1].On,
            recredited.From,
            recredited.Evidence,
            recredited.ApprovedBy
        );
    }
}

/// <summary>A person's word that something that did not fit is settled.</summary>
/// <param name="MovedOn">The day of the repayment, offset or refinancing.</param>
/// <param name="Evidence">How it was settled, and what shows that.</param>
public sealed record SettlementApproval(DateOnly MovedOn, DiscrepancyMatter Matter, string Evidence, string ApprovedBy);

/// <summary>A consequence that was taken back, or stated anew.</summary>
/// <param name="Version">Of the consequence itself.</param>
public sealed record ChangedConsequence(long Version, string Consequence, DateOnly On);
