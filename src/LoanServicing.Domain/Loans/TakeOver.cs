namespace LoanServicing.Domain.Loans;

/// <summary>Where the ledger of a loan starts that another system has served until now.</summary>
// Not modelled: simple interest of a default that is already running; it compounds from the takeover on.
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
        var position = new LedgerPosition(e.Principal, 0m, ended, 0m, null, paid, 0m);
        var accrued = position.OutstandingOn(eve, schedule) - e.Principal;
        var rate = schedule.RateOf(ended);
        // Interest that is not what this ledger would have accrued is kept as it came: the period then goes on by the
        // day.
        if (Math.Abs(accrued - e.Interest) > RoundingDifference && rate > 0m)
            position = position with { BalanceDays = e.Interest * Calendar.DayCount.DaysInYear / rate, MoneyOn = eve };
        return (position, ended);
    }
}
