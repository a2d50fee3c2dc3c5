using LoanServicing.SampleBooks.Ledger;
using LoanServicing.SampleBooks.Payroll;

namespace LoanServicing.SampleBooks.Book;

/// <summary>One of the two plans of the book; they differ in everything that a plan may choose.</summary>
internal sealed class SamplePlan(
    string id,
    string layout,
    PayFrequency frequency,
    CureRule cure,
    bool countsFromReceipt,
    PayCalendar calendar
)
{
    public string Id => id;

    /// <summary>The payroll layout in which its files come.</summary>
    public string Layout => layout;

    public PayFrequency Frequency => frequency;

    public CureRule Cure => cure;

    /// <summary>Whether a repayment counts from the day the file came, not from the day it was withheld.</summary>
    public bool CountsFromReceipt => countsFromReceipt;

    public PayCalendar Calendar => calendar;

    /// <summary>Whether a line of its payroll is one sum over a person's loans.</summary>
    public bool IsSummed => layout == "summed-loan-csv";

    public string EmployerName => id == "ALPHA" ? "ALPHA TOOL WORKS 401K PLAN" : "BETA CLINICS SAVINGS PLAN";

    public string Ein => id == "ALPHA" ? "410000017" : "360000029";

    public static SamplePlan Alpha(BookOptions options)
    {
        var calendar = new PayCalendar(PayFrequency.Biweekly, options.Year, Draws.For(options.Seed, -1));
        return new("ALPHA", "alerus-rows", PayFrequency.Biweekly, new(Months: null), countsFromReceipt: true, calendar);
    }

    public static SamplePlan Beta(BookOptions options)
    {
        var calendar = new PayCalendar(PayFrequency.Semimonthly, options.Year, Draws.For(options.Seed, -2));
        return new(
            "BETA",
            "summed-loan-csv",
            PayFrequency.Semimonthly,
            new(Months: 3),
            countsFromReceipt: false,
            calendar
        );
    }

    /// <summary>The day from which the repayments of a payroll count.</summary>
    public DateOnly EffectiveDay(PayDate payDate) => countsFromReceipt ? payDate.IngestOn : payDate.On;
}
