using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Facts;

/// <summary>The words of the scenario contract and what they stand for.</summary>
public static class Words
{
    public static readonly IReadOnlyDictionary<string, Frequency> Frequencies = new Dictionary<string, Frequency>
    {
        ["weekly"] = Frequency.Weekly,
        ["biweekly"] = Frequency.Biweekly,
        ["semimonthly"] = Frequency.Semimonthly,
        ["monthly"] = Frequency.Monthly,
        ["quarterly"] = Frequency.Quarterly,
        ["annual"] = Frequency.Annual,
    };

    public static readonly IReadOnlyDictionary<string, PlanKind> PlanKinds = new Dictionary<string, PlanKind>
    {
        ["401a"] = PlanKind.Section401a,
        ["403a"] = PlanKind.Section403a,
        ["403b"] = PlanKind.Section403b,
        ["governmental"] = PlanKind.Governmental,
        ["governmental-457b"] = PlanKind.Governmental457b,
        ["formerly-qualified"] = PlanKind.FormerlyQualified,
        ["none"] = PlanKind.None,
    };

    public static readonly IReadOnlyDictionary<string, LoanPurpose> Purposes = new Dictionary<string, LoanPurpose>
    {
        ["general"] = LoanPurpose.General,
        ["principal-residence"] = LoanPurpose.PrincipalResidence,
    };

    public static readonly IReadOnlyDictionary<string, CreditDate> CreditDates = new Dictionary<string, CreditDate>
    {
        ["received"] = CreditDate.Received,
        ["withheld"] = CreditDate.Withheld,
    };

    public static readonly IReadOnlyDictionary<string, DeemedOver59Half> DeemedOver59Half = new Dictionary<string, DeemedOver59Half>
    {
        ["L"] = Plans.DeemedOver59Half.L,
        ["L7"] = Plans.DeemedOver59Half.L7,
    };

    public static readonly IReadOnlyDictionary<string, DeemedExceptionKnown> DeemedExceptionKnown = new Dictionary<string, DeemedExceptionKnown>
    {
        ["L"] = Plans.DeemedExceptionKnown.L,
        ["L2"] = Plans.DeemedExceptionKnown.L2,
    };

    /// <summary>The contract's word for a value.</summary>
    public static string Of<T>(IReadOnlyDictionary<string, T> words, T value)
        where T : struct => words.First(pair => pair.Value.Equals(value)).Key;
}
