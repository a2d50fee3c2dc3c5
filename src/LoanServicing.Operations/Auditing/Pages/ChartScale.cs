using System.Xml.Linq;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>Round numbers and days for the axes of a chart.</summary>
internal static class ChartScale
{
    private const int MostLines = 6;
    private const int YearDays = 366;
    private const int FewYears = 8;
    private const int LatestMonthWithRoom = 5;

    /// <summary>1, 2, 2.5 or 5 times a power of ten, so that at most six of them reach the highest value.</summary>
    public static decimal Step(decimal highest)
    {
        for (var power = 0.01m; ; power *= 10m)
        {
            foreach (var factor in (decimal[])[1m, 2m, 2.5m, 5m])
            {
                if (factor * power * MostLines >= highest)
                    return factor * power;
            }
        }
    }

    /// <summary>
    /// Days to mark: the quarters of a short span, else every year, or every so many years where they are many.
    /// </summary>
    public static IEnumerable<(DateOnly Day, string Label)> Days(DateOnly first, DateOnly last, int shortDays)
    {
        var span = last.DayNumber - first.DayNumber;
        if (span <= shortDays)
        {
            var months = span <= YearDays / 2 ? 1 : 3;
            for (var day = new DateOnly(first.Year, 1, 1); day <= last; day = day.AddMonths(months))
            {
                if (day >= first)
                    yield return (day, $"{day:MMM yyyy}");
            }

            yield break;
        }

        var years = (int)Math.Ceiling(span / (decimal)YearDays / 12m);
        // The first year has no mark of its own; its first day has, where the next leaves it room.
        if (span <= YearDays * FewYears && first.Month <= LatestMonthWithRoom)
            yield return (first, $"{first:MMM yyyy}");
        for (var year = first.Year + 1; year <= last.Year; year++)
        {
            if (year % years == 0)
                yield return (new(year, 1, 1), $"{year}");
        }
    }

    /// <summary>The element with content.</summary>
    public static XElement With(this XElement element, params object[] content)
    {
        element.Add(content);
        return element;
    }
}
