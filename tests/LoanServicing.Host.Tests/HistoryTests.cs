using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>A loan's events as people read them.</summary>
public class HistoryTests(CommandLine loans) : IClassFixture<CommandLine>
{
    [Fact]
    public async Task Money_that_is_held_pays_interest_and_principal_with_what_fills_the_installment()
    {
        string[] facts =
        [
            """{"id":"1","fact":"account-valued","on":"2025-01-02","plan":"""
                + """{"id":"ACME","kind":"401a","curePeriod":"max","settings":{"partialPayment":"hold"}}"""
                + ""","participant":{"id":"M1","birthDate":"1980-05-17"},"vested":30000}""",
            """{"id":"2","fact":"originated","on":"2025-01-02","plan":"ACME","participant":"M1","loan":"001","amount":6000"""
                + ""","annualRate":0.0925,"frequency":"biweekly","installments":52,"firstDue":"2025-01-17"}""",
            """{"id":"3","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":100}""",
            """{"id":"4","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":26.59}""",
        ];
        (await loans.RunAsync("import", loans.Write("facts.jsonl", facts), "--business-date", "2025-01-17")).ShouldExit(
            0
        );
        var lines = (await loans.RunAsync("history", "ACME/M1/001", "--json", "--business-date", "2025-01-17"))
            .ShouldExit(0)
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement);
        // 6,000.00 at 9.25 % ÷ 26 is 21.35 of interest.
        lines
            .Skip(1)
            .Select(line =>
                (
                    line.GetProperty("interest").GetDecimal(),
                    line.GetProperty("principal").GetDecimal(),
                    line.GetProperty("balance").GetDecimal()
                )
            )
            .ShouldBe([(0m, 0m, 6_021.35m), (21.35m, 105.24m, 5_894.76m)]);
    }
}
