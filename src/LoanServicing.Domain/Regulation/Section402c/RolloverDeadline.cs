using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section402c;

/// <summary>Until when an offset can be rolled over (26 USC 402(c)(3)(A), (C); 26 CFR 1.402(c)-3(a)).</summary>
public static class RolloverDeadline
{
    private const int OrdinaryDays = 60;

    /// <summary>60 days after an ordinary offset, not moved; for a qualified one the due date of the return for the year of the offset.</summary>
    public static DateOnly Of(DateOnly offsetOn, bool qualified) =>
        qualified ? NextBusinessDay(new(offsetOn.Year + 1, 4, 15)) : offsetOn.AddDays(OrdinaryDays);

    /// <summary>Six months later for a return filed in time; null for an ordinary offset.</summary>
    public static DateOnly? Extended(DateOnly offsetOn, bool qualified) =>
        qualified ? NextBusinessDay(DueDates.MonthsLater(new(offsetOn.Year + 1, 4, 15), 6)) : null;

    // 26 USC 7503: off Saturdays, Sundays and holidays of the District of Columbia. Around 15 April and 15 October that is Emancipation Day alone;
    // Columbus Day is never after 14 October.
    private static DateOnly NextBusinessDay(DateOnly day)
    {
        while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || day == EmancipationDay(day.Year))
            day = day.AddDays(1);
        return day;
    }

    // 16 April, kept on the Friday before a Saturday and on the Monday after a Sunday; a legal holiday of the District since 2005.
    private static DateOnly? EmancipationDay(int year)
    {
        var day = new DateOnly(year, 4, 16);
        return year < 2005 ? null : day.DayOfWeek switch
        {
            DayOfWeek.Saturday => day.AddDays(-1),
            DayOfWeek.Sunday => day.AddDays(1),
            _ => day,
        };
    }
}
