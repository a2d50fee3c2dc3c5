using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Auditing;

/// <summary>Days on which installments that fell due were not asked for.</summary>
/// <param name="Through">Last day; null while it lasts.</param>
/// <param name="Excused">Due dates in it that asked for nothing, by the day of the pack.</param>
/// <param name="LastExcused">The last of them; null where there was none.</param>
/// <param name="AnnualRate">Of the periods in it; null for the loan's own.</param>
/// <param name="DelayMonths">By how much a delay moved the latest permissible date; 0 for a leave.</param>
public sealed record SuspensionEntry(
    SuspensionKind Kind,
    DateOnly From,
    DateOnly? Through,
    int Excused,
    DateOnly? LastExcused,
    decimal? AnnualRate,
    int UsedDays,
    int DelayMonths,
    string Cites
)
{
    internal static IReadOnlyList<SuspensionEntry> Of(LoanState loan, DateOnly effective) =>
        [
            .. loan
                .Schedule.Suspensions.OrderBy(suspension => suspension.From)
                .Select(suspension => Entry(suspension, loan.Schedule, effective)),
        ];

    private static SuspensionEntry Entry(Suspension suspension, RepaymentSchedule schedule, DateOnly effective)
    {
        var last = suspension.Through < effective ? suspension.Through.Value : effective;
        var excused = new List<DateOnly>();
        for (
            var index = schedule.CountThrough(suspension.From.AddDays(-1));
            index < schedule.Periods && schedule.Due(index) <= last;
            index++
        )
        {
            if (suspension.Excuses(schedule.Due(index)))
                excused.Add(schedule.Due(index));
        }

        return new(
            suspension.Kind,
            suspension.From,
            suspension.Through,
            excused.Count,
            excused.Count == 0 ? null : excused[^1],
            suspension.AnnualRate,
            suspension.UsedDays,
            suspension.DelayMonths,
            suspension.Kind switch
            {
                SuspensionKind.UnpaidLeave => LeaveOfAbsence.Cites,
                SuspensionKind.MilitaryService => LeaveOfAbsence.CitesMilitary,
                SuspensionKind.DisasterDelay => DisasterDelay
                    .IsSatisfied(new(suspension.From, suspension.Through ?? suspension.From, suspension.DelayMonths))
                    .Cites,
                _ => Regulation.Epcrs.CorrectionMethods.Cites,
            }
        );
    }
}
