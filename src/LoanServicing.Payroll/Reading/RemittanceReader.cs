using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Unicode;
using LoanServicing.Payroll.Layouts;

namespace LoanServicing.Payroll.Reading;

/// <summary>
/// Reads a payroll file into a remittance, all of it or none: a file with any problem is refused, with all its
/// problems.
/// </summary>
public static class RemittanceReader
{
    /// <summary>The heading line included.</summary>
    public const int MaxLines = 5_000_000;

    /// <summary>64 KB, less the one byte that lets a length fit in two.</summary>
    public const int MaxLineBytes = 65_535;

    /// <param name="fileName">A path will do: its last part is what the file is called.</param>
    /// <exception cref="RemittanceRefusedException">Anything in the file, its name or what was declared does not
    /// fit.</exception>
    public static RemittanceFile Read(
        Layout layout,
        string fileName,
        ReadOnlyMemory<byte> bytes,
        ReadOptions options = default
    )
    {
        var name = fileName[(fileName.LastIndexOfAny(['/', '\\']) + 1)..];
        var problems = new ProblemList(name);
        if (name.StartsWith("TEST", StringComparison.OrdinalIgnoreCase))
            problems.Add("a file name that begins with TEST", "a file that is meant to be posted");
        var payDate = PayDate.Of(layout, name, options.PayDate, problems);
        if (!UnreadableContent.IsText(bytes.Span, problems))
            problems.ThrowIfAny();

        var lines = ReadLines(layout, bytes.Span, problems, out var skipped);
        problems.ThrowIfAny();
        var total = 0.00m;
        foreach (ref readonly var line in lines.AsSpan())
            total += line.Amount;
        RequireControlTotals(total, lines.Length, options, problems);
        problems.ThrowIfAny();
        return new(
            name,
            layout.Name,
            layout.Version,
            Convert.ToHexStringLower(SHA256.HashData(bytes.Span)),
            payDate,
            lines,
            total,
            skipped
        );
    }

    private static ImmutableArray<RemittanceLine> ReadLines(
        Layout layout,
        ReadOnlySpan<byte> bytes,
        ProblemList problems,
        out int skipped
    )
    {
        skipped = 0;
        var reader = new LineReader(layout, problems);
        var (count, lineNumber, blankLine) = (0, 0, 0);
        var isClean = Utf8.IsValid(bytes) && !bytes.Contains((byte)0);
        var headingsWanted = layout.Header == HeaderRow.Exact;
        var repayments = new RemittanceLine[UnreadableContent.LineCount(bytes) - (headingsWanted ? 1 : 0)];
        for (int start = UnreadableContent.ByteOrderMarkLength(bytes), next; start < bytes.Length; start = next)
        {
            var line = LineAt(bytes, start, out next);
            lineNumber++;
            if (!IsReadable(line, lineNumber, isClean, problems))
            {
                headingsWanted = false;
                continue;
            }

            if (headingsWanted)
            {
                var before = problems.Count;
                reader.ReadHeadings(line, lineNumber);
                if (problems.Count > before)
                    return []; // Under wrong headings every line would be wrong.
                headingsWanted = false;
                continue;
            }

            if (line.Trim((byte)' ').IsEmpty)
            {
                blankLine = blankLine > 0 ? blankLine : lineNumber;
                continue;
            }

            if (blankLine > 0)
            {
                problems.Add(blankLine, null, "a blank line", "blank lines at the end only");
                blankLine = 0;
            }

            var outcome = reader.Read(line, lineNumber, start, out var repayment);
            if (outcome == LineOutcome.Repayment)
                repayments[count++] = repayment;
            else if (outcome == LineOutcome.Skipped)
                skipped++;
        }

        Array.Resize(ref repayments, count);
        return ImmutableCollectionsMarshal.AsImmutableArray(repayments);
    }

    private static ReadOnlySpan<byte> LineAt(ReadOnlySpan<byte> bytes, int start, out int next)
    {
        var length = bytes[start..].IndexOf((byte)'\n');
        next = length < 0 ? bytes.Length : start + length + 1;
        var line = length < 0 ? bytes[start..] : bytes.Slice(start, length);
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private static bool IsReadable(ReadOnlySpan<byte> line, int lineNumber, bool isClean, ProblemList problems)
    {
        if (line.Length > MaxLineBytes)
            problems.Add(lineNumber, null, $"{line.Length} bytes", $"at most {MaxLineBytes}");
        else if (isClean)
            return true;
        else if (line.Contains((byte)0))
            problems.Add(lineNumber, null, $"a NUL byte at place {line.IndexOf((byte)0) + 1}", "text");
        else if (!Utf8.IsValid(line))
            problems.Add(
                lineNumber,
                null,
                $"byte 0x{line[InvalidAt(line)]:X2} at place {InvalidAt(line) + 1}, which is not UTF-8",
                "a file saved as UTF-8"
            );
        else
            return true;
        return false;
    }

    private static int InvalidAt(ReadOnlySpan<byte> line)
    {
        Span<char> characters = new char[line.Length];
        Utf8.ToUtf16(line, characters, out var read, out _, replaceInvalidSequences: false);
        return read;
    }

    private static void RequireControlTotals(decimal total, int count, ReadOptions options, ProblemList problems)
    {
        if (Math.Abs(total) > DollarText.Largest)
            problems.Add($"a total of {total}", $"at most {DollarText.Largest} dollars");
        if (options.DeclaredTotal is { } declared && declared != total)
            problems.Add($"a total of {total}", $"{declared} as declared");
        if (options.DeclaredCount is { } lines && lines != count)
            problems.Add(Found.Counted(count, "repayment"), $"{lines} as declared");
    }
}
