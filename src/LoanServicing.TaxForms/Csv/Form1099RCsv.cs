using System.Text;

namespace LoanServicing.TaxForms.Csv;

/// <summary>
/// All boxes of Forms 1099-R as a spreadsheet for people (RFC 4180): UTF-8 without byte order mark, lines end in CR LF,
/// amounts in dollars.
/// </summary>
public static class Form1099RCsv
{
    private static readonly (string Column, Func<InformationReturn, string> Value)[] Columns =
    [
        ("tax_year", r => r.Form.TaxYear.ToString()),
        ("plan", r => Text(r.Form.Plan)),
        ("participant", r => Text(r.Form.Participant)),
        ("loan", r => Text(r.Form.Loan)),
        ("date", r => r.Form.On.ToString("yyyy-MM-dd")),
        ("account_number", r => Text(r.AccountNumber)),
        ("recipient_name", r => Text(r.Recipient?.Name)),
        ("recipient_tin", r => Truncated(r.Recipient?.TaxpayerNumber)),
        ("street", r => Text(r.Recipient?.Address.Street)),
        ("city", r => Text(r.Recipient?.Address.CityLine())),
        ("state", r => Text(r.Recipient?.Address.State)),
        ("zip", r => Text(r.Recipient?.Address.Zip)),
        ("payer_name", r => Text(r.Payer.Name)),
        ("payer_ein", r => Text(r.Payer.Ein)),
        ("box1", r => Dollars(r.Form.Box1)),
        ("box2a", r => Dollars(r.Form.Box2a)),
        ("box2b_not_determined", Unused),
        ("box2b_total", Unused),
        ("box3", Unused),
        ("box4", r => Dollars(r.Form.Box4)),
        ("box5", r => Dollars(r.Form.Box5)),
        ("box6", Unused),
        ("box7", r => Text(DistributionCodes.AsPrinted(r.Form.Box7))),
        ("ira_sep_simple", Unused),
        ("box8", Unused),
        ("box9a", Unused),
        ("box9b", Unused),
        ("box10", Unused),
        ("box11", r => r.Form.Box11?.ToString() ?? ""),
        ("box12", Unused),
        ("box13", Unused),
        ("box14", Unused),
        ("box15", Unused),
        ("box16", Unused),
        ("box17", Unused),
        ("box18", Unused),
        ("box19", Unused),
        ("authority", r => Text(r.Form.Authority)),
    ];

    /// <summary>A header and a line per form, in the order given. <paramref name="destination"/> stays open.</summary>
    public static void Write(Stream destination, IEnumerable<InformationReturn> returns)
    {
        using var writer = new StreamWriter(
            destination,
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            leaveOpen: true
        )
        {
            NewLine = "\r\n",
        };
        writer.WriteLine(string.Join(',', Columns.Select(column => column.Column)));
        foreach (var r in returns)
            writer.WriteLine(string.Join(',', Columns.Select(column => Quoted(column.Value(r)))));
    }

    private static string Unused(InformationReturn r) => "";

    private static string Dollars(decimal amount) => amount.ToString("0.00");

    // 26 CFR 301.6109-4: the last four digits only.
    private static string Truncated(string? taxpayerNumber) =>
        taxpayerNumber is { Length: 9 } ? $"XXX-XX-{taxpayerNumber[5..]}" : "";

    // A spreadsheet would run text that begins like a formula; the apostrophe makes it text again.
    private static string Text(string? text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";

    private static string Quoted(string value) =>
        value.AsSpan().IndexOfAny("\",\r\n") < 0 ? value : $"\"{value.Replace("\"", "\"\"")}\"";
}
