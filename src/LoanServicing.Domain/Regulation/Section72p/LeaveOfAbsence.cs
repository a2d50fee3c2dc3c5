using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>Why a participant is away.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LeaveKind>))]
public enum LeaveKind
{
    /// <summary>Without pay, or with less pay after employment tax than the installments.</summary>
    Unpaid,

    /// <summary>Service in the uniformed services (38 USC chapter 43), paid or not.</summary>
    Military,
}

/// <summary>How a loan is repaid after a leave.</summary>
/// <param name="LevelBefore">The installment that the loan's own terms require; null where they have several.</param>
/// <param name="LevelAfter">The installment after the leave, a last one that takes the rest aside.</param>
/// <param name="FinalDue">When the last is due.</param>
/// <param name="LatestPermissibleDate">With the days that a military leave adds; null where the law sets none.</param>
public sealed record AfterLeaveFacts(
    decimal? LevelBefore,
    decimal LevelAfter,
    DateOnly FinalDue,
    DateOnly? LatestPermissibleDate
);

/// <summary>
/// Installments that a leave of absence excuses, and what must follow it (26 CFR 1.72(p)-1 A-9; 26 USC 414(u)(4)).
/// Interest goes on.
/// </summary>
public static class LeaveOfAbsence
{
    public const string Cites = "26 CFR 1.72(p)-1 A-9(a)";
    public const string CitesMilitary = "26 CFR 1.72(p)-1 A-9(b)";
    public const string CitesLatestTerm = "26 CFR 1.72(p)-1 A-9(c)";

    /// <summary>
    /// Whether an absence suspends installments at all: any military service does, another leave only where pay is less
    /// than the installment.
    /// </summary>
    /// <param name="pay">After employment tax withheld, for the period of an installment; 0 for no pay.</param>
    // Paid sick leave and vacation suspend nothing (Frias, T.C. Memo. 2017-139).
    public static Finding<bool> Suspends(LeaveKind kind, decimal pay, decimal installment) =>
        kind == LeaveKind.Military ? new(true, CitesMilitary, null) : new(pay < installment, Cites, null);

    /// <summary>
    /// The last day on which a due installment is excused: of an unpaid leave the day before the first anniversary of
    /// its first day, or its last day if that is earlier; of a military leave its last day, however long. Null for a
    /// military leave that has not ended.
    /// </summary>
    /// <param name="firstDay">Of the leave; an installment due on it is excused.</param>
    /// <param name="lastDay">Of the leave; null while it lasts.</param>
    /// <param name="usedDays">Days of the year that were used up before, as by a leave in progress when the loan was
    /// taken over.</param>
    public static DateOnly? LastExcusedDay(LeaveKind kind, DateOnly firstDay, DateOnly? lastDay, int usedDays = 0)
    {
        if (kind == LeaveKind.Military)
            return lastDay;
        var lastOfYear = DueDates.YearsLater(firstDay, Figures.UnpaidLeaveYears).AddDays(-1 - usedDays);
        return lastDay < lastOfYear ? lastDay : lastOfYear;
    }

    /// <summary>Whether the leave excuses an installment due on the day.</summary>
    public static bool Excuses(DateOnly due, LeaveKind kind, DateOnly firstDay, DateOnly? lastDay, int usedDays = 0) =>
        due >= firstDay && (LastExcusedDay(kind, firstDay, lastDay, usedDays) is not { } last || due <= last);

    /// <summary>
    /// Days by which the latest permissible date moves: those of a military leave, its first and last included; none
    /// for another (A-9(c)).
    /// </summary>
    // The regulation adds the "period of suspension": counted in days, so that a leave inside a month adds what it
    // lasted.
    public static int DaysAdded(LeaveKind kind, DateOnly firstDay, DateOnly lastDay) =>
        kind == LeaveKind.Military ? lastDay.DayNumber - firstDay.DayNumber + 1 : 0;

    /// <summary>The latest permissible date after the leave; null stays null.</summary>
    public static DateOnly? LatestPermissibleDate(
        DateOnly? latest,
        LeaveKind kind,
        DateOnly firstDay,
        DateOnly lastDay
    ) => latest?.AddDays(DaysAdded(kind, firstDay, lastDay));

    /// <summary>Whether installments after the leave are at least those before it.</summary>
    // A-9(a) says so of an unpaid leave. Of military service A-9(b) asks for substantially level installments only; the
    // IRS's questions and answers on USERRA ask for payments as large and as frequent as before, which is taken here.
    public static Finding<bool> InstallmentsAreEnough(AfterLeaveFacts f, LeaveKind kind) =>
        new(
            f.LevelBefore is null || f.LevelAfter >= f.LevelBefore,
            kind == LeaveKind.Military ? CitesMilitary : Cites,
            null
        );

    /// <summary>
    /// Whether the loan is repaid by the latest permissible date. A last installment on that day may take all that is
    /// left (A-9(d) Ex. 1).
    /// </summary>
    public static Finding<bool> EndsInTime(AfterLeaveFacts f) =>
        new(f.LatestPermissibleDate is null || f.FinalDue <= f.LatestPermissibleDate, CitesLatestTerm, null);
}
