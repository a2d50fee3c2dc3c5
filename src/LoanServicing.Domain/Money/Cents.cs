namespace LoanServicing.Domain.Money;

/// <summary>The one place where an amount of money is rounded.</summary>
public static class Cents
{
    /// <summary>To whole cents; exactly half a cent goes away from zero, as the scenario contract says of payments and interest.</summary>
    public static decimal Round(decimal amount) =>
#pragma warning disable RS0030 // The only rounding in the domain, and it names its midpoint rule.
        Math.Round(amount, 2, MidpointRounding.AwayFromZero);
#pragma warning restore RS0030

    /// <summary>True when the amount has no fraction of a cent.</summary>
    public static bool IsWhole(decimal amount) => decimal.Truncate(amount * 100m) == amount * 100m;
}
