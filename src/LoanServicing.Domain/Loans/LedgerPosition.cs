using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// Where a loan's ledger stands after the last money that came in or went: everything that later days follow from. Time
/// is not stored; <see cref="AdvanceTo"/> adds the interest of the periods that have ended since.
/// </summary>
/// <param name="Principal">Not yet repaid, never negative.</param>
/// <param name="InterestDue"> Interest of ended periods, not yet paid; it compounds. Negative for a moment where money
/// that came in inside a period exceeded the balance but not the payoff: then it is prepaid interest of that period.
/// </param>
/// <param name="PeriodsEnded">How many periods have had their interest added: the period in progress ends on the due
/// date with this index.</param>
/// <param name="BalanceDays">Sum of balance × days from the period's start to <paramref name="MoneyOn"/>; 0 where no
/// money came in inside the period.</param>
/// <param name="MoneyOn">The latest day strictly inside the period in progress on which money came in; null where none
/// did.</param>
/// <param name="InstallmentsPaid">Installments whose scheduled amount has come in, the oldest first.</param>
/// <param name="PaidTowardNext">What has come in of the installment after those, held money included.</param>
/// <param name="Held">Money that waits until it fills an installment and has lowered no balance yet.</param>
/// <param name="Simple"> Set from the due date before a missed installment until nothing is unpaid, where the plan lets
/// interest of a default run simple: the period in progress then does not end, and nothing compounds.
/// </param>
public readonly record struct LedgerPosition(
    decimal Principal,
    decimal InterestDue,
    int PeriodsEnded,
    decimal BalanceDays,
    DateOnly? MoneyOn,
    int InstallmentsPaid,
    decimal PaidTowardNext,
    decimal Held = 0m,
    DefaultAccrual Simple = DefaultAccrual.Compound
)
{
    /// <summary>The position on the day that the loan is made.</summary>
    public static LedgerPosition Opening(decimal amount) => new(amount, 0m, 0, 0m, null, 0, 0m);

    /// <summary>
    /// Principal and interest due, without what the period in progress has accrued: the balance that a loan limit
    /// counts.
    /// </summary>
    public decimal Balance => Principal + InterestDue;

    // Prepaid interest is no debt of the plan's: it earns nothing.
    private decimal EarningBalance => Math.Max(0m, Balance);

    /// <summary>
    /// Adds the interest of every period that ends on or before the day. A period in which money came in before its
    /// last day accrues by the day; every other the periodic rate.
    /// </summary>
    public LedgerPosition AdvanceTo(DateOnly day, RepaymentSchedule schedule)
    {
        var position = this;
        if (Simple != DefaultAccrual.Compound)
            return position;
        for (var ends = schedule.Due(position.PeriodsEnded); ends <= day; ends = schedule.Due(position.PeriodsEnded))
        {
            var interest = position.MoneyOn is null
                ? Cents.Round(
                    position.EarningBalance
                        * schedule.RateOf(position.PeriodsEnded)
                        / schedule.PeriodsPerYear(position.PeriodsEnded)
                )
                : position.AccruedInPeriod(ends, schedule);
            position = position with
            {
                InterestDue = position.InterestDue + interest,
                PeriodsEnded = position.PeriodsEnded + 1,
                BalanceDays = 0m,
                MoneyOn = null,
            };
        }

        return position;
    }

    /// <summary>
    /// The balance that a loan limit counts at the end of a day: without interest not yet due, and with that of a
    /// default that runs simple, through the last due date.
    /// </summary>
    public decimal BalanceOn(DateOnly day, RepaymentSchedule schedule)
    {
        if (Simple == DefaultAccrual.Compound)
            return AdvanceTo(day, schedule).Balance;
        var ended = schedule.CountThrough(day);
        var lastDue = ended == 0 ? schedule.MadeOn : schedule.Due(ended - 1);
        return Balance
            + (
                lastDue > (MoneyOn ?? PeriodStart(schedule))
                    ? AccruedInPeriod(lastDue, schedule)
                    : AccruedInPeriod(MoneyOn ?? PeriodStart(schedule), schedule)
            );
    }

    /// <summary>
    /// What is owed at the close of the day, the interest accrued inside the period included, before held money. The
    /// position must not be ahead of the day.
    /// </summary>
    public decimal OutstandingOn(DateOnly day, RepaymentSchedule schedule)
    {
        var position = AdvanceTo(day, schedule);
        return position.Balance + position.AccruedInPeriod(day, schedule);
    }

    /// <summary>What it takes to owe nothing at the close of the day.</summary>
    public decimal PayoffOn(DateOnly day, RepaymentSchedule schedule) => OutstandingOn(day, schedule) - Held;

    /// <summary>
    /// Takes in money on a day: interest due first, then principal; toward the installments, the oldest unpaid first.
    /// What is more than the payoff is left out.
    /// </summary>
    /// <param name="hold">
    /// Whether what does not fill an installment waits, where it would otherwise lower the balance at once.
    /// </param>
    /// <param name="toPrincipal">
    /// Whether what is more than the installments due by the end of the period counts toward none.
    /// </param>
    public LedgerPosition Receive(
        DateOnly day,
        decimal amount,
        RepaymentSchedule schedule,
        bool hold = false,
        bool toPrincipal = false
    )
    {
        var position = AdvanceTo(day, schedule);
        if (amount + Held >= position.Balance + position.AccruedInPeriod(day, schedule))
            return new(
                0m,
                0m,
                Math.Max(position.PeriodsEnded, schedule.CountThrough(day)),
                0m,
                null,
                schedule.Periods,
                0m
            );

        var oldest = schedule.NextDue(position.InstallmentsPaid);
        var ahead = toPrincipal ? schedule.CountByPeriodEnd(day) : schedule.Periods;
        var (paid, toward) =
            oldest < ahead
                ? Fill(oldest, position.PaidTowardNext + amount, ahead, schedule)
                : (oldest, position.PaidTowardNext);
        var held =
            !hold ? 0m
            : paid > oldest ? toward
            : oldest < ahead ? Held + amount
            : Held;
        var received = position.Apply(day, amount + Held - held, schedule) with
        {
            InstallmentsPaid = paid,
            PaidTowardNext = toward,
            Held = held,
        };
        return received.OldestUnpaidDue(schedule) <= day ? received : received.EndSimple(day, schedule);
    }

    /// <summary>
    /// Lowers the balance by an amount, interest due first, whatever installments it counts toward; to nothing at the
    /// lowest.
    /// </summary>
    public LedgerPosition Lower(DateOnly day, decimal amount, RepaymentSchedule schedule)
    {
        var position = AdvanceTo(day, schedule);
        return amount >= position.Balance + position.AccruedInPeriod(day, schedule)
            ? position with
            {
                Principal = 0m,
                InterestDue = 0m,
                BalanceDays = 0m,
                MoneyOn = null,
                Simple = DefaultAccrual.Compound,
            }
            : position.Apply(day, amount, schedule);
    }

    /// <summary>
    /// Lets interest run simple from the due date before an installment, or from the loan's day; the position must not
    /// be past that installment's own due date.
    /// </summary>
    /// <param name="unpaid">The index of the oldest unpaid installment.</param>
    public LedgerPosition StartSimple(DefaultAccrual accrual, int unpaid, RepaymentSchedule schedule)
    {
        if (accrual == DefaultAccrual.Compound || Simple != DefaultAccrual.Compound)
            return this;
        return (unpaid == 0 ? this : AdvanceTo(schedule.Due(unpaid - 1), schedule)) with { Simple = accrual };
    }

    /// <summary>
    /// Interest compounds again from the day: what ran simple is due, and the period that the day is in goes on by the
    /// day.
    /// </summary>
    public LedgerPosition EndSimple(DateOnly day, RepaymentSchedule schedule)
    {
        if (Simple == DefaultAccrual.Compound)
            return this;
        var ended = schedule.CountThrough(day);
        return this with
        {
            InterestDue = InterestDue + AccruedInPeriod(day, schedule),
            PeriodsEnded = ended,
            BalanceDays = 0m,
            MoneyOn = schedule.IsDueDate(day, ended - 1) ? null : day,
            Simple = DefaultAccrual.Compound,
        };
    }

    /// <summary>
    /// What the oldest unpaid installment still lacks on the day, at most the payoff; the last installment lacks all of
    /// that.
    /// </summary>
    public decimal Lacking(DateOnly day, RepaymentSchedule schedule)
    {
        var payoff = PayoffOn(day, schedule);
        var oldest = schedule.NextDue(InstallmentsPaid);
        return oldest >= schedule.Periods - 1 ? payoff : Math.Min(payoff, schedule.Amount(oldest) - PaidTowardNext);
    }

    /// <summary>
    /// Due date of the oldest installment that is not paid in full, whether it is past or to come; null once none is
    /// left.
    /// </summary>
    public DateOnly? OldestUnpaidDue(RepaymentSchedule schedule) =>
        schedule.NextDue(InstallmentsPaid) is var oldest && oldest < schedule.Periods
            ? schedule.CountsAsDue(oldest)
            : null;

    /// <summary>What the installments before this index lack together.</summary>
    public decimal LackingBefore(int index, RepaymentSchedule schedule)
    {
        var lacking = 0m;
        var oldest = schedule.NextDue(InstallmentsPaid);
        for (var at = oldest; at < Math.Min(index, schedule.Periods); at = schedule.NextDue(at + 1))
            lacking += schedule.Amount(at) - (at == oldest ? PaidTowardNext : 0m);
        return lacking;
    }

    /// <summary>What the installments due by the day and not paid lack together.</summary>
    public decimal ArrearsOn(DateOnly day, RepaymentSchedule schedule) =>
        LackingBefore(schedule.CountThrough(day), schedule);

    private static (int Paid, decimal Toward) Fill(int paid, decimal toward, int ahead, RepaymentSchedule schedule)
    {
        // The last installment is whatever is left: only a balance of nothing pays it.
        while (paid < ahead && paid < schedule.Periods - 1 && toward >= schedule.Amount(paid))
        {
            toward -= schedule.Amount(paid);
            paid = schedule.NextDue(paid + 1);
        }

        // What is more than the installments that it may count toward is principal.
        return (paid, paid >= ahead && ahead < schedule.Periods ? 0m : toward);
    }

    // Lowers the balance by money of a day inside the period in progress, or on its first day.
    private LedgerPosition Apply(DateOnly day, decimal amount, RepaymentSchedule schedule)
    {
        if (amount == 0m)
            return this;
        var start = PeriodStart(schedule);
        var (balanceDays, moneyOn) =
            day > start ? (BalanceDays + (EarningBalance * Days(MoneyOn ?? start, day)), day) : (0m, (DateOnly?)null);
        var interest = Math.Min(amount, Math.Max(0m, InterestDue));
        var principal = Math.Min(amount - interest, Principal);
        return this with
        {
            Principal = Principal - principal,
            InterestDue = InterestDue - (amount - principal),
            BalanceDays = balanceDays,
            MoneyOn = moneyOn,
        };
    }

    private DateOnly PeriodStart(RepaymentSchedule schedule) =>
        PeriodsEnded == 0 ? schedule.MadeOn : schedule.Due(PeriodsEnded - 1);

    private decimal AccruedInPeriod(DateOnly day, RepaymentSchedule schedule) =>
        Cents.Round(
            (BalanceDays + (EarningBalance * Days(MoneyOn ?? PeriodStart(schedule), day)))
                * schedule.RateOf(PeriodsEnded)
                / (Simple == DefaultAccrual.Simple30360 ? DayCount.DaysIn30360Year : DayCount.DaysInYear)
        );

    private int Days(DateOnly from, DateOnly to) =>
        Simple == DefaultAccrual.Simple30360 ? DayCount.Thirty360(from, to) : to.DayNumber - from.DayNumber;
}
