using System.Text.Json.Serialization;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Plans;

/// <summary>
/// The plan's written loan program at one time: it can only be stricter than the law, and is applied after it. Every
/// default is the safe choice.
/// </summary>
/// <param name="From">First day on which it is in force; for what falls due from then on.</param>
/// <param name="Floor10000">Whether a loan of $10,000 is allowed beyond half the vested balance (26 USC
/// 72(p)(2)(A)(ii)); without it, what is over the plan's half but within the law's limit is a finding.</param>
/// <param name="ExcessFirst">Whether payments on a loan deemed in part go to that part first; else to both by
/// principal. The law does not say.</param>
/// <param name="MaxLoans">How many loans may be outstanding at once; null for no limit.</param>
/// <param name="MinimumLoan">US dollars; null for none.</param>
/// <param name="PayrollOnly">Whether repayments must be withheld from pay.</param>
/// <param name="PayrollGraceDays">How long the close of a day waits for a payroll that is late before it states a
/// missed installment. Legal clocks do not wait.</param>
/// <param name="FinalTolerance"> US dollars that may be left of a loan at its end without being an arrear, or the
/// rounding of its installments if that is more; null where the plan was recorded before there was one: then nothing is
/// written off.
/// </param>
public sealed record LoanPolicy(
    DateOnly From,
    CurePeriodRule CurePeriod,
    CreditDate CreditDate = CreditDate.Received,
    bool Floor10000 = true,
    DeemedOver59Half DeemedOver59Half = DeemedOver59Half.L,
    DeemedExceptionKnown DeemedExceptionKnown = DeemedExceptionKnown.L,
    int PayrollGraceDays = LoanPolicy.DefaultPayrollGraceDays,
    PeakMethod PeakMethod = PeakMethod.PointInTime,
    DefaultAccrual DefaultAccrual = DefaultAccrual.Compound,
    PartialPayment PartialPayment = PartialPayment.Apply,
    bool ExcessFirst = false,
    OffsetOfDeemedLoan OffsetOfDeemedLoan = OffsetOfDeemedLoan.NoForm,
    int? MaxLoans = null,
    decimal? MinimumLoan = null,
    bool PayrollOnly = false,
    decimal? FinalTolerance = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
        Prepayment Prepayment = Prepayment.Advance
)
{
    public const int DefaultPayrollGraceDays = 10;

    /// <summary>US dollars, where a plan says nothing.</summary>
    public const decimal DefaultFinalTolerance = 1.00m;
}

/// <summary>
/// Which day a repayment withheld by payroll counts from: the safe default is the day the plan received it (Frias, T.C.
/// Memo. 2017-139).
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<CreditDate>))]
public enum CreditDate
{
    Received,
    Withheld,
}

/// <summary>
/// The highest balance of the year before a loan: the IRS accepts both ways (TEGE-04-0417-0016), used consistently.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<PeakMethod>))]
public enum PeakMethod
{
    /// <summary>The highest total of one day.</summary>
    PointInTime,

    /// <summary>Each loan's own highest balance, summed.</summary>
    Summed,
}

/// <summary>
/// How interest runs while installments are unpaid. Compounding reproduces the regulation's figures (26 CFR 1.72(p)-1
/// A-10(c)); a real plan's form reproduces with simple interest from the last payment (Gowen), so it is the plan's to
/// say.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<DefaultAccrual>))]
public enum DefaultAccrual
{
    Compound,
    Simple365,
    Simple30360,
}

/// <summary>What becomes of money that does not fill an installment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PartialPayment>))]
public enum PartialPayment
{
    Apply,
    Hold,
}

/// <summary>What a repayment of more than the installments due by the end of its period means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Prepayment>))]
public enum Prepayment
{
    /// <summary>Later installments are paid ahead.</summary>
    Advance,

    /// <summary>Principal is: the next installment stays due in its amount, and the loan ends earlier.</summary>
    Principal,
}
