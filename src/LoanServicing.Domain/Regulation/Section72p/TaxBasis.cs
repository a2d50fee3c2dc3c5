using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>
/// Investment in the contract: what comes back to the participant untaxed (26 CFR 1.72(p)-1 A-11(a)). Cash repaid on a
/// loan after it was deemed distributed is basis, dollar for dollar, interest included (A-21(a)). Uncertain: money that
/// a plan held until it filled an installment, and still held when the loan was deemed. What is deemed is all that is
/// outstanding (A-10(b)), which such money had not lowered; it counts as repaid from that day on, because the
/// participant would else be taxed on it twice.
/// </summary>
public static class TaxBasis
{
    /// <summary>
    /// What a distribution, deemed or actual, recovers: basis × amount ÷ vested balance, rounded to the cent, never
    /// more than the basis or the amount (26 USC 72(e)(8)(B)).
    /// </summary>
    /// <param name="vested">Without notes that were deemed before (A-19(a)).</param>
    public static decimal Recovered(decimal basis, decimal amount, decimal vested)
    {
        if (basis <= 0m)
            return 0m;
        var share = amount >= vested ? basis : Cents.Round(basis * amount / vested);
        return Math.Min(share, amount);
    }
}
