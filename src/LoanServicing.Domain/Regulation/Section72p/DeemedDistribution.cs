namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// When a loan that was good becomes a distribution, and how much of it (26 CFR 1.72(p)-1 A-10). One that fails as it
/// is made is deemed by the rule that it fails (A-4(a)).
/// </summary>
public static class DeemedDistribution
{
    /// <summary>
    /// An installment not made up deems the entire outstanding balance, accrued interest included, at the end of the
    /// cure period.
    /// </summary>
    public const string CitesMissed = "26 CFR 1.72(p)-1 A-10(b)";
}
