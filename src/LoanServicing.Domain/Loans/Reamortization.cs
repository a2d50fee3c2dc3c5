using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// How the installments change while a loan runs: what fell due before stays due, the rest of the balance is spread
/// over those that follow.
/// </summary>
public static class Reamortization
{
    /// <summary>
    /// A new level installment from the first due date after the day, through the old final due date or the one agreed
    /// now.
    /// </summary>
    public static LoanState After(LoanState loan, DateOnly on, DateOnly? finalDue)
    {
        var from = loan.Schedule.CountThrough(on);
        return Level(loan, loan.Schedule.Continued(from, finalDue ?? loan.Schedule.FinalDue), Settled(loan, on));
    }

    /// <summary>The installments of before, the last of them on the day agreed.</summary>
    public static LoanState Keeping(LoanState loan, DateOnly on, DateOnly? finalDue)
    {
        var schedule = loan.Schedule;
        var from = schedule.CountThrough(on);
        var next = schedule.Continued(from, finalDue ?? schedule.FinalDue);
        if (next.Count <= 0)
            return loan;
        var current = schedule.Current;
        next = next with
        {
            Level = current.Level,
            Steps = current.Steps is null ? null : Rest(current.Steps, from - current.Start),
            Opening = Opening(loan, Settled(loan, on), from),
        };
        return loan with { Schedule = schedule.Replaced(from, next) };
    }

    /// <summary>
    /// A new level installment from the first due date after the window, through the old final due date put off by the
    /// delay.
    /// </summary>
    // The balance at the window's end is worked out as if nothing came in until then; what does counts toward the
    // installments after it.
    public static LoanState Delayed(LoanState loan, RepaymentsDelayed e)
    {
        var schedule = loan.Schedule;
        var after = e.DueTo >= e.On ? e.DueTo : e.On.AddDays(-1);
        var last = DueDates.MonthsLater(schedule.FinalDue, e.DelayMonths);
        // Of month-ends the last is a month's end too, where the law's own date, which keeps its day, allows that.
        if (
            schedule.FinalDue == DueDates.MonthEnd(schedule.FinalDue)
            && !(DueDates.MonthEnd(last) > TermsInLaw.LatestPermissibleDate(loan))
        )
            last = DueDates.MonthEnd(last);
        return Level(loan, schedule.Continued(schedule.CountThrough(after), last), Settled(loan, after));
    }

    /// <summary>
    /// The installments of before, fewer of them: where money beyond those due by the end of a period is principal
    /// alone, the loan ends as its balance does.
    /// </summary>
    /// <param name="from">The index of the first installment that is not due by then.</param>
    public static LoanState EndingEarlier(LoanState loan, int from)
    {
        var schedule = loan.Schedule;
        var next = schedule.Continued(from, schedule.FinalDue);
        if (from <= 0 || next.Count <= 1)
            return loan;
        var current = schedule.Current;
        next = next with
        {
            Level = current.Level,
            Steps = current.Steps is null ? null : Rest(current.Steps, from - current.Start),
            Opening = Opening(loan, loan.Position.AdvanceTo(schedule.Due(from - 1), schedule), from),
        };
        var count = InstallmentsOf(next, schedule);
        return loan with
        {
            Schedule = schedule.Replaced(
                from,
                next with
                {
                    Count = count,
                    Steps = next.Steps is null ? null : First(next.Steps, count),
                }
            ),
        };
    }

    /// <summary>The installments agreed in a reschedule.</summary>
    public static LoanState Rescheduled(LoanState loan, Rescheduled e) =>
        Level(
            loan,
            new(
                loan.Schedule.CountThrough(e.On),
                e.Frequency,
                e.FirstDue,
                0,
                e.DueDays,
                e.Installments,
                null,
                null,
                0m
            ),
            Settled(loan, e.On)
        );

    /// <summary>
    /// Spreads all that a position owes without its arrears over a stretch; without installments to spread it over,
    /// nothing changes.
    /// </summary>
    /// <param name="then">The position at the stretch's start.</param>
    internal static LoanState Level(LoanState loan, Stretch stretch, LedgerPosition then)
    {
        if (stretch.Count <= 0)
            return loan;
        var opening = Opening(loan, then, stretch.Start);
        var level = LevelAmortization.Installment(opening, loan.Schedule.AnnualRate, stretch.Frequency, stretch.Count);
        var paid = loan.Schedule.NextDue(loan.Position.InstallmentsPaid);
        return loan with
        {
            Schedule = loan.Schedule.Replaced(stretch.Start, stretch with { Level = level, Opening = opening }),
            // What was paid ahead has lowered the balance; it is not counted toward the new installments a second time.
            Position =
                paid < Math.Min(stretch.Start, loan.Schedule.Periods)
                    ? loan.Position
                    : loan.Position with
                    {
                        InstallmentsPaid = stretch.Start,
                        PaidTowardNext = loan.Position.Held,
                    },
        };
    }

    // With the simple interest of a default that is under way: it is owed too, though it does not compound.
    private static LedgerPosition Settled(LoanState loan, DateOnly day) =>
        loan.Position.AdvanceTo(day, loan.Schedule).EndSimple(day, loan.Schedule);

    private static decimal Opening(LoanState loan, LedgerPosition then, int from) =>
        Math.Max(0m, then.Balance - (from == 0 ? 0m : then.ArrearsOn(loan.Schedule.Due(from - 1), loan.Schedule)));

    // How many of a stretch's installments it takes to repay what it opens with, each paid on its day; all of them
    // where that leaves something to the last.
    private static int InstallmentsOf(Stretch stretch, RepaymentSchedule schedule)
    {
        var left = stretch.Opening;
        for (var index = 0; index < stretch.Count; index++)
        {
            var at = stretch.Start + index;
            left += Cents.Round(left * schedule.RateOf(at) / schedule.PeriodsPerYear(at));
            if (schedule.IsAskedFor(at))
                left -= stretch.Level ?? stretch.AmountOf(index);
            if (left <= 0m)
                return index + 1;
        }

        return stretch.Count;
    }

    private static List<ScheduleStep> First(IReadOnlyList<ScheduleStep> steps, int count)
    {
        var first = new List<ScheduleStep>();
        foreach (var step in steps)
        {
            if (count <= 0)
                break;
            first.Add(step with { Count = Math.Min(step.Count, count) });
            count -= step.Count;
        }

        return first;
    }

    private static List<ScheduleStep> Rest(IReadOnlyList<ScheduleStep> steps, int gone)
    {
        var rest = new List<ScheduleStep>();
        foreach (var step in steps)
        {
            var left = step.Count - Math.Max(0, gone);
            gone -= step.Count;
            if (left > 0)
                rest.Add(step with { Count = left });
        }

        return rest.Count > 0 ? rest : [steps[^1]];
    }
}
