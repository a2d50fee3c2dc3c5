namespace LoanServicing.Benchmarks;

/// <summary>The middle of some figures.</summary>
internal static class Median
{
    public static double Of<T>(IEnumerable<T> measured, Func<T, double> figure)
    {
        var sorted = measured.Select(figure).Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
