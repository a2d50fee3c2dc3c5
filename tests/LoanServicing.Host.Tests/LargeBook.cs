using System.Globalization;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A plan with any number of participants, one loan each, of amounts that differ; and its payroll, with one line that
/// matches nobody.
/// </summary>
internal static class LargeBook
{
    /// <summary>Returns the files: the facts to import, and the payroll of 17 January 2025.</summary>
    public static (string Facts, string Payroll) Write(string folder, int loans)
    {
        var (facts, payroll) = (Path.Combine(folder, "book.jsonl"), Path.Combine(folder, "123456250117loans.txt"));
        using var book = new StreamWriter(facts);
        using var lines = new StreamWriter(payroll) { NewLine = "\r\n" };
        lines.WriteLine(SmallBook.Headings);
        for (var i = 0; i < loans; i++)
        {
            var plan = i == 0 ? """{"id":"BIG","kind":"401a","curePeriod":"max"}""" : "\"BIG\"";
            var number = (200_000_000 + i).ToString(CultureInfo.InvariantCulture);
            book.WriteLine(
                $$"""{"id":"v{{i}}","fact":"account-valued","on":"2025-01-03","plan":{{plan}},"vested":40000,"""
                    + $$""" "participant":{"id":"M{{i}}","birthDate":"1980-05-17"} }"""
            );
            book.WriteLine(
                $$"""{"id":"o{{i}}","fact":"originated","on":"2025-01-03","plan":"BIG","participant":"M{{i}}","loan":"001","""
                    + $$""" "amount":{{5000 + (i % 9000)}},"annualRate":0.0875,"frequency":"biweekly","installments":104,"""
                    + """ "firstDue":"2025-01-17"}"""
            );
            book.WriteLine(
                $$"""{"id":"p{{i}}","fact":"person","plan":"BIG","participant":"M{{i}}","name":"ROE, JANE","""
                    + """ "address":{"street":"1 MAIN ST","city":"AUSTIN","state":"TX","zip":"73301"},"""
                    + $$""" "taxpayerNumber":"{{number}}"}"""
            );
            var amount = (50 + (i % 90)).ToString(CultureInfo.InvariantCulture) + ".25";
            lines.WriteLine(SmallBook.Row(i == 7 ? "111111111" : number, "001", amount));
        }

        return (facts, payroll);
    }
}
