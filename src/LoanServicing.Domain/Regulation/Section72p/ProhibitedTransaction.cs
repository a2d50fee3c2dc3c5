namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// A loan can be a prohibited transaction whatever section 72(p) makes of it (26 CFR 1.72(p)-1 A-16, A-4(b) Ex. 2).
/// </summary>
// Not modelled: whether a loan is a prohibited transaction under 26 USC 4975 or ERISA section 406, its excise tax, and
// its correction (26 CFR 141.4975-13). The regulation gives no guidance on it (introductory text, A-18(d)).
public static class ProhibitedTransaction
{
    public const string Cites = "26 CFR 1.72(p)-1 A-16";

    /// <summary>
    /// Taxing the loan as a distribution undoes no prohibited transaction: that it is deemed is never its correction.
    /// </summary>
    public static readonly Finding<bool> CorrectedByDeemedDistribution = new(false, Cites, null);
}
