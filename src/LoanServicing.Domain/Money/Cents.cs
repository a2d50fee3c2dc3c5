namespace LoanServicing.Domain.Money;

/// <summary>The one place where an amount of money is rounded.</summary>
public static class Cents
{
    public const decimal One = 0.01m;

    /// <summary>
    /// To whole cents; exactly half a cent goes away from zero, as the scenario contract says of payments and interest.
    /// </summary>
    public static decimal Round(decimal amount) =>
#pragma warning disable RS0030 // The only rounding in the domain, and it names its midpoint rule.
        Math.Round(amount, 2, MidpointRounding.AwayFromZero);
#pragma warning restore RS0030

    /// <summary>To whole cents, what is less than one left out: of an amount that is not negative.</summary>
    public static decimal RoundDown(decimal amount) => decimal.Floor(amount * 100m) / 100m;

    /// <summary>True when the amount has no fraction of a cent.</summary>
    public static bool IsWhole(decimal amount) => decimal.Truncate(amount * 100m) == amount * 100m;

    /// <summary>
    /// An amount in two parts by shares that sum to 1, in whole cents that sum to it: the odd cent goes to the larger
    /// remainder, the first part where both are equal.
    /// </summary>
    public static (decimal First, decimal Second) Split(decimal amount, decimal firstShare, decimal secondShare)
    {
        if (secondShare == 0m)
            return (amount, 0m);
        var first = decimal.Floor(amount * firstShare * 100m) / 100m;
        var second = decimal.Floor(amount * secondShare * 100m) / 100m;
        var odd = amount - first - second;
        return (amount * firstShare) - first >= (amount * secondShare) - second
            ? (first + odd, second)
            : (first, second + odd);
    }
}
