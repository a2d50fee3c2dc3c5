using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Plans;

/// <summary>What of a loan program is said anew; null leaves what was.</summary>
public sealed record PolicyChange(
    CurePeriodRule? CurePeriod,
    bool? Floor10000 = null,
    PeakMethod? PeakMethod = null,
    DefaultAccrual? DefaultAccrual = null,
    PartialPayment? PartialPayment = null,
    CreditDate? CreditDate = null,
    bool? ExcessFirst = null,
    DeemedOver59Half? DeemedOver59Half = null,
    DeemedExceptionKnown? DeemedExceptionKnown = null,
    OffsetOfDeemedLoan? OffsetOfDeemedLoan = null,
    int? MaxLoans = null,
    decimal? MinimumLoan = null,
    bool? PayrollOnly = null,
    int? PayrollGraceDays = null,
    decimal? FinalTolerance = null,
    Prepayment? Prepayment = null
)
{
    /// <summary>The policy with the change made.</summary>
    public LoanPolicy To(LoanPolicy policy) =>
        policy with
        {
            CurePeriod = CurePeriod ?? policy.CurePeriod,
            Floor10000 = Floor10000 ?? policy.Floor10000,
            PeakMethod = PeakMethod ?? policy.PeakMethod,
            DefaultAccrual = DefaultAccrual ?? policy.DefaultAccrual,
            PartialPayment = PartialPayment ?? policy.PartialPayment,
            CreditDate = CreditDate ?? policy.CreditDate,
            ExcessFirst = ExcessFirst ?? policy.ExcessFirst,
            DeemedOver59Half = DeemedOver59Half ?? policy.DeemedOver59Half,
            DeemedExceptionKnown = DeemedExceptionKnown ?? policy.DeemedExceptionKnown,
            OffsetOfDeemedLoan = OffsetOfDeemedLoan ?? policy.OffsetOfDeemedLoan,
            MaxLoans = MaxLoans ?? policy.MaxLoans,
            MinimumLoan = MinimumLoan ?? policy.MinimumLoan,
            PayrollOnly = PayrollOnly ?? policy.PayrollOnly,
            PayrollGraceDays = PayrollGraceDays ?? policy.PayrollGraceDays,
            FinalTolerance = FinalTolerance ?? policy.FinalTolerance,
            Prepayment = Prepayment ?? policy.Prepayment,
        };
}
