namespace LoanServicing.Store.ProofLane;

/// <summary>Something that is not as it must be, and where.</summary>
/// <param name="Kind"> <c>chain</c>, <c>event</c>, <c>version</c>, <c>consequence</c>, <c>account</c>, <c>ledger</c>,
/// <c>money</c> or <c>read-model</c>; <c>rule-set</c> where the rules have changed since something was stated, which is
/// no tampering and for a person to decide.
/// </param>
public sealed record Difference(string Kind, string Where, string Found, string Expected)
{
    public override string ToString() => $"{Kind}: {Where}: found {Found}, expected {Expected}";
}

/// <summary>
/// Differences in the order in which they were found, of each kind so many that a log that is wrong throughout does not
/// fill the memory.
/// </summary>
internal sealed class DifferenceList
{
    private const int MostOfKind = 1_000;

    private readonly List<Difference> kept = [];
    private readonly Dictionary<string, int> counts = [];

    public void Add(Difference difference)
    {
        var count = counts.GetValueOrDefault(difference.Kind) + 1;
        counts[difference.Kind] = count;
        if (count <= MostOfKind)
            kept.Add(difference);
    }

    public void AddRange(IEnumerable<Difference> differences)
    {
        foreach (var difference in differences)
            Add(difference);
    }

    /// <summary>Those kept, and of each kind how many there are besides.</summary>
    public IReadOnlyList<Difference> Found() =>
        [
            .. kept,
            .. counts
                .Where(pair => pair.Value > MostOfKind)
                .Select(pair => new Difference(
                    pair.Key,
                    "elsewhere",
                    $"{pair.Value - MostOfKind:N0} more of this kind",
                    "none"
                )),
        ];
}
