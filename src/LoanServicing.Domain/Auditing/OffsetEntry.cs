using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// The account was reduced to repay the loan, or a part of it: interest + principal + held + beyond = amount.
/// </summary>
/// <param name="Amount">By which the account was reduced.</param>
/// <param name="Principal">What of it was principal.</param>
/// <param name="Held">Negative where money that waited was applied with it.</param>
/// <param name="Beyond">By how much it was more than was owed; negative for less, and 0 where it fits.</param>
/// <param name="Withheld">Income tax withheld as it was stated; null for what follows from the day's payments.</param>
/// <param name="Reported">What of it is a distribution, and until when it can be rolled over; null where nothing
/// is.</param>
public sealed record OffsetEntry(
    EventRecording Recording,
    DateOnly On,
    decimal Amount,
    decimal Interest,
    decimal Principal,
    decimal Held,
    decimal Beyond,
    decimal BalanceBefore,
    decimal? Withheld,
    ReportedOffset? Reported
)
{
    internal static IReadOnlyList<OffsetEntry> Of(LedgerWalk walk, RecordedLoan record, LoanReport report)
    {
        var entries = new List<OffsetEntry>();
        foreach (var step in walk.Steps)
        {
            if (step.Event is not Offset offset)
                continue;
            var before = step.Before!.OutstandingOn(offset.On);
            var lowered = before - step.After.OutstandingOn(offset.On);
            var principal = step.Before.Position.Principal - step.After.Position.Principal;
            var held = step.After.Position.Held - step.Before.Position.Held;
            entries.Add(
                new(
                    record.Of(step.Version)!,
                    offset.On,
                    offset.Amount,
                    lowered - principal,
                    principal,
                    held,
                    offset.Amount - lowered - held,
                    before,
                    offset.Withheld,
                    report.Offsets.ElementAtOrDefault(entries.Count)
                )
            );
        }

        return entries;
    }
}
