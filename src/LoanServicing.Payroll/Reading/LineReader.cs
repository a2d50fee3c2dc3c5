using System.Collections.Immutable;
using System.Text;
using LoanServicing.Payroll.Layouts;

namespace LoanServicing.Payroll.Reading;

internal enum LineOutcome
{
    Repayment,
    Skipped,
    Refused,
}

/// <summary>
/// Turns the bytes of one line into a repayment as its layout says, or tells what is wrong with it; makes no string on
/// the good path.
/// </summary>
internal sealed class LineReader
{
    private const string UnquotedHint = " (is a field with a delimiter in it not quoted?)";

    private readonly ImmutableArray<LayoutColumn> columns;
    private readonly ImmutableArray<ColumnCheck> checks;
    private readonly FieldPlace[] fields;
    private readonly LineSplitter splitter;
    private readonly ProblemList problems;
    private readonly LoanReference unnamedLoan;
    private readonly int skipColumn;

    public LineReader(Layout layout, ProblemList problems)
    {
        columns = layout.Columns;
        checks = [.. columns.Select(c => new ColumnCheck(c))];
        fields = new FieldPlace[columns.Length];
        splitter = new((byte)layout.Delimiter, layout.Quoting == Quoting.DoubleQuotes);
        this.problems = problems;
        unnamedLoan = layout.LoanReference == LoanIdentity.Summed ? LoanReference.Summed : LoanReference.Blank;
        skipColumn = columns.ToList().FindIndex(c => c.WhenBlank == WhenBlank.SkipLine);
    }

    /// <param name="start">Where the line begins in its file.</param>
    public LineOutcome Read(ReadOnlySpan<byte> line, int lineNumber, int start, out RemittanceLine repayment)
    {
        repayment = default;
        if (!HasAllFields(line, lineNumber))
            return LineOutcome.Refused;
        if (skipColumn >= 0 && IsBlankOrZero(Field(line, skipColumn)))
            return LineOutcome.Skipped;

        var before = problems.Count;
        var values = new LineValues { Loan = unnamedLoan };
        for (var i = 0; i < checks.Length; i++)
        {
            var field = Field(line, i);
            if (checks[i].IsTooWide(field, fields[i].HasDoubledQuotes, out var characters))
                problems.Add(
                    lineNumber,
                    columns[i].Heading,
                    Found.Counted(characters, "character"),
                    $"at most {checks[i].Width}"
                );
            else if (checks[i].Read(field, ref values) is { } expected)
                problems.Add(
                    lineNumber,
                    columns[i].Heading,
                    field,
                    columns[i].Role == ColumnRole.TaxpayerNumber,
                    expected
                );
        }

        repayment = new(lineNumber, new(values.TaxpayerNumber), values.Loan, values.Amount, start, line.Length);
        return problems.Count == before ? LineOutcome.Repayment : LineOutcome.Refused;
    }

    /// <summary>Compares the first line with the layout's headings, letter for letter.</summary>
    public void ReadHeadings(ReadOnlySpan<byte> line, int lineNumber)
    {
        var headings = new FieldPlace[2 * columns.Length];
        var count = splitter.Split(line, headings, out var fault);
        if (fault != QuoteFault.None)
        {
            TellQuoteFault(fault, lineNumber);
            return;
        }

        for (var i = 0; i < Math.Min(Math.Max(count, columns.Length), headings.Length); i++)
        {
            var found = i < count ? HeadingText(line, headings[i]) : null;
            var expected = i < columns.Length ? columns[i].Heading : null;
            if (found == expected)
                continue;
            var (said, wanted) = (
                found is null ? "no heading" : Found.Value(found),
                expected is null ? "no heading" : $"the heading \"{expected}\""
            );
            problems.Add(lineNumber, $"column {i + 1}", said, wanted);
        }
    }

    private bool HasAllFields(ReadOnlySpan<byte> line, int lineNumber)
    {
        var count = splitter.Split(line, fields, out var fault);
        if (fault != QuoteFault.None)
            TellQuoteFault(fault, lineNumber);
        else if (count != columns.Length)
            problems.Add(
                lineNumber,
                null,
                Found.Counted(count, "field"),
                columns.Length + (count > columns.Length ? UnquotedHint : "")
            );
        return fault == QuoteFault.None && count == columns.Length;
    }

    private void TellQuoteFault(QuoteFault fault, int lineNumber)
    {
        var (found, expected) = fault switch
        {
            QuoteFault.Unclosed => ("a quoted field without its closing quote", "it on the same line"),
            QuoteFault.TextAfter => (
                "text between a closing quote and the next delimiter",
                "none, or the quote in the field doubled"
            ),
            _ => (
                "a quote inside a field that does not begin with one",
                "the whole field in quotes and the quote doubled"
            ),
        };
        problems.Add(lineNumber, null, found, expected);
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, int column) =>
        line.Slice(fields[column].Start, fields[column].Length).Trim((byte)' ');

    private static bool IsBlankOrZero(ReadOnlySpan<byte> amount) =>
        amount.IsEmpty || (DollarText.Read(amount, out var dollars) == DollarFault.None && dollars == 0m);

    private static string HeadingText(ReadOnlySpan<byte> line, FieldPlace place)
    {
        var text = Encoding.UTF8.GetString(line.Slice(place.Start, place.Length));
        return place.HasDoubledQuotes ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text;
    }
}
