namespace LoanServicing.SampleBooks.Ledger;

/// <summary>A default that was not cured: the whole loan became taxable, though it is still owed.</summary>
internal sealed record DeemedDistribution(DateOnly On, decimal Amount);

/// <summary>
/// What one loan owes, day by day. It only goes forward: opening a day adds that day's interest, money comes in, and
/// closing it states what was missed and what that led to. A payment that turns out never to have happened takes a new
/// ledger.
/// </summary>
internal sealed class LoanLedger(LoanTerms terms, CureRule cure)
{
    private int posted; // Due dates whose interest has been added.
    private int closed; // Due dates whose close has passed; the same, or one fewer.
    private bool receivedInside;
    private decimal dollarDays; // Balance times days, in the period so far.
    private DateOnly countedTo = terms.MadeOn;
    private decimal unpaidInterest;

    public decimal Balance { get; private set; } = terms.Amount;

    /// <summary>Money goes to interest that has been added first.</summary>
    public decimal Principal => Math.Max(0m, Balance - unpaidInterest);

    public decimal Received { get; private set; }

    public int Missed { get; private set; }

    public DeemedDistribution? Deemed { get; private set; }

    public decimal RepaidAfterDeemed { get; private set; }

    public bool PaidInFull { get; private set; }

    /// <summary>Whether an installment whose due date has closed is not paid in full.</summary>
    public bool InArrears => !PaidInFull && Filled < Math.Min(closed, terms.Installments);

    private DateOnly PeriodStart => posted == 0 ? terms.MadeOn : terms.Due(posted - 1);

    // The last installment is whatever is left, so only payment in full fills it.
    private int Filled => Math.Min(terms.Installments - 1, (int)(Received / terms.Level));

    /// <summary>On an opened day, or at the close of a closed one.</summary>
    public decimal Outstanding(DateOnly day)
    {
        if (day < PeriodStart)
            throw new InvalidOperationException(
                $"{day:yyyy-MM-dd} is before {PeriodStart:yyyy-MM-dd}, to which the ledger has gone on."
            );
        return PaidInFull || day == PeriodStart
            ? Balance
            : Balance + Cents.Round(DollarDaysTo(day) * terms.AnnualRate / 365m);
    }

    /// <summary>
    /// What brings the loan to date on <paramref name="effective"/>, as far as fallen due by
    /// <paramref name="payDate"/>.
    /// </summary>
    public decimal Lacking(DateOnly payDate, DateOnly effective)
    {
        Open(effective);
        if (PaidInFull)
            return 0m;
        var due = 0;
        while (due < terms.Installments && (due < closed || terms.Due(due) <= payDate))
            due++;
        var outstanding = Outstanding(effective);
        return due == terms.Installments ? outstanding : Math.Clamp((due * terms.Level) - Received, 0m, outstanding);
    }

    public void Receive(DateOnly day, decimal amount)
    {
        Open(day);
        var outstanding = Outstanding(day);
        if (amount <= 0m || amount > outstanding)
            throw new InvalidOperationException(
                $"{amount} on {day:yyyy-MM-dd} does not fit {outstanding} outstanding."
            );
        if (day > PeriodStart)
        {
            dollarDays = DollarDaysTo(day);
            countedTo = day;
            receivedInside = true;
        }

        PaidInFull = amount == outstanding;
        Balance = PaidInFull ? 0.00m : Balance - amount;
        unpaidInterest = Math.Max(0m, unpaidInterest - amount);
        Received += amount;
        if (Deemed is { } deemed && day > deemed.On)
            RepaidAfterDeemed += amount;
    }

    /// <summary>Closes the days before, and adds the interest of a period that ends on the day.</summary>
    public void Open(DateOnly day)
    {
        CloseThrough(day.AddDays(-1));
        if (closed == posted && terms.Due(posted) == day)
            Post();
    }

    public void CloseThrough(DateOnly day)
    {
        while (!PaidInFull)
        {
            var due = terms.Due(closed);
            var cureEnd = CureEnd();
            var next = due < cureEnd ? due : cureEnd;
            if (next > day)
                return;
            if (next == due)
                Close();
            // An installment missed today is stated before what an older one leads to today.
            if (next == CureEnd())
                Deemed = new(next, Outstanding(next));
        }
    }

    private void Close()
    {
        if (closed == posted)
            Post();
        closed++;
        if (Deemed is null && closed <= terms.Installments && Filled < closed)
            Missed++;
    }

    private DateOnly CureEnd() => Deemed is null && InArrears ? cure.End(terms.Due(Filled)) : DateOnly.MaxValue;

    // A period into which money came accrues by the day, every other the periodic rate.
    private void Post()
    {
        var due = terms.Due(posted);
        var interest = receivedInside
            ? Cents.Round(DollarDaysTo(due) * terms.AnnualRate / 365m)
            : Cents.Round(Balance * terms.AnnualRate / terms.Frequency.PeriodsPerYear());
        Balance += interest;
        unpaidInterest += interest;
        (receivedInside, dollarDays, countedTo) = (false, 0m, due);
        posted++;
    }

    private decimal DollarDaysTo(DateOnly day) => dollarDays + (Balance * (day.DayNumber - countedTo.DayNumber));
}
