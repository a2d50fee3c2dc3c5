namespace LoanServicing.Domain.Calendar;

/// <summary>
/// The legal public holidays of the United States (5 USC 6103) as far as a business day depends on them.
/// </summary>
public static class FederalHolidays
{
    // The first birthday of Martin Luther King, Jr. that was one (Pub. L. 98-144; 5 USC 6103(a)).
    private static readonly DateOnly KingDayFrom = new(1986, 1, 1);

    // Pub. L. 117-17; 5 USC 6103(a).
    private static readonly DateOnly JuneteenthFrom = new(2021, 6, 17);

    public static bool IsBusinessDay(DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !IsKept(day);

    // A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.
    private static bool IsKept(DateOnly day) =>
        IsOnFixedDay(day)
        || (day.DayOfWeek == DayOfWeek.Friday && IsOnFixedDay(day.AddDays(1)))
        || (day.DayOfWeek == DayOfWeek.Monday && (IsOnFixedDay(day.AddDays(-1)) || IsOnMonday(day)))
        || (day.DayOfWeek == DayOfWeek.Thursday && day.Month == 11 && Week(day) == 4);

    private static bool IsOnFixedDay(DateOnly day) =>
        (day.Month, day.Day) switch
        {
            (1, 1) or (7, 4) or (11, 11) or (12, 25) => true,
            (6, 19) => day >= JuneteenthFrom,
            _ => false,
        };

    private static bool IsOnMonday(DateOnly day) =>
        (day.Month, Week(day)) switch
        {
            (1, 3) => day >= KingDayFrom,
            (2, 3) or (9, 1) or (10, 2) => true,
            (5, _) => day.AddDays(7).Month == 6,
            _ => false,
        };

    private static int Week(DateOnly day) => ((day.Day - 1) / 7) + 1;
}
