using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// How long the plan lets a missed installment be made up. The law allows a plan to have a cure period and caps it; it
/// gives none by itself (26 CFR 1.72(p)-1 A-10(a)).
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "Kind")]
[JsonDerivedType(typeof(None), "None")]
[JsonDerivedType(typeof(Maximum), "Maximum")]
[JsonDerivedType(typeof(Months), "Months")]
[JsonDerivedType(typeof(Days), "Days")]
public abstract record CurePeriodRule
{
    private CurePeriodRule() { }

    /// <summary>No cure period: an installment unpaid at the close of its due date has failed.</summary>
    public sealed record None : CurePeriodRule;

    /// <summary>As long as the law allows.</summary>
    public sealed record Maximum : CurePeriodRule;

    /// <summary>To the same day so many months after the due date.</summary>
    public sealed record Months(int Count) : CurePeriodRule;

    /// <summary>So many days after the due date.</summary>
    public sealed record Days(int Count) : CurePeriodRule;
}
