namespace LoanServicing.TaxForms;

/// <summary>
/// The codes of box 7: which ones the e-file programs accept alone or together, and in what order they are printed.
/// </summary>
public static class DistributionCodes
{
    private static readonly Dictionary<char, (bool Alone, string Seconds)> Matrix = EmbeddedLayout
        .Lines("box7-pairs.csv")
        .Select(line => line.Split(','))
        .ToDictionary(row => row[0][0], row => (row[1] == "yes", row[2].Replace(" ", "")));

    /// <summary>True for one code that may stand alone or a pair that may stand together, in either order.</summary>
    public static bool Accepts(string box7) =>
        box7.Length switch
        {
            1 => Matrix.TryGetValue(box7[0], out var row) && row.Alone,
            2 => Pairs(box7[0], box7[1]) || Pairs(box7[1], box7[0]),
            _ => false,
        };

    /// <summary>What may stand beside or instead of the first code that is known, for a message.</summary>
    public static string Expected(string box7)
    {
        var first = box7.FirstOrDefault(Matrix.ContainsKey);
        if (first == default)
            return "one or two of the codes " + string.Concat(Matrix.Keys);
        var (alone, seconds) = Matrix[first];
        return $"{first}{(alone ? " alone or" : "")} with {(seconds.Length == 0 ? "nothing" : "one of " + seconds)}";
    }

    /// <summary>L first (L1, LB), then a digit (1M, 7B), then letters, B last (MB, GB).</summary>
    public static string AsPrinted(string box7) => string.Concat(box7.OrderBy(Rank).ThenBy(code => code));

    private static bool Pairs(char first, char second) =>
        Matrix.TryGetValue(first, out var row) && row.Seconds.Contains(second);

    private static int Rank(char code) =>
        code switch
        {
            'L' => 0,
            >= '0' and <= '9' => 1,
            'B' => 3,
            _ => 2,
        };
}
