using System.Globalization;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// One of several parts of a log, by the ids of its streams, that are proved one after the other. What was proved
/// before is not kept anywhere: whoever could change the log could change that too.
/// </summary>
/// <param name="Number">From 1.</param>
public sealed record LogPart(int Number, int Of)
{
    /// <summary>The most parts that a log can be proved in: each reads the tables from beginning to end.</summary>
    public const int Most = 1_000;

    /// <summary>The whole log.</summary>
    public static readonly LogPart All = new(1, 1);

    /// <summary>Null where it is not written as <c>2/16</c>.</summary>
    public static LogPart? Parse(string text)
    {
        var numbers = text.Split('/')
            .Select(number =>
                int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0
            )
            .ToList();
        return numbers is [var number, var of] && number >= 1 && number <= of && of <= Most ? new(number, of) : null;
    }

    public override string ToString() => $"part {Number} of {Of}";

    /// <summary>One for each processor.</summary>
    internal IReadOnlyList<StreamRange> Ranges =>
        [.. StreamRange.Cut(Of * ReplayParts.Count).Skip((Number - 1) * ReplayParts.Count).Take(ReplayParts.Count)];
}
