using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Expected;

/// <summary>A day and what it was about.</summary>
internal sealed record DatedAmount(DateOnly On, decimal Amount);

/// <summary>One loan at the close of the year.</summary>
/// <param name="Outstanding">Accrued interest included.</param>
/// <param name="Missed">Installments stated as missed.</param>
internal sealed record ExpectedLoan(
    string Plan,
    string Participant,
    string Loan,
    string Status,
    decimal Outstanding,
    int Missed,
    DatedAmount? Deemed,
    DatedAmount? Offset,
    decimal RepaidAfterDeemed
)
{
    public static ExpectedLoan Of(SampleParticipant participant, SampleLoan loan, DateOnly yearEnd)
    {
        var ledger = loan.Ledger;
        return new(
            participant.Plan.Id,
            participant.Id,
            loan.Number,
            StatusOf(loan),
            loan.IsOpen ? ledger.Outstanding(yearEnd) : 0.00m,
            ledger.Missed,
            ledger.Deemed is { } deemed ? new(deemed.On, deemed.Amount) : null,
            loan.End is { Ending: Ending.Offset } offset ? new(offset.On, offset.Amount) : null,
            ledger.RepaidAfterDeemed + 0.00m
        );
    }

    // The first that holds.
    private static string StatusOf(SampleLoan loan) =>
        loan switch
        {
            { End.Ending: Ending.Refinanced } => "refinanced",
            { End.Ending: Ending.Offset } => "offset",
            { Ledger.PaidInFull: true } => "paid",
            { Ledger.Deemed: not null } => "deemed",
            { Ledger.InArrears: true } => "in-cure",
            _ => "active",
        };
}

/// <summary>What a participant has after tax, where it is not nothing.</summary>
internal sealed record ExpectedBasis(
    string Plan,
    string Participant,
    decimal RepaidAfterDeemed,
    decimal InvestmentInContract
);

/// <summary>Sums over the book.</summary>
internal sealed class ExpectedTotals
{
    public int Loans { get; set; }

    public decimal Lent { get; set; }

    public decimal PrincipalOutstanding { get; set; }

    public decimal Outstanding { get; set; }

    public SortedDictionary<string, int> LoansByStatus { get; } = new(StringComparer.Ordinal);

    public int PostedLines { get; set; }

    public decimal PostedTotal { get; set; }

    public int SuspendedLines { get; set; }

    public SortedDictionary<string, int> FormsByCode { get; } = new(StringComparer.Ordinal);
}
