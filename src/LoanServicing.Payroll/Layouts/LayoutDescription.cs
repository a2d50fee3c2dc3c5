using System.Text;

namespace LoanServicing.Payroll.Layouts;

/// <summary>A layout in words and a table, nothing left out.</summary>
internal static class LayoutDescription
{
    public static string Of(Layout layout)
    {
        var text = new StringBuilder();
        text.Append($"{layout.Name}, version {layout.Version}\n{layout.Description}\n\n");
        Fact("source", layout.Source ?? "not stated");
        Fact(
            "file name",
            layout.FileName is { } name
                ? $"{name} ({(name.HasPayDate ? "gives the pay date" : "gives no pay date: --pay-date is needed")})"
                : "any; gives no pay date: --pay-date is needed"
        );
        Fact(
            "fields",
            $"separated by {(layout.Delimiter == '\t' ? "tabs" : $"\"{layout.Delimiter}\"")}, "
                + (layout.Quoting == Quoting.DoubleQuotes ? "in double quotes where they hold one" : "never quoted")
        );
        Fact("first line", layout.Header == HeaderRow.Exact ? "exactly the headings below, in this order" : "data");
        Fact(
            "loan",
            layout.LoanReference == LoanIdentity.Explicit
                ? "each line names its loan"
                : "not named: the amount is the sum over the person's loans"
        );
        text.Append('\n');
        Table(text, layout);
        return text.ToString();

        void Fact(string what, string value) => text.Append($"{what, -11}{value}\n");
    }

    private static void Table(StringBuilder text, Layout layout)
    {
        string[][] rows =
        [
            ["#", "heading", "role", "required", "blank", "type", "format", "width", "rules"],
            .. layout.Columns.Select(
                (c, i) =>
                    new[]
                    {
                        $"{i + 1}",
                        c.Heading,
                        Words(c.Role),
                        c.Required ? "yes" : "no",
                        Blank(c),
                        Words(c.Type),
                        $"{c.Format}",
                        $"{c.Width}",
                        Rules(c),
                    }
            ),
        ];
        var widths = rows[0].Select((_, column) => rows.Max(r => r[column].Length)).ToArray();
        foreach (var row in rows)
            text.Append(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()).Append('\n');
    }

    private static string Blank(LayoutColumn column) =>
        (column.Role == ColumnRole.Amount ? "or zero: " : "")
        + column.WhenBlank switch
        {
            WhenBlank.Refuse => "file refused",
            WhenBlank.Accept => "accepted",
            WhenBlank.SkipLine => "line skipped",
            _ => "line suspended",
        };

    private static string Rules(LayoutColumn column)
    {
        var rules = new List<string>();
        if (column.RestoreLeadingZeros)
            rules.Add("lost leading zeros restored");
        if (column.Role == ColumnRole.Amount)
            rules.Add(
                column.Negative == NegativeAmounts.Allow ? "negative amounts suspended" : "negative amounts refused"
            );
        if (!column.Values.IsEmpty)
            rules.Add(string.Join(", ", column.Values.Select(v => $"{v.Key} = {v.Value}")));
        return string.Join("; ", rules);
    }

    private static string Words<T>(T value)
        where T : struct, Enum =>
        string.Concat(
            value.ToString().Select((c, i) => (char.IsUpper(c) && i > 0 ? "-" : "") + char.ToLowerInvariant(c))
        );
}
