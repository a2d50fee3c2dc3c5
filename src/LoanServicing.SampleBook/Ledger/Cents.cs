namespace LoanServicing.SampleBooks.Ledger;

internal static class Cents
{
    /// <summary>Half away from zero, and always written with two decimals.</summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero) + 0.00m;
}
