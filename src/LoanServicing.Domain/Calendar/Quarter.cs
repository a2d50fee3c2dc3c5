namespace LoanServicing.Domain.Calendar;

/// <summary>Calendar quarters.</summary>
public static class Quarter
{
    /// <summary>The last day of the quarter after the one that the day is in.</summary>
    public static DateOnly EndOfNext(DateOnly day)
    {
        var firstMonth = (((day.Month - 1) / 3) * 3) + 1;
        return DueDates.MonthEnd(DueDates.MonthsLater(new DateOnly(day.Year, firstMonth, 1), 5));
    }
}
