namespace LoanServicing.Domain.Calendar;

/// <summary>How days become a part of a year.</summary>
public static class DayCount
{
    /// <summary>Actual days over 365, in leap years too.</summary>
    public const decimal DaysInYear = 365m;

    public const decimal DaysIn30360Year = 360m;

    /// <summary>
    /// Days between two dates by the US 30/360 count: the 31st counts as the 30th, at the end only after a start on the
    /// 30th or 31st.
    /// </summary>
    public static int Thirty360(DateOnly from, DateOnly to)
    {
        var first = from == DueDates.MonthEnd(from) && from.Month == 2 ? 30 : Math.Min(from.Day, 30);
        var last =
            to == DueDates.MonthEnd(to) && to.Month == 2 && first == 30 && from.Month == 2 ? 30
            : to.Day == 31 && first >= 30 ? 30
            : to.Day;
        return (360 * (to.Year - from.Year)) + (30 * (to.Month - from.Month)) + (last - first);
    }
}
