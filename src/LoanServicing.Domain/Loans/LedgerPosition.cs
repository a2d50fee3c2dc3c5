using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// Where a loan's ledger stands after the last money that came in or went: everything that later days follow from. Time is not stored;
/// <see cref="AdvanceTo"/> adds the interest of the periods that have ended since.
/// </summary>
/// <param name="Principal">Not yet repaid, never negative.</param>
/// <param name="InterestDue">
/// Interest of ended periods, not yet paid; it compounds. Negative for a moment where money that came in inside a period
/// exceeded the balance but not the payoff: then it is prepaid interest of that period.
/// </param>
/// <param name="PeriodsEnded">How many periods have had their interest added: the period in progress ends on the due date with this index.</param>
/// <param name="BalanceDays">Sum of balance × days from the period's start to <paramref name="MoneyOn"/>; 0 where no money came in inside the period.</param>
/// <param name="MoneyOn">The latest day strictly inside the period in progress on which money came in; null where none did.</param>
/// <param name="InstallmentsPaid">Installments whose scheduled amount has come in, the oldest first.</param>
/// <param name="PaidTowardNext">What has come in of the installment after those.</param>
public readonly record struct LedgerPosition(
    decimal Principal,
    decimal InterestDue,
    int PeriodsEnded,
    decimal BalanceDays,
    DateOnly? MoneyOn,
    int InstallmentsPaid,
    decimal PaidTowardNext)
{
    private const decimal DaysInYear = 365m;

    /// <summary>The position on the day that the loan is made.</summary>
    public static LedgerPosition Opening(decimal amount) => new(amount, 0m, 0, 0m, null, 0, 0m);

    /// <summary>Principal and interest due, without what the period in progress has accrued: the balance that a loan limit counts.</summary>
    public decimal Balance => Principal + InterestDue;

    // Prepaid interest is no debt of the plan's: it earns nothing.
    private decimal EarningBalance => Math.Max(0m, Balance);

    /// <summary>
    /// Adds the interest of every period that ends on or before the day. A period in which money came in before its last day accrues by the day;
    /// every other the periodic rate.
    /// </summary>
    public LedgerPosition AdvanceTo(DateOnly day, LoanTerms terms)
    {
        var position = this;
        for (var ends = terms.DueDates[position.PeriodsEnded]; ends <= day; ends = terms.DueDates[position.PeriodsEnded])
        {
            var interest = position.MoneyOn is null
                ? Cents.Round(position.EarningBalance * terms.AnnualRate / terms.Frequency.PeriodsPerYear())
                : position.AccruedInPeriod(ends, terms);
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

    /// <summary>What is owed at the close of the day, the interest accrued inside the period included. The position must not be ahead of the day.</summary>
    public decimal OutstandingOn(DateOnly day, LoanTerms terms)
    {
        var position = AdvanceTo(day, terms);
        return position.Balance + position.AccruedInPeriod(day, terms);
    }

    /// <summary>
    /// Takes in money on a day: interest due first, then principal; toward the installments, the oldest unpaid first. The amount must not exceed what is outstanding.
    /// </summary>
    public LedgerPosition Receive(DateOnly day, decimal amount, LoanTerms terms)
    {
        var position = AdvanceTo(day, terms);
        if (amount == position.Balance + position.AccruedInPeriod(day, terms))
            return new(0m, 0m, position.PeriodsEnded, 0m, null, terms.Installments, 0m);

        var start = position.PeriodStart(terms);
        var (balanceDays, moneyOn) = day > start
            ? (position.BalanceDays + (position.EarningBalance * (day.DayNumber - (position.MoneyOn ?? start).DayNumber)), day)
            : (0m, (DateOnly?)null);
        var interest = Math.Min(amount, Math.Max(0m, position.InterestDue));
        var principal = Math.Min(amount - interest, position.Principal);
        var (paid, toward) = Fill(position.InstallmentsPaid, position.PaidTowardNext + amount, terms);
        return new(
            position.Principal - principal,
            position.InterestDue - (amount - principal),
            position.PeriodsEnded,
            balanceDays,
            moneyOn,
            paid,
            toward);
    }

    /// <summary>What the oldest unpaid installment still lacks on the day, at most what is outstanding; the last installment lacks all of that.</summary>
    public decimal Lacking(DateOnly day, LoanTerms terms)
    {
        var outstanding = OutstandingOn(day, terms);
        return InstallmentsPaid >= terms.Installments - 1 ? outstanding : Math.Min(outstanding, terms.InstallmentAmount(InstallmentsPaid) - PaidTowardNext);
    }

    /// <summary>Due date of the oldest installment that is not paid in full, whether it is past or to come; null once all are paid.</summary>
    public DateOnly? OldestUnpaidDue(LoanTerms terms) => InstallmentsPaid < terms.Installments ? terms.DueDates[InstallmentsPaid] : null;

    private static (int Paid, decimal Toward) Fill(int paid, decimal toward, LoanTerms terms)
    {
        // The last installment is whatever is left: only a balance of nothing pays it.
        while (paid < terms.Installments - 1 && toward >= terms.InstallmentAmount(paid))
        {
            toward -= terms.InstallmentAmount(paid);
            paid++;
        }

        return (paid, toward);
    }

    private DateOnly PeriodStart(LoanTerms terms) => PeriodsEnded == 0 ? terms.MadeOn : terms.DueDates[PeriodsEnded - 1];

    private decimal AccruedInPeriod(DateOnly day, LoanTerms terms)
    {
        var days = day.DayNumber - (MoneyOn ?? PeriodStart(terms)).DayNumber;
        return Cents.Round((BalanceDays + (EarningBalance * days)) * terms.AnnualRate / DaysInYear);
    }
}
