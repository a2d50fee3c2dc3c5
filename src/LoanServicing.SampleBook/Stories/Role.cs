using LoanServicing.SampleBooks.Book;
using LoanServicing.SampleBooks.Ledger;
using LoanServicing.SampleBooks.Payroll;

namespace LoanServicing.SampleBooks.Stories;

/// <summary>A participant for whom a story is being written.</summary>
/// <param name="Variant">Counts the participants of one story and plan from 0, so that a story's rarer forms come in
/// turn.</param>
internal sealed record Role(SampleParticipant Participant, Draws Draws, int Variant)
{
    private static readonly decimal[] Rates = [0.0750m, 0.0800m, 0.0825m, 0.0850m, 0.0875m, 0.0950m];
    private static readonly int[] BiweeklyTerms = [39, 52, 65, 78, 91, 104, 117, 126];
    private static readonly int[] SemimonthlyTerms = [36, 48, 60, 72, 84, 96, 108, 116];

    public SamplePlan Plan => Participant.Plan;

    public PayCalendar Calendar => Participant.Plan.Calendar;

    public int Year => Calendar.Year;

    public DateOnly YearStart => new(Year, 1, 1);

    /// <summary>
    /// A loan made before the year that runs on past its end; one in three has been repaid for a while.
    /// </summary>
    public SampleLoan AddLoan()
    {
        var paid = Draws.Between(0, 2) == 0 ? Draws.Between(4, 44) : Draws.Between(0, 3);
        return Add(TermsFrom(-paid, Draws.Of(Terms.Where(n => n > paid + Calendar.Count + 1).ToList())));
    }

    /// <summary>A loan made before the year whose final installment falls due on this pay date of it.</summary>
    public SampleLoan AddLoanEnding(int payDate)
    {
        var installments = payDate + 1 + Draws.Between(1, 40);
        return Add(TermsFrom(payDate + 1 - installments, installments));
    }

    public SampleLoan Add(LoanTerms terms)
    {
        var loan = new SampleLoan($"{Participant.Loans.Count + 1:D3}", terms, Plan.Cure);
        loan.PayUntil(YearStart);
        Participant.Loans.Add(loan);
        return loan;
    }

    /// <summary>Made in this month of the year, due first on a pay date after the month's import.</summary>
    public LoanTerms NewTerms(int month)
    {
        var madeOn = new DateOnly(Year, month, Draws.Between(2, 26));
        return new(madeOn, AnyAmount(), AnyRate(), Plan.Frequency, Draws.Of(Terms), FirstDueAfterImport(madeOn));
    }

    public DateOnly FirstDueAfterImport(DateOnly day) => Calendar.DayOf(Calendar.After(PayFrequencies.MonthEnd(day)));

    public decimal AnyAmount() => 1000m + (50m * Draws.Between(0, 340));

    public decimal AnyRate() => Draws.Of(Rates);

    public void Happens(Happening happening) => Participant.Happenings.Add(happening);

    private int[] Terms => Plan.Frequency == PayFrequency.Biweekly ? BiweeklyTerms : SemimonthlyTerms;

    // Ten to thirteen days before the first due date, but before the year: the book is its opening.
    private LoanTerms TermsFrom(int firstDue, int installments)
    {
        var due = Calendar.DayOf(firstDue);
        var madeOn = due.AddDays(-Draws.Between(10, 13));
        return new(
            madeOn < YearStart ? madeOn : YearStart.AddDays(-3),
            AnyAmount(),
            AnyRate(),
            Plan.Frequency,
            installments,
            due
        );
    }
}
