using System.Security.Cryptography;
using LoanServicing.Domain.Facts;
using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Importing;

/// <summary>A file of JSON Lines, read whole and refused whole.</summary>
/// <param name="Name">As it was given, for messages.</param>
/// <param name="Sha256">Hexadecimal.</param>
/// <param name="Facts">Those of all lines in effective order, none after the business date.</param>
public sealed record ImportFile(string Name, string Sha256, IReadOnlyList<ImportLine> Lines, IReadOnlyList<PlacedFact> Facts)
{
    private const int ProblemsShown = 20;
    private const int MaxLineBytes = 1 << 20;

    /// <exception cref="RefusedException">Any line is not as it has to be, or lies after the business date; up to 20 are named.</exception>
    public static ImportFile Read(string path, DateOnly businessDate)
    {
        var bytes = ReadBytes(path);
        var name = Path.GetFileName(path);
        var lines = new List<ImportLine>();
        var placed = new List<PlacedFact>();
        var problems = new List<string>();
        var number = 0;
        for (var start = 0; start < bytes.Length;)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            number++;
            if (!bytes.AsSpan(start, end - start).Trim(" \t\r"u8).IsEmpty)
                Add(number, bytes.AsMemory(start, end - start));
            start = end + 1;
            if (problems.Count == ProblemsShown)
                break;
        }

        var facts = problems.Count == 0 ? InOrder() : [];
        if (problems.Count > 0)
            throw new RefusedException(problems);
        return lines.Count == 0 ? throw new RefusedException($"{name}: found no line, expected one JSON object a line") : new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), lines, facts);

        void Add(int number, ReadOnlyMemory<byte> json)
        {
            try
            {
                if (json.Length > MaxLineBytes)
                    throw new FactRefusedException("$", $"{json.Length} bytes", $"a line of at most {MaxLineBytes} bytes");
                var line = ImportLineReader.Read(number, json, businessDate);
                lines.Add(line);
                placed.AddRange(line.Fact is null ? [] : [new("$", $"{line.Plan}/{line.Participant}", number, line.Fact)]);
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
                problems.AddRange(inOrder.Where(item => item.Fact.On > businessDate).DistinctBy(item => item.Line).Take(ProblemsShown)
                    .Select(item => $"{name}, line {item.Line}: $.on: found {item.Fact.On:yyyy-MM-dd}, expected a day not after the business date, {businessDate:yyyy-MM-dd}"));
                return inOrder;
            }
            catch (FactRefusedException refused)
            {
                problems.Add($"{name}: {refused.Message}");
                return [];
            }
        }
    }

    private static byte[] ReadBytes(string path)
    {
        if (Directory.Exists(path))
            throw new RefusedException($"{path}: found a folder, expected a file");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path}: cannot be read: {e.Message}");
        }
    }
}
