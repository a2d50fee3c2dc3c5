using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Loans;

/// <summary>Where the ledger of a loan starts that another system has served until now.</summary>
public static class TakeOver
{
    // What two systems that both accrue by the day may differ in.
    private const decimal RoundingDifference = 0.01m;

    /// <summary>
    /// The position at the start of the day of the takeover, and how many due dates before it need no look any more.
    /// </summary>
    public static (LedgerPosition Position, int Examined) Position(TakenOver e, RepaymentSchedule schedule)
    {
        var eve = e.On.AddDays(-1);
        var ended = schedule.CountThrough(eve);
        var paid = e.OldestUnpaidDue is { } oldest ? schedule.CountThrough(oldest.AddDays(-1)) : ended;
        // Of arrears, simple interest has run since the last due date that was paid in full.
        var simple = e.Accrual ?? DefaultAccrual.Compound;
        var position = new LedgerPosition(
            e.Principal,
            0m,
            simple == DefaultAccrual.Compound ? ended : paid,
            0m,
            null,
            paid,
            0m,
            Simple: simple
        );
        var accrued = position.OutstandingOn(eve, schedule) - e.Principal;
        var rate = schedule.RateOf(ended);
        // Interest that is not what this ledger would have accrued is kept as it came: the period then goes on by the
        // day.
        if (Math.Abs(accrued - e.Interest) > RoundingDifference && rate > 0m)
            position = position with { BalanceDays = e.Interest * DaysInYear(simple) / rate, MoneyOn = eve };
        return (position, ended);
    }

    private static decimal DaysInYear(DefaultAccrual accrual) =>
        accrual == DefaultAccrual.Simple30360 ? DayCount.DaysIn30360Year : DayCount.DaysInYear;
}
