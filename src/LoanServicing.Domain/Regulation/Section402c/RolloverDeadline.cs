using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section402c;

/// <summary>Until when an offset can be rolled over (26 USC 402(c)(3)(A), (C); 26 CFR 1.402(c)-3(a)).</summary>
public static class RolloverDeadline
{
    /// <summary>
    /// 60 days after an ordinary offset, not moved; for a qualified one the due date of the return for the year of the
    /// offset.
    /// </summary>
    public static DateOnly Of(DateOnly offsetOn, bool qualified) =>
        qualified ? NextBusinessDay(ReturnDue(offsetOn)) : offsetOn.AddDays(Figures.RolloverDays);

    /// <summary>Six months later for a return filed in time; null for an ordinary offset.</summary>
    public static DateOnly? Extended(DateOnly offsetOn, bool qualified) =>
        qualified ? NextBusinessDay(DueDates.MonthsLater(ReturnDue(offsetOn), Figures.ReturnExtensionMonths)) : null;

    private static DateOnly ReturnDue(DateOnly offsetOn) =>
        new(offsetOn.Year + 1, Figures.ReturnDue.Month, Figures.ReturnDue.Day);

    // 26 USC 7503: off Saturdays, Sundays and legal holidays of the District of Columbia. Of its holidays only
    // Emancipation Day falls on 15 April or the days to which the date can move; in October none does, since Columbus
    // Day, the second Monday, is never after the 14th. What a notice postpones is in PostponedDeadline.
    private static DateOnly NextBusinessDay(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || day == EmancipationDay(day.Year))
            day = day.AddDays(1);
        return day;
    }

    // Kept on the Friday before a Saturday and on the Monday after a Sunday.
    private static DateOnly? EmancipationDay(int year)
    {
        var day = new DateOnly(year, Figures.EmancipationDay.Month, Figures.EmancipationDay.Day);
        return year < Figures.EmancipationDayFrom
            ? null
            : day.DayOfWeek switch
            {
                DayOfWeek.Saturday => day.AddDays(-1),
                DayOfWeek.Sunday => day.AddDays(1),
                _ => day,
            };
    }
}
