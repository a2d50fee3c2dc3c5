using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section402c;

/// <summary>What makes an offset a qualified plan loan offset.</summary>
/// <param name="DeemedOn">When the whole loan was deemed distributed; null where it was not.</param>
public sealed record LoanOffsetFacts(DateOnly OffsetOn, DateOnly? DeemedOn, DateOnly? SeveredOn, DateOnly? PlanTerminatedOn);

/// <summary>An offset that may be rolled over until the tax return is due (26 USC 402(c)(3)(C)(ii); 26 CFR 1.402(c)-3(a)).</summary>
public static class QualifiedLoanOffset
{
    public const string Cites = "26 USC 402(c)(3)(C)(ii)";

    /// <summary>
    /// The loan met 72(p)(2) immediately before the plan's end or the severance (a loan inside a cure period still does), and the offset came solely
    /// because of one of them: for a severance, not later than its first anniversary.
    /// </summary>
    public static bool IsQualified(LoanOffsetFacts f)
    {
        if (f.OffsetOn < Figures.QualifiedLoanOffsetFrom)
            return false;
        return InGoodStanding(f.PlanTerminatedOn)
            || (InGoodStanding(f.SeveredOn) && f.OffsetOn <= DueDates.YearsLater(f.SeveredOn!.Value, Figures.QualifiedLoanOffsetYears));

        bool InGoodStanding(DateOnly? trigger) => trigger <= f.OffsetOn && f.DeemedOn is null;
    }
}
