using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>
/// What an import file tells during the year. Amounts are worked out when it is told, from the ledger as it then
/// stands.
/// </summary>
/// <param name="On">The day with legal effect.</param>
internal abstract record Happening(DateOnly On)
{
    /// <summary>The business day of the import: the end of the month.</summary>
    public DateOnly ToldOn => PayFrequencies.MonthEnd(On);
}

internal sealed record Severance(DateOnly On) : Happening(On);

internal sealed record Death(DateOnly On) : Happening(On);

internal sealed record LoanOffset(DateOnly On, SampleLoan Loan) : Happening(On);

internal enum CheckFor
{
    OneInstallment,
    WhatIsLacking,
    Payoff,
}

/// <summary>Money that comes from the participant, not through payroll.</summary>
internal sealed record PaidByCheck(DateOnly On, SampleLoan Loan, CheckFor For) : Happening(On);

/// <param name="PayDate">Whose repayment is taken back.</param>
internal sealed record RepaymentReversed(DateOnly On, SampleLoan Loan, int PayDate) : Happening(On);

internal sealed record LoanMade(DateOnly On, LoanTerms Terms) : Happening(On);

/// <param name="CashOut">Lent beyond the rounded payoff of the replaced loan.</param>
internal sealed record LoanRefinanced(
    DateOnly On,
    SampleLoan Replaced,
    decimal CashOut,
    decimal AnnualRate,
    DateOnly FirstDue,
    int Installments
) : Happening(On);
