using System.Globalization;

namespace LoanServicing.Payroll.Layouts;

/// <summary>Reads a layout file and checks that its parts fit together.</summary>
internal static class LayoutFile
{
    private const int MostColumns = 256;

    public static Layout Parse(string json, string source)
    {
        var root = LayoutJson
            .Root(json, source)
            .WithOnly(
                "name",
                "version",
                "description",
                "source",
                "delimiter",
                "quoting",
                "header",
                "fileName",
                "loanReference",
                "columns"
            );
        var layout = new Layout(
            Name(root.Member("name")),
            root.Member("version").Number(1, 9999),
            root.Member("description").Text(),
            root.Optional("source")?.Text(),
            root.Member("delimiter").Choice((",", ','), (";", ';'), ("|", '|'), ("\t", '\t')),
            root.Member("quoting").Choice(("double-quotes", Quoting.DoubleQuotes), ("none", Quoting.None)),
            root.Member("header").Choice(("exact", HeaderRow.Exact), ("none", HeaderRow.None)),
            root.Optional("fileName") is { } name ? Pattern(name) : null,
            root.Member("loanReference").Choice(("explicit", LoanIdentity.Explicit), ("summed", LoanIdentity.Summed)),
            [.. root.Member("columns").Items().Select(Column)],
            json
        );
        RequireFit(layout, root.Member("columns"));
        return layout;
    }

    private static string Name(LayoutJson at) =>
        at.Text() is var name && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? name
            : throw at.Refuse("lower-case letters, digits and hyphens");

    private static FileNamePattern Pattern(LayoutJson at) =>
        FileNamePattern.TryParse(at.Text(), out var pattern, out var fault)
            ? pattern
            : throw LayoutRefusedException.At(
                at.Source,
                at.Path,
                fault,
                "parts like {account:digits(6)}, {plan:text} or {payDate:yyMMdd} (also yyyyMMdd, MMddyy, MMddyyyy), each once"
            );

    private static LayoutColumn Column(LayoutJson at)
    {
        at.WithOnly(
            "heading",
            "role",
            "required",
            "whenBlank",
            "type",
            "width",
            "format",
            "restoreLeadingZeros",
            "negative",
            "values"
        );
        var role = at.Member("role")
            .Choice(
                ("taxpayer-number", ColumnRole.TaxpayerNumber),
                ("loan-number", ColumnRole.LoanNumber),
                ("amount", ColumnRole.Amount),
                ("name", ColumnRole.Name),
                ("frequency", ColumnRole.Frequency),
                ("ignore", ColumnRole.Ignore)
            );
        var required = at.Member("required").Flag();
        var format = at.Optional("format") is { } text ? Format(text, role) : default;
        if (format == default && role is ColumnRole.TaxpayerNumber or ColumnRole.LoanNumber or ColumnRole.Amount)
            at.Member("format");
        return new LayoutColumn(
            at.Member("heading").Text(),
            role,
            required,
            Blank(at, role, required),
            Type(at.Member("type"), format),
            at.Optional("width")?.Number(1, 65_535),
            format,
            Only(at, "restoreLeadingZeros", format.Kind == FormatKind.Digits, "it only with the format digits:N")
                ?.Flag()
                ?? false,
            Only(at, "negative", role == ColumnRole.Amount, "it only for an amount")
                ?.Choice(("refuse", NegativeAmounts.Refuse), ("allow", NegativeAmounts.Allow))
                ?? NegativeAmounts.Refuse,
            Only(
                at,
                "values",
                role is ColumnRole.Frequency or ColumnRole.Ignore,
                "it only for a frequency or an ignored column"
            )
                is { } values
                ? [.. values.Members().Select(v => KeyValuePair.Create(v.Name, v.Value.Text()))]
                : []
        );
    }

