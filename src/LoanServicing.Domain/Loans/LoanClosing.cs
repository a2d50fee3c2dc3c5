using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Loans;

/// <summary>The loan was deemed distributed as a whole.</summary>
/// <param name="RepaidSince">Cash repaid afterwards, interest and money held until then included: basis (26 CFR
/// 1.72(p)-1 A-21(a)).</param>
public sealed record Deeming(DateOnly On, decimal Amount, DeemingReason Reason, decimal RepaidSince);

/// <summary>The account was reduced to repay a part of the loan, which runs on.</summary>
/// <param name="On">The latest such day.</param>
/// <param name="Principal">In all of them.</param>
public sealed record PartialOffset(DateOnly On, decimal Principal);

/// <summary>How a loan ended.</summary>
/// <param name="Amount">What was offset, refinanced, transferred or written off, interest included; 0 for a
/// repayment.</param>
/// <param name="Principal">The principal in it.</param>
/// <param name="Discrepancy">By how much what was agreed or moved did not fit what was owed, more or less, whether or
/// not it is settled; 0 where it fits.</param>
public sealed record Closing(
    DateOnly On,
    ClosedBy By,
    decimal Amount,
    decimal Principal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] decimal Discrepancy = 0m
);

[JsonConverter(typeof(JsonStringEnumConverter<ClosedBy>))]
public enum ClosedBy
{
    Repayment,
    Offset,
    Refinancing,

    /// <summary>It was no loan (26 CFR 1.72(p)-1 A-17).</summary>
    Distribution,

    /// <summary>It was repaid, but for what the plan does not ask for at a loan's end.</summary>
    WriteOff,

    /// <summary>Its note left the plan in kind.</summary>
    Transfer,
}
