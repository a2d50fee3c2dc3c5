namespace LoanServicing.Domain.Facts;

/// <summary>Something in a file that is not as it has to be.</summary>
/// <param name="path">Where, as a JSON path.</param>
public sealed class FactRefusedException(string path, string found, string expected)
    : Exception($"{path}: found {found}, expected {expected}")
{
    public string Path => path;
}
