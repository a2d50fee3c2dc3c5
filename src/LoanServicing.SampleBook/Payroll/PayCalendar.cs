using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Payroll;

/// <summary>One payroll of the year.</summary>
/// <param name="IngestOn">The business day on which its file arrives; later than the pay date where payroll is
/// late.</param>
internal sealed record PayDate(int Index, DateOnly On, DateOnly IngestOn)
{
    public bool IsLate => IngestOn > On;
}

/// <summary>A plan's payrolls of the year, and which of their files are late.</summary>
internal sealed class PayCalendar
{
    /// <summary>The program waits ten days for an expected payroll before it states what was missed.</summary>
    private const int MostDaysLate = 9;

    private readonly PayFrequency frequency;
    private readonly List<PayDate> payDates = [];

    public PayCalendar(PayFrequency frequency, int year, Draws draws)
    {
        this.frequency = frequency;
        Year = year;
        var first = FirstIn(frequency, year);
        for (var day = first; day.Year == year; day = frequency.Step(first, payDates.Count))
            payDates.Add(new(payDates.Count, day, day));

        // One late file in each third of the year, none among the last: what the year's end says must be final.
        var third = (payDates.Count - 3) / 3;
        for (var part = 0; part < 3; part++)
        {
            var index = draws.Between((part * third) + 2, ((part + 1) * third) - 1);
            payDates[index] = payDates[index] with
            {
                IngestOn = payDates[index].On.AddDays(draws.Between(2, MostDaysLate)),
            };
        }
    }

    public int Year { get; }

    public int Count => payDates.Count;

    public IReadOnlyList<PayDate> PayDates => payDates;

    public PayDate this[int index] => payDates[index];

    /// <summary>Also before the year: -1 is the last pay date of the year before.</summary>
    public DateOnly DayOf(int index) => frequency.Step(payDates[0].On, index);

    /// <summary>The number of pay dates through the day, which is also the index of the first one after it.</summary>
    public int After(DateOnly day) => payDates.Count(p => p.On <= day);

    /// <summary>The index of any pay date in these months, both included.</summary>
    public int In(int firstMonth, int lastMonth, Draws draws) =>
        draws.Of(payDates.Where(p => p.On.Month >= firstMonth && p.On.Month <= lastMonth).ToList()).Index;

    /// <summary>The same, but of a file that arrives on its pay date.</summary>
    public int OnTimeIn(int firstMonth, int lastMonth, Draws draws) =>
        draws.Of(payDates.Where(p => !p.IsLate && p.On.Month >= firstMonth && p.On.Month <= lastMonth).ToList()).Index;

    /// <summary>
    /// A day between two payrolls on which no file is still to come, so that what happens then meets the loan as it
    /// really stands.
    /// </summary>
    public DateOnly QuietDay(int month, int firstDay, Draws draws)
    {
        var days = Enumerable.Range(firstDay, 27 - firstDay).Select(day => new DateOnly(Year, month, day));
        return draws.Of(days.Where(day => !payDates.Exists(p => p.On <= day && day <= p.IngestOn)).ToList());
    }

    public DateOnly QuietDay(int month, Draws draws) => QuietDay(month, 2, draws);

    // Every second Friday, 10 January 2025 being one.
    private static DateOnly FirstIn(PayFrequency frequency, int year)
    {
        if (frequency == PayFrequency.Semimonthly)
            return new(year, 1, 15);
        var newYear = new DateOnly(year, 1, 1);
        var into = (newYear.DayNumber - new DateOnly(2025, 1, 10).DayNumber) % 14;
        return newYear.AddDays(into <= 0 ? -into : 14 - into);
    }
}
