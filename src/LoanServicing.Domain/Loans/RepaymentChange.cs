using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// What makes a change of the agreed repayments contradict the loan that it is about. Terms that fail the law do not:
/// they are recorded, and deem.
/// </summary>
public static class RepaymentChange
{
    public static Rejection? Problem(LoanEvent change, LoanState loan) =>
        change switch
        {
            // Military service can begin during another leave, and takes its place.
            LeaveStarted started
                when OpenLeave(loan) is { } leave
                    && (
                        started.Kind != SuspensionKind.MilitaryService
                        || leave.Kind == SuspensionKind.MilitaryService
                        || started.On <= leave.From
                    ) => new(
                "leave.already-started",
                $"loan {loan.Loan} is on a leave since {leave.From:yyyy-MM-dd}, which has to end before one of "
                    + $"{started.On:yyyy-MM-dd} starts"
            ),
            LeaveEnded ended when OpenLeave(loan) is not { } => new(
                "leave.not-started",
                $"loan {loan.Loan} is on no leave that could end on {ended.On:yyyy-MM-dd}"
            ),
            LeaveEnded { FinalDue: { } last } ended
                when loan.Schedule.CountThrough(last) <= loan.Schedule.CountThrough(ended.On) => new(
                "leave.no-installment-left",
                $"no installment of loan {loan.Loan} falls due after {ended.On:yyyy-MM-dd} and by {last:yyyy-MM-dd}"
            ),
            LeaveEnded { FinalDue: null } ended when loan.Schedule.FinalDue <= ended.On => new(
                "leave.no-installment-left",
                $"the last installment of loan {loan.Loan} was due on {loan.Schedule.FinalDue:yyyy-MM-dd}, before "
                    + "the leave ended: expected the day by which the rest is to be repaid"
            ),
            RepaymentsDelayed delayed when delayed.DueTo < delayed.DueFrom => new(
                "delay.window",
                $"the window from {delayed.DueFrom:yyyy-MM-dd} to {delayed.DueTo:yyyy-MM-dd} ends before it begins"
            ),
            RepaymentsDelayed delayed
                when loan.Schedule.CountThrough(delayed.DueFrom.AddDays(-1)) is var before
                    && (before >= loan.Schedule.Periods || loan.Schedule.Due(before) > delayed.DueTo) => new(
                "delay.no-installment",
                $"no installment of loan {loan.Loan} falls due from {delayed.DueFrom:yyyy-MM-dd} to {delayed.DueTo:yyyy-MM-dd}"
            ),
            Rescheduled rescheduled when rescheduled.FirstDue <= rescheduled.On => new(
                "reschedule.first-due",
                $"the first new installment is due on {rescheduled.FirstDue:yyyy-MM-dd}, not after the agreement of "
                    + $"{rescheduled.On:yyyy-MM-dd}"
            ),
            Rescheduled rescheduled
                when LastAskedFor(loan.Schedule) is { } last
                    && loan.Schedule.Due(last) <= rescheduled.On
                    && loan.Position.InstallmentsPaid <= last => new(
                "reschedule.all-due",
                $"the last installment of loan {loan.Loan} was due on {loan.Schedule.Due(last):yyyy-MM-dd} and is "
                    + $"not paid: all that is owed is due, and an agreement of {rescheduled.On:yyyy-MM-dd} has "
                    + "nothing to spread; expected a refinancing or a correction"
            ),
            Rescheduled rescheduled
                when DueDates.Problem(rescheduled.Frequency, rescheduled.FirstDue, rescheduled.DueDays)
                    is { } problem => new("reschedule.first-due", problem),
            _ => null,
        };

    /// <summary>
    /// The same of a change that is recorded, now that a fact before it has become known. A leave whose end is not
    /// known yet gives way to the one that is recorded after it.
    /// </summary>
    public static Rejection? Contradiction(LoanEvent change, LoanState loan) =>
        change is LeaveStarted started && OpenLeave(loan) is { } leave && leave.From < started.On
            ? null
            : Problem(change, loan);

    /// <summary>
    /// How much of the year of an unpaid leave (26 CFR 1.72(p)-1 A-9(a)) is used up as it starts: one that begins
    /// before an installment was asked for again goes on with the one before.
    /// </summary>
    /// <param name="schedule">Without the leave; no other one is open in it.</param>
    internal static int LeaveUsedDays(LeaveStarted started, RepaymentSchedule schedule)
    {
        if (
            started.Kind != SuspensionKind.UnpaidLeave
            || schedule.Suspensions.LastOrDefault(suspension => suspension.Kind == SuspensionKind.UnpaidLeave)
                is not { Through: { } through } last
        )
            return started.UsedDays ?? 0;
        return schedule.CountThrough(through) == schedule.CountThrough(started.On.AddDays(-1))
            ? through.DayNumber - last.From.DayNumber + 1 + last.UsedDays
            : 0;
    }

    private static int? LastAskedFor(RepaymentSchedule schedule)
    {
        for (var index = schedule.Periods - 1; index >= 0; index--)
        {
            if (schedule.IsAskedFor(index))
                return index;
        }

        return null;
    }

    /// <summary>The leave that has not ended, or null.</summary>
    public static Suspension? OpenLeave(LoanState loan) =>
        loan.Schedule.Suspensions.LastOrDefault(suspension =>
            suspension is { Kind: SuspensionKind.UnpaidLeave or SuspensionKind.MilitaryService, Through: null }
        );
}
