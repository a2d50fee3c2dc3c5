using System.Text;
using System.Text.RegularExpressions;

namespace LoanServicing.Payroll.Reading;

/// <summary>
/// A value of a payroll file as a message may show it. A column out of place puts taxpayer numbers anywhere, so
/// whatever could be one is masked in every column: nine digits grouped 3-2-4, or seven and more in a row (a
/// spreadsheet drops up to two leading zeros).
/// </summary>
internal static partial class Found
{
    private const int MostCharacters = 40;

    public static string Value(ReadOnlySpan<byte> value) =>
        Quoted(LooksLikeTaxpayerNumber().Replace(Text(value), m => Masked(m.Value)));

    public static string Value(string value) => Value(Encoding.UTF8.GetBytes(value));

    /// <summary>A malformed taxpayer number: its last digits, and what it is made of.</summary>
    public static string TaxpayerNumber(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
            return "nothing";
        var text = Text(value);
        var digits = text.Count(char.IsDigit);
        var others = text.Length - digits;
        return $"{Quoted(digits > 0 ? Masked(text) : "***")} "
            + $"({Counted(digits, "digit")}{(others > 0 ? $" and {Counted(others, "other character")}" : "")})";
    }

    public static string Counted(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Masked(string text)
    {
        var digits = string.Concat(text.Where(char.IsDigit));
        return "***-**-" + digits[Math.Max(0, digits.Length - 4)..];
    }

    private static string Quoted(string text)
    {
        if (text.Length == 0)
            return "nothing";
        var shown = text.Length > MostCharacters ? text[..MostCharacters] + "…" : text;
        return $"\"{string.Concat(shown.Select(c => char.IsControl(c) ? '·' : c))}\"";
    }

    private static string Text(ReadOnlySpan<byte> value) =>
        Encoding.UTF8.GetString(value[..Math.Min(value.Length, 4 * MostCharacters)]);

    [GeneratedRegex(@"\d{3}\D{0,3}\d{2}\D{0,3}\d{4}\d*|\d(?:[ \-]?\d){6,}", RegexOptions.CultureInvariant)]
    private static partial Regex LooksLikeTaxpayerNumber();
}
