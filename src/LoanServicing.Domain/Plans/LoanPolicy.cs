using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Plans;

/// <summary>The plan's written loan program at one time: it can only be stricter than the law, and is applied after it.</summary>
/// <param name="From">First day on which it is in force; for what falls due from then on.</param>
/// <param name="PayrollGraceDays">How long the close of a day waits for a payroll that is late before it states a missed installment. Legal clocks do not wait.</param>
public sealed record LoanPolicy(
    DateOnly From,
    CurePeriodRule CurePeriod,
    CreditDate CreditDate = CreditDate.Received,
    bool Floor10000 = true,
    DeemedOver59Half DeemedOver59Half = DeemedOver59Half.L,
    DeemedExceptionKnown DeemedExceptionKnown = DeemedExceptionKnown.L,
    int PayrollGraceDays = LoanPolicy.DefaultPayrollGraceDays)
{
    public const int DefaultPayrollGraceDays = 10;
}

/// <summary>Which day a repayment withheld by payroll counts from: the safe default is the day the plan received it (Frias, T.C. Memo. 2017-139).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CreditDate>))]
public enum CreditDate
{
    Received,
    Withheld,
}

/// <summary>Box 7 of a deemed distribution at 59½ or more: the instructions name L with 1 or B only, the e-file matrix also takes L7.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeemedOver59Half>))]
public enum DeemedOver59Half
{
    L,
    L7,
}

/// <summary>Box 7 of a deemed distribution under 59½ with a known exception: uncertain in the same way.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeemedExceptionKnown>))]
public enum DeemedExceptionKnown
{
    L,
    L2,
}
