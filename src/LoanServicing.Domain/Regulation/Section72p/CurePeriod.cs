using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// Until when a missed installment can be made up (26 CFR 1.72(p)-1 A-10(a)). Each installment has a clock of its own.
/// </summary>
public static class CurePeriod
{
    public const string Cites = "26 CFR 1.72(p)-1 A-10(a)";

    /// <summary>
    /// The last day that the law allows: the end of the calendar quarter after the one in which the installment was
    /// due. Not moved off a weekend.
    /// </summary>
    public static DateOnly LatestEnd(DateOnly due) => Quarter.EndOfNext(due);

    /// <summary>
    /// The last day of the plan's cure period, never past the law's; the due date itself where the plan has none. A
    /// payment on that day is in time.
    /// </summary>
    public static DateOnly End(DateOnly due, CurePeriodRule rule)
    {
        var granted = rule switch
        {
            CurePeriodRule.None => due,
            CurePeriodRule.Maximum => LatestEnd(due),
            CurePeriodRule.Months months => DueDates.MonthsLater(due, months.Count),
            CurePeriodRule.Days days => due.AddDays(days.Count),
            _ => throw new System.Diagnostics.UnreachableException($"{rule.GetType().Name} is not a cure period rule"),
        };
        return granted < LatestEnd(due) ? granted : LatestEnd(due);
    }
}
