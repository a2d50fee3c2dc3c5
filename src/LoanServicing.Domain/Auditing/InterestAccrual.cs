using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Auditing;

/// <summary>Interest of one stretch of days on one balance.</summary>
/// <param name="From">Start of the period, on which the balance already was owed.</param>
/// <param name="To">The day through which it is counted.</param>
/// <param name="Balance">Owed at the end of the stretch before its interest.</param>
/// <param name="AnnualRate">A fraction of one.</param>
/// <param name="PeriodsPerYear">Of a whole period: interest = balance × rate ÷ this. Null where it accrues by the
/// day.</param>
/// <param name="BalanceDays">By the day: interest = this × rate ÷ <paramref name="DaysPerYear"/>. Null for a whole
/// period.</param>
public sealed record InterestAccrual(
    DateOnly From,
    DateOnly To,
    decimal Balance,
    decimal AnnualRate,
    int? PeriodsPerYear,
    decimal? BalanceDays,
    decimal? DaysPerYear,
    decimal Interest
)
{
    /// <summary>From the position after the latest money through a day.</summary>
    internal static IReadOnlyList<InterestAccrual> Of(LoanState loan, DateOnly day)
    {
        var (position, schedule) = (loan.Position, loan.Schedule);
        var accruals = new List<InterestAccrual>();
        if (position.Simple == DefaultAccrual.Compound)
        {
            for (
                var ends = schedule.Due(position.PeriodsEnded);
                ends <= day;
                ends = schedule.Due(position.PeriodsEnded)
            )
            {
                var next = position.AdvanceTo(ends, schedule);
                accruals.Add(
                    Period(
                        position,
                        schedule,
                        ends,
                        next.InterestDue - position.InterestDue,
                        whole: position.MoneyOn is null
                    )
                );
                position = next;
            }
        }

        if (position.OutstandingOn(day, schedule) - position.Balance is var accrued and not 0m)
            accruals.Add(Period(position, schedule, day, accrued, whole: false));
        return accruals;
    }

    private static InterestAccrual Period(
        LedgerPosition position,
        RepaymentSchedule schedule,
        DateOnly to,
        decimal interest,
        bool whole
    )
    {
        var index = position.PeriodsEnded;
        var start = index == 0 ? schedule.MadeOn : schedule.Due(index - 1);
        var (from, rate) = (position.MoneyOn ?? start, schedule.RateOf(index));
        if (whole)
            return new(start, to, position.Balance, rate, schedule.PeriodsPerYear(index), null, null, interest);
        var is30360 = position.Simple == DefaultAccrual.Simple30360;
        var days = is30360 ? DayCount.Thirty360(from, to) : to.DayNumber - from.DayNumber;
        return new(
            start,
            to,
            position.Balance,
            rate,
            null,
            position.BalanceDays + (Math.Max(0m, position.Balance) * days),
            is30360 ? DayCount.DaysIn30360Year : DayCount.DaysInYear,
            interest
        );
    }
}
