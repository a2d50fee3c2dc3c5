namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>When a loan becomes a distribution, and how much of it (26 CFR 1.72(p)-1 ).</summary>
public static class DeemedDistribution
{
    /// <summary>Terms that fail when the loan is made deem all of it on that day.</summary>
    public const string CitesTerms = "26 CFR 1.72(p)-1 A-4(a)";

    /// <summary>An installment not made up deems the entire outstanding balance, accrued interest included, at the end of the cure period.</summary>
    public const string CitesMissed = "26 CFR 1.72(p)-1 A-10(b)";
}
