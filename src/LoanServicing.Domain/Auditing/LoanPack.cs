using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Form1099R;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// The evidence for one loan as of both times: what was agreed and found, what came in, what failed and what followed,
/// each figure worked out from the record. Whoever has the events can work it out again.
/// </summary>
/// <param name="Effective">The day whose close is shown.</param>
/// <param name="RecordedBy">What the log learnt later is not in it.</param>
/// <param name="RuleSet">Version of the rules that findings and consequences are worked out under.</param>
/// <param name="Principal">What of the outstanding amount is principal, before held money.</param>
/// <param name="Ended">Null while something is owed.</param>
/// <param name="Forms">Those that the loan requires, of all years by then.</param>
/// <param name="Discrepancies">What was agreed or moved on the loan and does not fit what was owed.</param>
/// <param name="Unresolved">What waits for a person, a sentence each: the discrepancies, and what of the account could
/// not be worked out because a fact is missing.</param>
/// <param name="Events">Every event of the loan known by then, in version order, those of later effective days among
/// them.</param>
public sealed record LoanPack(
    string Plan,
    string Participant,
    string Loan,
    DateOnly Effective,
    DateTimeOffset RecordedBy,
    string RuleSet,
    LoanReport Standing,
    decimal Principal,
    Arrears Arrears,
    AgreedTerms Terms,
    OriginationFindings Origination,
    IReadOnlyList<ChangeFinding> LaterFindings,
    IReadOnlyList<ScheduleVersion> Schedules,
    IReadOnlyList<PaymentEntry> Payments,
    IReadOnlyList<MissedEntry> Misses,
    IReadOnlyList<SuspensionEntry> Suspensions,
    IReadOnlyList<CorrectionEntry> Corrections,
    IReadOnlyList<DefaultComputation> Defaults,
    IReadOnlyList<OffsetEntry> Offsets,
    LoanEnding? Ended,
    IReadOnlyList<Form1099RData> Forms,
    IReadOnlyList<DiscrepancyEntry> Discrepancies,
    IReadOnlyList<string> Unresolved,
    BalanceCurve Balance,
    IReadOnlyList<RecordedLoanEvent> Events
)
{
    /// <summary>Null where the loan was not made by the day.</summary>
    public static LoanPack? Of(RecordedLoan record, DateOnly effective)
    {
        var (history, account) = (record.History, record.Account);
        if (
            LedgerWalk.Of(history, account.Plan, effective) is not { } walk
            || LoanReporting.Of(history, account, effective) is not { } report
        )
            return null;
        var made = history.Made;
        var tax = AccountTax.Of(account, effective);
        IReadOnlyList<Form1099RData> forms = [.. tax.Forms.Where(form => form.Loan == made.Loan)];
        var schedules = ScheduleVersion.Of(walk, record, effective);
        var discrepancies = DiscrepancyEntry.Of(record, effective);
        return new(
            made.Plan,
            made.Participant,
            made.Loan,
            effective,
            record.RecordedBy,
            Regulation.RuleSet.Current,
            // Its schedule is the last of the versions.
            report with
            {
                Schedule = [],
            },
            walk.Loan.Position.Principal,
            Arrears.Of(walk.Loan),
            AgreedTerms.Of(made, walk.Steps[0].After.Terms),
            OriginationFindings.Of(history, account.Plan),
            ChangeFinding.Of(walk, record),
            schedules,
            PaymentEntry.Of(walk, record, effective),
            MissedEntry.Of(walk, record),
            SuspensionEntry.Of(walk.Loan, effective),
            CorrectionEntry.Of(record),
            DefaultComputation.Of(walk, record, forms),
            OffsetEntry.Of(walk, record, report),
            LoanEnding.Of(walk, record),
            forms,
            discrepancies,
            [
                .. discrepancies
                    .Where(found => found.Open != 0m)
                    .Select(found => $"{found.On:yyyy-MM-dd}: {found.InWords} (event {found.Recording.Version})"),
                .. tax.Unresolved.Select(missing => $"not worked out: {missing}"),
            ],
            BalanceCurve.Of(walk, schedules[^1], effective),
            [.. history.Recorded.Select((e, index) => new RecordedLoanEvent(record.Recordings[index], e))]
        );
    }
}
