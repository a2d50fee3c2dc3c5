namespace LoanServicing.Domain.Calendar;

/// <summary>
/// The days on which installments fall due, by their index from 0, without end: periods go on after the last
/// installment, because interest does. A first due date at a month's end means month-ends throughout; any other day is
/// kept, or the month's last day where the month is too short.
/// </summary>
public sealed class DueDates
{
    private readonly DateOnly first;
    private readonly int monthsApart;
    private readonly int daysApart;
    private readonly bool atMonthEnds;
    private readonly SemimonthlyDays semimonthly;

    /// <summary>
    /// Fails where the first due date of a semimonthly loan is not one of its two days; see <see cref="Problem"/>.
    /// </summary>
    public DueDates(Frequency frequency, DateOnly first, SemimonthlyDays? semimonthlyDays = null)
    {
        if (Problem(frequency, first, semimonthlyDays) is { } problem)
            throw new ArgumentException(problem, nameof(first));
        this.first = first;
        Frequency = frequency;
        semimonthly = semimonthlyDays ?? SemimonthlyDays.FifteenthAndLast;
        atMonthEnds = IsMonthEnd(first);
        (monthsApart, daysApart) = frequency switch
        {
            Frequency.Weekly => (0, 7),
            Frequency.Biweekly => (0, 14),
            Frequency.Semimonthly => (0, 0),
            Frequency.Monthly => (1, 0),
            Frequency.Quarterly => (3, 0),
            _ => (12, 0),
        };
    }

    public Frequency Frequency { get; }

    /// <summary>The due date with this index; 0 is the first.</summary>
    public DateOnly this[int index] =>
        daysApart > 0 ? first.AddDays(daysApart * index)
        : monthsApart > 0 ? MonthsFromFirst(monthsApart * index)
        : SemimonthlyFromFirst(index);

    /// <summary>How many due dates lie on or before the day.</summary>
    public int CountThrough(DateOnly day)
    {
        if (day < first)
            return 0;
        // The estimate is a lower bound; the loop closes the gap of at most two steps that month lengths leave.
        var days = day.DayNumber - first.DayNumber;
        var count = daysApart > 0 ? days / daysApart : Math.Max(0, (days * Frequency.PeriodsPerYear() / 366) - 1);
        while (this[count] <= day)
            count++;
        return count;
    }

    /// <summary>Why this cannot be the first due date, or null.</summary>
    public static string? Problem(Frequency frequency, DateOnly first, SemimonthlyDays? semimonthlyDays)
    {
        if (frequency != Frequency.Semimonthly)
            return semimonthlyDays is null ? null : "due days belong to a semimonthly frequency";
        var days = semimonthlyDays ?? SemimonthlyDays.FifteenthAndLast;
        return first == days.EarlierIn(first.Year, first.Month) || first == days.LaterIn(first.Year, first.Month)
            ? null
            : $"the first due date {first:yyyy-MM-dd} is not one of the due days, {days}";
    }

    /// <summary>The same day of a later month, or that month's last day where it has no such day.</summary>
    public static DateOnly MonthsLater(DateOnly day, int months) =>
#pragma warning disable RS0030 // The only place that adds months; the sentence above is the convention.
        day.AddMonths(months);
#pragma warning restore RS0030

    /// <summary>The same day of a later year; 29 February goes to 28 February where the year has none.</summary>
    public static DateOnly YearsLater(DateOnly day, int years) => MonthsLater(day, 12 * years);

    /// <summary>The last day of the month that the day is in.</summary>
    public static DateOnly MonthEnd(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));

    private static bool IsMonthEnd(DateOnly day) => day == MonthEnd(day);

    private DateOnly MonthsFromFirst(int months)
    {
        var day = MonthsLater(first, months);
        return atMonthEnds ? MonthEnd(day) : day;
    }

    private DateOnly SemimonthlyFromFirst(int index)
    {
        var half = index + (first == semimonthly.EarlierIn(first.Year, first.Month) ? 0 : 1);
        var month = MonthsLater(new DateOnly(first.Year, first.Month, 1), half / 2);
        return half % 2 == 0
            ? semimonthly.EarlierIn(month.Year, month.Month)
            : semimonthly.LaterIn(month.Year, month.Month);
    }
}

/// <summary>
/// The two days of the month of a semimonthly loan, 1 to 31, each the month's last day where the month is too short.
/// </summary>
public sealed record SemimonthlyDays(int Earlier, int Later)
{
    public static readonly SemimonthlyDays FifteenthAndLast = new(15, 31);

    public DateOnly EarlierIn(int year, int month) => In(year, month, Earlier);

    public DateOnly LaterIn(int year, int month) => In(year, month, Later);

    public override string ToString() => $"{Earlier} and {(Later >= 31 ? "the last" : Later)}";

    private static DateOnly In(int year, int month, int day) =>
        new(year, month, Math.Min(day, DateTime.DaysInMonth(year, month)));
}
