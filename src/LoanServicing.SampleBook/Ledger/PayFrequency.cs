namespace LoanServicing.SampleBooks.Ledger;

internal enum PayFrequency
{
    Biweekly,
    Semimonthly,
    Monthly,
}

internal static class PayFrequencies
{
    public static int PeriodsPerYear(this PayFrequency frequency) =>
        frequency switch
        {
            PayFrequency.Biweekly => 26,
            PayFrequency.Semimonthly => 24,
            _ => 12,
        };

    /// <summary>The contract's word.</summary>
    public static string Word(this PayFrequency frequency) =>
        frequency switch
        {
            PayFrequency.Biweekly => "biweekly",
            PayFrequency.Semimonthly => "semimonthly",
            _ => "monthly",
        };

    /// <summary>
    /// The due date so many periods after the first one, or before it. Semimonthly is the 15th and the month's last
    /// day; month-ends stay month-ends.
    /// </summary>
    public static DateOnly Step(this PayFrequency frequency, DateOnly first, int periods)
    {
        if (frequency == PayFrequency.Biweekly)
            return first.AddDays(14 * periods);
        if (frequency == PayFrequency.Monthly)
            return first == MonthEnd(first) ? MonthEnd(first.AddMonths(periods)) : first.AddMonths(periods);
        var half = periods + (first.Day == 15 ? 0 : 1);
        var month = new DateOnly(first.Year, first.Month, 15).AddMonths((int)Math.Floor(half / 2m));
        return half % 2 == 0 ? month : MonthEnd(month);
    }

    public static DateOnly MonthEnd(DateOnly day) =>
        new(day.Year, day.Month, DateTime.DaysInMonth(day.Year, day.Month));
}
