using Xunit.v3;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// The provision that a test is about; a trait, so that <c>--filter-trait "Cites=26 CFR 1.72(p)-1 A-10(a)"</c> runs
/// what covers it.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class CitesAttribute(string citation) : Attribute, ITraitAttribute
{
    public string Citation => citation;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Cites", citation)];
}