    private static ColumnFormat Format(LayoutJson at, ColumnRole role)
    {
        ColumnFormat format = at.Text() switch
        {
            "dashed-ssn" => new(FormatKind.DashedTaxpayerNumber),
            "decimal-dollars" => new(FormatKind.DecimalDollars),
            var text
                when text.StartsWith("digits:", StringComparison.Ordinal)
                    && int.TryParse(text[7..], NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                    && digits is > 0 and < 10 => new(FormatKind.Digits, digits),
            _ => throw at.Refuse("digits:1 to digits:9, dashed-ssn or decimal-dollars"),
        };
        return (role, format.Kind, format.Digits) switch
        {
            (ColumnRole.TaxpayerNumber, FormatKind.Digits, 9)
            or (ColumnRole.TaxpayerNumber, FormatKind.DashedTaxpayerNumber, _) => format,
            (ColumnRole.TaxpayerNumber, _, _) => throw at.Refuse("digits:9 or dashed-ssn for a taxpayer number"),
            (ColumnRole.LoanNumber, FormatKind.Digits, <= 4) => format,
            (ColumnRole.LoanNumber, _, _) => throw at.Refuse("digits:1 to digits:4 for a loan number"),
            (ColumnRole.Amount, FormatKind.DecimalDollars, _) => format,
            (ColumnRole.Amount, _, _) => throw at.Refuse("decimal-dollars for an amount"),
            _ => format,
        };
    }

    private static ColumnType Type(LayoutJson at, ColumnFormat format)
    {
        var type = at.Choice(("numeric", ColumnType.Numeric), ("text", ColumnType.Text));
        var numeric = format.Kind is FormatKind.Digits or FormatKind.DecimalDollars;
        return numeric == (type == ColumnType.Numeric)
            ? type
            : throw at.Refuse(
                numeric
                    ? $"\"numeric\" with the format {format}"
                    : "\"text\" unless the format is digits:N or decimal-dollars"
            );
    }

    private static WhenBlank Blank(LayoutJson at, ColumnRole role, bool required) =>
        at.Optional("whenBlank") is not { } given
            ? (
                required || role is ColumnRole.TaxpayerNumber or ColumnRole.LoanNumber or ColumnRole.Amount
                    ? WhenBlank.Refuse
                    : WhenBlank.Accept
            )
            : role switch
            {
                ColumnRole.Amount => given.Choice(("refuse", WhenBlank.Refuse), ("skip-line", WhenBlank.SkipLine)),
                ColumnRole.LoanNumber => given.Choice(
                    ("refuse", WhenBlank.Refuse),
                    ("suspend-line", WhenBlank.SuspendLine)
                ),
                ColumnRole.TaxpayerNumber => given.Choice(("refuse", WhenBlank.Refuse)),
                _ => given.Choice(("refuse", WhenBlank.Refuse), ("accept", WhenBlank.Accept)),
            };

    private static LayoutJson? Only(LayoutJson at, string member, bool allowed, string expected) =>
        at.Optional(member) is not { } given || allowed ? at.Optional(member) : throw given.Refuse(expected);

    private static void RequireFit(Layout layout, LayoutJson at)
    {
        if (layout.Columns.Length > MostColumns)
            throw LayoutRefusedException.At(
                at.Source,
                at.Path,
                $"{layout.Columns.Length} columns",
                $"at most {MostColumns}"
            );
        RequireCount(ColumnRole.TaxpayerNumber, "taxpayer-number", 1);
        RequireCount(ColumnRole.Amount, "amount", 1);
        RequireCount(ColumnRole.LoanNumber, "loan-number", layout.LoanReference == LoanIdentity.Explicit ? 1 : 0);
        if (
            layout.Columns.CountBy(c => c.Heading, StringComparer.Ordinal).FirstOrDefault(g => g.Value > 1) is
            { Key: { } heading }
        )
            throw LayoutRefusedException.At(at.Source, at.Path, $"the heading \"{heading}\" twice", "it once");

        void RequireCount(ColumnRole role, string word, int expected)
        {
            var found = layout.Columns.Count(c => c.Role == role);
            if (found != expected)
                throw LayoutRefusedException.At(
                    at.Source,
                    at.Path,
                    $"{found} columns with the role {word}",
                    $"{expected}"
                );
        }
    }
}
