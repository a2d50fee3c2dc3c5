using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section402c;

/// <summary>
/// What a plan makes of the offset of a loan that was deemed distributed before. Uncertain: 26 CFR 1.402(c)-3(b) Ex. 6
/// speaks of a rollover within 60 days; recordkeepers hold the money to have left the plan for tax when it was deemed,
/// so that there is nothing to roll over (26 CFR 1.72(p)-1 A-12, A-19(a)).
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<OffsetOfDeemedLoan>))]
public enum OffsetOfDeemedLoan
{
    /// <summary>No form, no rollover: the safe choice, and the default.</summary>
    NoForm,

    /// <summary>
    /// A rollover within 60 days is offered. No form either: the income was reported when the loan was deemed.
    /// </summary>
    SixtyDay,
}

/// <summary>What follows from the offset of a loan already deemed.</summary>
/// <param name="RolloverBy">Last day of a rollover; null where none is offered.</param>
public sealed record OffsetOfDeemedLoanAnswer(bool Reported, bool Qualified, DateOnly? RolloverBy, string Cites)
{
    private const string CitesDeemed = "26 CFR 1.72(p)-1 A-19(a)";
    private const string CitesExample = "26 CFR 1.402(c)-3(b)";

    /// <summary>
    /// Never reported a second time and never qualified: the loan did not meet 72(p)(2) just before the severance or
    /// the plan's end.
    /// </summary>
    public static OffsetOfDeemedLoanAnswer Of(DateOnly offsetOn, OffsetOfDeemedLoan setting) =>
        setting == OffsetOfDeemedLoan.SixtyDay
            ? new(false, false, RolloverDeadline.Of(offsetOn, qualified: false), CitesExample)
            : new(false, false, null, CitesDeemed);
}
