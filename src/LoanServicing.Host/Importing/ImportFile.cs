using System.Security.Cryptography;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Importing;

/// <summary>A file of JSON Lines, read whole and refused whole.</summary>
/// <param name="Name">As it was given, for messages.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record ImportFile(string Name, string Sha256, IReadOnlyList<ImportLine> Lines)
{
    private const int ProblemsShown = 20;
    private const int MaxLineBytes = 1 << 20;

    /// <exception cref="RefusedException">Any line is not as it has to be, or lies after the business date; up to 20 are named.</exception>
    public static ImportFile Read(string path, DateOnly businessDate)
    {
        var bytes = ReadBytes(path);
        var name = Path.GetFileName(path);
        var lines = new List<ImportLine>();
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

        if (problems.Count > 0)
            throw new RefusedException(problems);
        return lines.Count == 0 ? throw new RefusedException($"{name}: found no line, expected one JSON object a line") : new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), lines);

        void Add(int number, ReadOnlyMemory<byte> json)
        {
            try
            {
                if (json.Length > MaxLineBytes)
                    throw new FactRefusedException("$", $"{json.Length} bytes", $"a line of at most {MaxLineBytes} bytes");
                var line = ImportLineReader.Read(number, json, businessDate);
                if (LastDay(line.Fact) is { } day && day > businessDate)
                    throw new FactRefusedException("$.on", $"{day:yyyy-MM-dd}", $"a day not after the business date, {businessDate:yyyy-MM-dd}");
                lines.Add(line);
            }
            catch (FactRefusedException refused)
            {
                problems.Add($"{name}, line {number}: {refused.Message}");
            }
        }
    }

    private static DateOnly? LastDay(Fact? fact) => fact is PaidFact { Every: { } every } run ? new DueDates(every, run.On)[run.Count - 1] : fact?.On;

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
