using System.Text.Json.Serialization;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// Days on which installments that fall due are not asked for: a leave of absence (26 CFR 1.72(p)-1 A-9), a delay after
/// a disaster, or what a correction has taken up into later ones.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="Through">Last day; null while it is not known.</param>
/// <param name="AnnualRate">The rate of the periods whose due date falls in it; null for the loan's own.</param>
/// <param name="UsedDays">Days of unpaid leave used before another system handed the loan over.</param>
/// <param name="Until">The day on which what falls due in it counts as due, where it was only postponed.</param>
/// <param name="DelayMonths">By how much a delay moves the latest permissible date.</param>
public sealed record Suspension(
    SuspensionKind Kind,
    DateOnly From,
    DateOnly? Through,
    decimal? AnnualRate = null,
    int UsedDays = 0,
    int DelayMonths = 0,
    DateOnly? Until = null
)
{
    public bool Covers(DateOnly day) => day >= From && (Through is null || day <= Through);

    /// <summary>
    /// Whether an installment due on the day is not asked for: an unpaid leave excuses a year at most (26 CFR 1.72(p)-1
    /// A-9(a)).
    /// </summary>
    public bool Excuses(DateOnly due) =>
        Kind switch
        {
            SuspensionKind.UnpaidLeave => LeaveOfAbsence.Excuses(due, LeaveKind.Unpaid, From, Through, UsedDays),
            SuspensionKind.Postponed => false,
            _ => Covers(due),
        };
}

[JsonConverter(typeof(JsonStringEnumConverter<SuspensionKind>))]
public enum SuspensionKind
{
    UnpaidLeave,
    MilitaryService,
    DisasterDelay,

    /// <summary>Installments are asked for, on a later day (26 USC 7508A).</summary>
    Postponed,

    /// <summary>Installments that were missed and then spread over later ones by a correction.</summary>
    Corrected,
}
