using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Regulation.Section402c;

/// <summary>What makes an offset a qualified plan loan offset.</summary>
/// <param name="DeemedOn">When the whole loan was deemed distributed; null where it was not.</param>
/// <param name="SeveredOn">The latest severance by the day of the offset.</param>
/// <param name="MadeOn">The loan's day; null where it does not matter.</param>
/// <param name="IsPlanLoan">Whether section 72(p) governs the loan: only what 72(p)(2) shielded can qualify (26 USC
/// 402(c)(3)(C)(iv)).</param>
public sealed record LoanOffsetFacts(
    DateOnly OffsetOn,
    DateOnly? DeemedOn,
    DateOnly? SeveredOn,
    DateOnly? PlanTerminatedOn,
    DateOnly? MadeOn = null,
    bool IsPlanLoan = true
);

/// <summary>
/// An offset that may be rolled over until the tax return is due (26 USC 402(c)(3)(C)(ii); 26 CFR 1.402(c)-3(a)).
/// </summary>
public static class QualifiedLoanOffset
{
    public const string Cites = "26 USC 402(c)(3)(C)(ii)";

    /// <summary>
    /// The loan met 72(p)(2) immediately before the plan's end or the severance (a loan inside a cure period still
    /// does), and the offset came solely because of one of them: for a severance, not later than its first anniversary.
    /// </summary>
    public static bool IsQualified(LoanOffsetFacts f)
    {
        if (f.OffsetOn < Figures.QualifiedLoanOffsetFrom || !f.IsPlanLoan)
            return false;
        return InGoodStanding(f.PlanTerminatedOn)
            || (
                InGoodStanding(f.SeveredOn)
                && f.OffsetOn <= DueDates.YearsLater(f.SeveredOn!.Value, Figures.QualifiedLoanOffsetYears)
            );

        // A loan made after the event did not meet 72(p)(2) before it.
        bool InGoodStanding(DateOnly? trigger) => trigger <= f.OffsetOn && f.DeemedOn is null && !(f.MadeOn > trigger);
    }
}
