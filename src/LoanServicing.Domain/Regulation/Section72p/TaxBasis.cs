using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Regulation.Section72p;

/// <summary>Investment in the contract: what comes back to the participant untaxed (26 CFR 1.72(p)-1 A-11(a), A-21(a)).</summary>
public static class TaxBasis
{
    /// <summary>Repayments after a deemed distribution are basis, dollar for dollar, interest included.</summary>
    public const string CitesRepaidAfterDeemed = "26 CFR 1.72(p)-1 A-21(a)";

    /// <summary>A deemed distribution recovers basis as an actual one does.</summary>
    public const string CitesRecovery = "26 CFR 1.72(p)-1 A-11(a)";

    /// <summary>
    /// What a distribution recovers: basis × amount ÷ vested balance, rounded to the cent, never more than the basis or the amount (26 USC 72(e)(8)(B)).
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
