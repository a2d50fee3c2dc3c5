using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace LoanServicing.Payroll.Layouts;

/// <summary>
/// How a layout's files are named: literal text and parts in braces, `{name:form}`, where form is `digits(N)`, `text`,
/// or a pattern of y M d H m s f. Letters match in either case. Only the part named `payDate` means anything to the
/// reader; two-digit years are 20yy.
/// </summary>
public sealed class FileNamePattern
{
    private const string PayDatePart = "payDate";
    private readonly Regex regex;
    private readonly string? payDateForm;

    private FileNamePattern(string template, Regex regex, string? payDateForm) =>
        (Template, this.regex, this.payDateForm) = (template, regex, payDateForm);

    public string Template { get; }

    public bool HasPayDate => payDateForm is not null;

    public override string ToString() => Template;

    /// <summary>False with a reason when the template cannot be read.</summary>
    internal static bool TryParse(string template, out FileNamePattern pattern, out string fault)
    {
        (pattern, fault) = (null!, "");
        var text = new StringBuilder("^");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        string? payDate = null;
        for (var at = 0; at < template.Length; )
        {
            if (template[at] != '{')
            {
                text.Append(Regex.Escape(template[at++].ToString()));
                continue;
            }

            var end = template.IndexOf('}', at);
            var (name, form) = Split(end < 0 ? "" : template[(at + 1)..end]);
            if (name.Length == 0 || !name.All(char.IsAsciiLetter) || !seen.Add(name) || PartOf(form) is not { } part)
                fault = $"{{{name}:{form}}}";
            else if (name == PayDatePart && form is not ("yyMMdd" or "yyyyMMdd" or "MMddyyyy" or "MMddyy"))
                fault = $"a pay date as {form}";
            else
                text.Append($"(?<{name}>{part})");
            if (fault.Length > 0)
                return false;
            payDate = name == PayDatePart ? form : payDate;
            at = end + 1;
        }

        var wanted = new Regex(
            text.Append('$').ToString(),
            RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
        );
        pattern = new FileNamePattern(template, wanted, payDate);
        return true;
    }

    /// <summary>
    /// The digits of the pay date in a file name; null when the pattern has none or the name does not follow it.
    /// </summary>
    internal string? PayDateText(string fileName) =>
        HasPayDate && regex.Match(fileName) is { Success: true } match ? match.Groups[PayDatePart].Value : null;

    /// <summary>Null when the digits are no day of the calendar.</summary>
    internal DateOnly? PayDate(string digits)
    {
        var (form, text) = payDateForm switch
        {
            "yyMMdd" => ("yyyyMMdd", "20" + digits),
            "MMddyy" => ("MMddyyyy", digits[..4] + "20" + digits[4..]),
            _ => (payDateForm, digits),
        };
        return DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
    }

    internal string PayDateForm => payDateForm ?? "";

    private static (string Name, string Form) Split(string part)
    {
        var colon = part.IndexOf(':');
        return colon < 0 ? (part, "") : (part[..colon], part[(colon + 1)..]);
    }

    private static string? PartOf(string form)
    {
        if (form == "text")
            return ".+?";
        if (
            form.StartsWith("digits(", StringComparison.Ordinal)
            && form.EndsWith(')')
            && int.TryParse(form[7..^1], NumberStyles.None, null, out var digits)
        )
            return digits is > 0 and < 100 ? $"[0-9]{{{digits}}}" : null;
        return form.Length > 0 && form.All("yMdHmsf".Contains) ? $"[0-9]{{{form.Length}}}" : null;
    }
}
