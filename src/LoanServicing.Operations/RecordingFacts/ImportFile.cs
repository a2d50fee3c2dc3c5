using System.Security.Cryptography;
using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Participants;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>A file of JSON Lines, read whole and refused whole.</summary>
/// <param name="Name">Without its folder.</param>
/// <param name="Sha256">Hexadecimal.</param>
/// <param name="Facts">Those of all lines in effective order, none after the business date.</param>
public sealed record ImportFile(
    string Name,
    string Sha256,
    IReadOnlyList<ImportLine> Lines,
    IReadOnlyList<PlacedFact> Facts
)
{
    private const int ProblemsShown = 20;
    private const int MaxLineBytes = 1 << 20;

    /// <exception cref="RefusedException">
    /// Any line is not as it has to be, or lies after the business date; up to 20 are named.
    /// </exception>
    public static ImportFile Read(string name, ReadOnlyMemory<byte> bytes, DateOnly businessDate)
    {
        var lines = new List<ImportLine>();
        var placed = new List<PlacedFact>();
        var problems = new List<string>();
        var number = 0;
        for (var start = 0; start < bytes.Length; )
        {
            var length = bytes.Span[start..].IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            number++;
            if (!bytes.Span[start..end].Trim(" \t\r"u8).IsEmpty)
                Add(number, bytes[start..end]);
            start = end + 1;
            if (problems.Count == ProblemsShown)
                break;
        }

        var facts = problems.Count == 0 ? InOrder() : [];
        if (problems.Count > 0)
            throw new RefusedException(problems);
        return lines.Count == 0
            ? throw new RefusedException($"{name}: found no line, expected one JSON object a line")
            : new(name, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), lines, facts);

        void Add(int number, ReadOnlyMemory<byte> json)
        {
            try
            {
                if (json.Length > MaxLineBytes)
                {
                    throw new FactRefusedException(
                        "$",
                        $"{json.Length} bytes",
                        $"a line of at most {MaxLineBytes} bytes"
                    );
                }

                var line = ImportLineReader.Read(number, json, businessDate);
                lines.Add(line);
                placed.AddRange(
                    line.Fact is null ? [] : [new("$", $"{line.Plan}/{line.Participant}", number, line.Fact)]
                );
            }
            catch (FactRefusedException refused)
            {
                problems.Add($"{name}, line {number}: {refused.Message}");
            }
        }

        IReadOnlyList<PlacedFact> InOrder()
        {
            try
            {
                var inOrder = FactOrder.Of(placed);
                var late = inOrder.Where(item => item.Fact.On > businessDate).DistinctBy(item => item.Line);
                problems.AddRange(
                    late.Take(ProblemsShown)
                        .Select(item =>
                            $"{name}, line {item.Line}: $.on: found {item.Fact.On:yyyy-MM-dd}, "
                            + $"expected a day not after the business date, {businessDate:yyyy-MM-dd}"
                        )
                );
                return inOrder;
            }
            catch (FactRefusedException refused)
            {
                problems.Add($"{name}: {refused.Message}");
                return [];
            }
        }
    }

    /// <summary>A refusal of one of its lines.</summary>
    public RefusedException Refused(ImportLine line, string what) => new($"{Name}, line {line.Number}: {what}");

    /// <summary>Where the events of a line come from.</summary>
    public Source SourceOf(ImportLine line) => Source.ImportLine(Sha256, line.Id, line.Number);
}
