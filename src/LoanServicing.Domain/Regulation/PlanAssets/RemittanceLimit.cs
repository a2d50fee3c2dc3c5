using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.PlanAssets;

/// <summary>
/// Until when an employer may keep a loan repayment that it withheld from pay (29 CFR 2510.3-102(b)(1)).
/// </summary>
public static class RemittanceLimit
{
    public const string Cites = "29 CFR 2510.3-102(b)(1)";

    /// <summary>
    /// The 15th business day of the month after: a repayment becomes a plan asset when it can be segregated, and by
    /// then at the latest.
    /// </summary>
    public static DateOnly Of(DateOnly withheldOn)
    {
        var day = DueDates.MonthEnd(withheldOn);
        for (var counted = 0; counted < Figures.RemittanceBusinessDays; )
        {
            day = day.AddDays(1);
            if (FederalHolidays.IsBusinessDay(day))
                counted++;
        }

        return day;
    }
}
