using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>
/// One loan through a payroll file made by hand; the figures are those of a spreadsheet, row by row beside each check.
/// </summary>
public class OneLoanByHandTests(CommandLine loans) : IClassFixture<CommandLine>
{
    [Fact]
    public async Task Its_history_has_the_numbers_of_a_spreadsheet()
    {
        await SmallBook.ImportAsync(loans);
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        // Received three days late: the interest of 14 days runs on the unpaid balance for three of them.
        (
            await SmallBook.IngestAsync(loans, "2025-01-31", "2025-02-03", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        (
            await SmallBook.IngestAsync(loans, "2025-02-14", "2025-02-14", SmallBook.Row("123456789", "001", "60.00"))
        ).ShouldExit(0);
        (await loans.RunAsync("close-day", "--through", "2025-07-31", "--business-date", "2025-07-31")).ShouldExit(0);

        var lines = (await loans.RunAsync("history", "ACME/M1/001", "--business-date", "2025-07-31", "--json"))
            .ShouldExit(0)
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Select(line =>
                string.Join(
                    ' ',
                    [
                        line.GetProperty("effective").GetString()!,
                        line.GetProperty("event").GetString()!,
                        .. ((string[])["amount", "interest", "principal", "balance"])
                            .Select(name => line.GetProperty(name))
                            .Where(value => value.ValueKind == JsonValueKind.Number)
                            .Select(value => value.GetRawText()),
                    ]
                )
            );
        lines.ShouldBe([
            "2025-01-02 originated 6000 6000",
            // 6,000.00 × 9.25 % ÷ 26 = 21.35; 6,000.00 + 21.35 − 126.59 = 5,894.76.
            "2025-01-17 installment paid 126.59 21.35 105.24 5894.76",
            // 5,894.76 × 9.25 % ÷ 26 = 20.97.
            "2025-01-31 missed 5915.73",
            "2025-02-03 installment paid 126.59 20.97 105.62 5789.14",
            // (3 × 5,915.73 + 11 × 5,789.14) × 9.25 % ÷ 365 = 20.64; 5,789.14 + 20.64 − 60.00 = 5,749.78.
            "2025-02-14 installment paid 60.00 20.64 39.36 5749.78",
            "2025-02-14 missed 5749.78",
            // And a period's interest each: 20.46, 20.53, 20.60, 20.68, 20.75, 20.82.
            "2025-02-28 missed 5770.24",
            "2025-03-14 missed 5790.77",
            "2025-03-28 missed 5811.37",
            "2025-04-11 missed 5832.05",
            "2025-04-25 missed 5852.80",
            "2025-05-09 missed 5873.62",
            // The cure period of the installment of 14 February ends; 5 days of 5,873.62 × 9.25 % ÷ 365 = 7.44.
            "2025-05-14 deemed distributed 5881.06 5873.62",
        ]);

        var shown = JsonDocument
            .Parse(
                (await loans.RunAsync("show", "ACME/M1/001", "--business-date", "2025-07-31", "--json"))
                    .ShouldExit(0)
                    .Out
            )
            .RootElement;
        shown.GetProperty("status").GetString().ShouldBe("deemed");
        shown.GetProperty("installment").GetDecimal().ShouldBe(126.59m);
        shown.GetProperty("cureEnds").GetString().ShouldBe("2025-05-14");
        shown.GetProperty("deemedDistributions")[0].GetProperty("amount").GetDecimal().ShouldBe(5_881.06m);

        (await loans.RunAsync("verify")).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        var forms = (await loans.RunAsync("year-end", "2025", "--out", Path.Combine(loans.Folder, "forms")))
            .ShouldExit(0)
            .Out;
        forms.ShouldContain("L1       1  box 1         5,881.06");
        (
            await File.ReadAllTextAsync(
                Path.Combine(loans.Folder, "forms", "1099r-2025-preview.csv"),
                TestContext.Current.CancellationToken
            )
        ).ShouldContain("XXX-XX-6789");
    }
}
