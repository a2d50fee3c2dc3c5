namespace LoanServicing.Payroll.Tests;

/// <summary>Layout files as a user might write them.</summary>
internal static class LayoutText
{
    /// <summary>The least a layout needs, with comments and trailing commas, and no leading zeros restored.</summary>
    public const string Headless = """
        { // our own payroll
          "name": "headless", "version": 3, "description": "Two fields.", "delimiter": ";", "quoting": "none", "header": "none", "loanReference": "summed",
          "columns": [
            { "heading": "person", "role": "taxpayer-number", "required": true, "type": "numeric", "format": "digits:9" },
            { "heading": "dollars", "role": "amount", "required": true, "type": "numeric", "format": "decimal-dollars", "negative": "allow" },
          ],
        }
        """;

    public static string Headed(string find, string replace)
    {
        Headless.ShouldContain(find);
        return Headless.Replace(find, replace, StringComparison.Ordinal);
    }
}
