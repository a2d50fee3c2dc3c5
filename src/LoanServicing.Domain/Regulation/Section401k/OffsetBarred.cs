using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Regulation.Section72t;

namespace LoanServicing.Domain.Regulation.Section401k;

/// <summary>What an offset of the account depends on. Events after <paramref name="On"/> count for nothing.</summary>
/// <param name="On">The day of the offset.</param>
/// <param name="PermitsDistributionWhileEmployed">Whether the plan's terms allow a distribution of this money to an
/// employee.</param>
/// <param name="ElectiveDeferrals">Whether the money is elective deferrals or other money under the same restriction
/// (QNEC, QMAC, safe harbor).</param>
public sealed record OffsetBarredFacts(
    DateOnly On,
    PlanKind Plan,
    DateOnly BirthDate,
    DateOnly? SeveredOn,
    DateOnly? DisabledOn,
    DateOnly? DiedOn,
    DateOnly? PlanTerminatedOn,
    bool PermitsDistributionWhileEmployed,
    bool ElectiveDeferrals = false
);

/// <summary>
/// When the account of an active employee must not be reduced to repay a loan: an offset is an actual distribution and
/// needs an event that allows one (26 CFR 1.72(p)-1 A-13(b); 26 USC 401(k)(2)(B), 403(b)(11), 457(d)(1)(A)). The loan
/// is deemed instead and offset later.
/// </summary>
// Not modelled: hardship, unforeseeable emergencies, reservists and other events while employed; the plan of another
// employer that took the plan over; pension plans' normal retirement age (62 or 59½ by plan).
public static class OffsetBarred
{
    public const string Cites = "26 CFR 1.72(p)-1 A-13(b)";

    private const string CitesDeferrals = "26 USC 401(k)(2)(B)";
    private const string CitesAnnuity = "26 USC 403(b)(11)";
    private const string CitesDeferredCompensation = "26 USC 457(d)(1)(A)";

    /// <summary>True where the offset is barred; cites what bars or would bar it.</summary>
    public static Finding<bool> IsBarred(OffsetBarredFacts f)
    {
        if (f.SeveredOn <= f.On || f.DiedOn <= f.On || f.DisabledOn <= f.On || f.PlanTerminatedOn <= f.On)
            return new(false, Cites, null);
        if (!f.PermitsDistributionWhileEmployed)
            return new(true, Cites, null);
        // A 457(b) plan's restriction is on all of its money.
        if (f.Plan == PlanKind.Governmental457b)
            return new(f.On < Section457bAge(f), CitesDeferredCompensation, null);
        return f.ElectiveDeferrals
            ? new(
                f.On < EarlyDistributionTax.Reaches59Half(f.BirthDate),
                f.Plan == PlanKind.Section403b ? CitesAnnuity : CitesDeferrals,
                null
            )
            : new(false, Cites, null);
    }

    // The law has the calendar year of 70½; the day is taken, which is later and so stricter.
    private static DateOnly Section457bAge(OffsetBarredFacts f) =>
        f.On < Figures.Section457bAge59HalfFrom
            ? DueDates.MonthsLater(f.BirthDate, Figures.Section457bAgeMonthsBefore2020)
            : EarlyDistributionTax.Reaches59Half(f.BirthDate);
}
