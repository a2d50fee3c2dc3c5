using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>The installments as they were in force for a while.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Recording">Of <paramref name="Reason"/>.</param>
/// <param name="Reason">The event that made it.</param>
/// <param name="Level">The level installment from then on; null where they are not level.</param>
/// <param name="Kept">How many rows of the version before still stand, and are not repeated in
/// <paramref name="Rows"/>.</param>
/// <param name="Rows">As agreed, each paid on its day.</param>
public sealed record ScheduleVersion(
    int Number,
    DateOnly Since,
    EventRecording Recording,
    string Reason,
    decimal? Level,
    DateOnly FinalDue,
    int Kept,
    IReadOnlyList<ScheduleRow> Rows
)
{
    /// <summary>What would be left to repay after each row, those kept among them, were each paid on its day.</summary>
    internal IReadOnlyList<(DateOnly Due, decimal Principal)> Remaining { get; private init; } = [];

    internal static IReadOnlyList<ScheduleVersion> Of(LedgerWalk walk, RecordedLoan record, DateOnly effective)
    {
        var changes = walk
            .Steps.Where(step => step.Before is null || !step.After.Schedule.Equals(step.Before.Schedule))
            .ToList();
        var versions = new List<ScheduleVersion>();
        IReadOnlyList<ScheduledInstallment> previous = [];
        for (var at = 0; at < changes.Count; at++)
        {
            var (step, schedule) = (changes[at], changes[at].After.Schedule);
            // A leave that has not ended excuses what fell due while it was known; what comes later stands until it is
            // agreed anew.
            var known = at + 1 < changes.Count ? changes[at + 1].Event.On.AddDays(-1) : effective;
            var rows = Amortization.Schedule(
                schedule
                    .Suspensions.Where(leave => leave.Through is null)
                    .Aggregate(schedule, (s, leave) => s.With(leave with { Through = known })),
                step.After.Terms.Amount
            );
            var kept = previous.Zip(rows).TakeWhile(pair => pair.First == pair.Second).Count();
            var left = step.After.Terms.Amount;
            versions.Add(
                new(
                    at + 1,
                    step.Event.On,
                    record.Of(step.Version)!,
                    step.Event.GetType().Name,
                    schedule.LevelInstallment,
                    schedule.FinalDue,
                    kept,
                    [
                        .. rows.Skip(kept)
                            .Select(row => new ScheduleRow(
                                schedule.CountThrough(row.Due),
                                row.Due,
                                row.Amount,
                                row.Interest,
                                row.Principal
                            )),
                    ]
                )
                {
                    Remaining = [.. rows.Select(row => (row.Due, left -= row.Principal))],
                }
            );
            previous = rows;
        }

        return versions;
    }
}

/// <summary>One installment of a schedule: <paramref name="Amount"/> = interest + principal.</summary>
/// <param name="Installment">Its number, from 1, excused due dates counted.</param>
public sealed record ScheduleRow(int Installment, DateOnly Due, decimal Amount, decimal Interest, decimal Principal);
