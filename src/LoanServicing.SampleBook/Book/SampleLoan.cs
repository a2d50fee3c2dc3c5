using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Book;

/// <summary>Money received in the year.</summary>
/// <param name="PayDate">The index of the pay date whose file brought it; null when it came by check.</param>
internal readonly record struct Repayment(DateOnly On, decimal Amount, int? PayDate);

internal enum Ending
{
    Offset,
    Refinanced,
}

/// <summary>How a loan ended other than by being paid.</summary>
internal sealed record LoanEnd(Ending Ending, DateOnly On, decimal Amount);

/// <summary>One loan with what has been received on it, its ledger, and what payroll will withhold for it.</summary>
internal sealed class SampleLoan(string number, LoanTerms terms, CureRule cure)
{
    private readonly List<Repayment> repayments = [];

    /// <summary>Three digits, counted for each participant.</summary>
    public string Number => number;

    public LoanTerms Terms => terms;

    public LoanLedger Ledger { get; private set; } = new(terms, cure);

    public Deduction Deduction { get; } = new();

    /// <summary>Installments paid on their due dates before the year.</summary>
    public int PaidBefore { get; private set; }

    public LoanEnd? End { get; private set; }

    public bool IsOpen => End is null && !Ledger.PaidInFull;

    /// <summary>Takes the installments due before the year as paid when they were due.</summary>
    public void PayUntil(DateOnly yearStart)
    {
        while (terms.Due(PaidBefore) < yearStart)
            PaidBefore++;
        ReceivePaidBefore();
    }

    public void Receive(Repayment repayment)
    {
        if (!IsOpen || (repayments.Count > 0 && repayment.On < repayments[^1].On))
            throw new InvalidOperationException($"Loan {number} takes no repayment on {repayment.On:yyyy-MM-dd}.");
        Ledger.Receive(repayment.On, repayment.Amount);
        repayments.Add(repayment);
    }

    /// <summary>The payment never happened, and everything after it follows anew.</summary>
    public Repayment Reverse(int payDate)
    {
        var reversed = repayments.Single(r => r.PayDate == payDate);
        repayments.Remove(reversed);
        Ledger = new(terms, cure);
        ReceivePaidBefore();
        foreach (var repayment in repayments)
            Ledger.Receive(repayment.On, repayment.Amount);
        return reversed;
    }

    /// <summary>Ends the loan with all that is outstanding on the day.</summary>
    public LoanEnd EndOn(DateOnly day, Ending ending)
    {
        Ledger.Open(day);
        return End = new(ending, day, Ledger.Outstanding(day));
    }

    private void ReceivePaidBefore()
    {
        for (var index = 0; index < PaidBefore; index++)
            Ledger.Receive(terms.Due(index), terms.Level);
    }
}
