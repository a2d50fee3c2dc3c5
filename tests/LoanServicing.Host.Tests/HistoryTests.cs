using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>A loan's events as people read them.</summary>
public sealed class HistoryTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public ValueTask InitializeAsync() => loans.InitializeAsync();

    public ValueTask DisposeAsync() => loans.DisposeAsync();

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

    // The payments of 31 January and 14 February are known before that of 24 January.
    [Fact]
    public async Task What_counts_from_a_later_day_is_in_no_balance()
    {
        await SmallBook.ImportAsync(loans);
        await PaysAsync("a1", "2025-01-17", "126.59");
        await PaysAsync("a2", "2025-01-31", "126.59");
        await PaysAsync("a3", "2025-02-14", "126.59");
        await PaysAsync("a4", "2025-01-24", "500");

        await EndsWhereTheLoanStood("2025-01-31", "ledger restated");
        await EndsWhereTheLoanStood("2025-02-14", "ledger restated");
        var early = await HistoryAsync("2025-01-24");
        early.Select(Event).ShouldBe(["originated", "installment paid", "installment paid", "ledger restated"]);
        early.Select(Balance).ShouldBe([6_000m, 5_894.76m, 5_394.76m, 5_394.76m]);
        early[2].GetProperty("principal").GetDecimal().ShouldBe(500m);
    }

    [Fact]
    public async Task A_reversal_counts_from_the_day_of_the_payment()
    {
        await SmallBook.ImportAsync(loans);
        await PaysAsync("b1", "2025-01-17", "126.59");
        await PaysAsync("b2", "2025-01-31", "126.59");
        await PaysAsync("b3", "2025-02-14", "126.59");
        await ImportAsync(
            "reversed",
            "2025-03-10",
            """{"id":"r1","fact":"payment-reversed","on":"2025-03-10","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-31","amount":126.59}"""
        );

        await EndsWhereTheLoanStood("2025-01-31", "ledger restated");
        (await HistoryAsync("2025-01-17")).Select(Event).ShouldBe(["originated", "installment paid"]);
    }

    private static string Event(JsonElement line) => line.GetProperty("event").GetString()!;

    private static decimal Balance(JsonElement line) => line.GetProperty("balance").GetDecimal();

    // On a due date all interest is due.
    private async Task EndsWhereTheLoanStood(string effective, string last)
    {
        var history = await HistoryAsync(effective);
        Event(history[^1]).ShouldBe(last);
        var shown = (await loans.RunAsync("show", "ACME/M1/001", "--effective", effective, "--json")).ShouldExit(0).Out;
        Balance(history[^1]).ShouldBe(JsonDocument.Parse(shown).RootElement.GetProperty("outstanding").GetDecimal());
    }

    private async Task<IReadOnlyList<JsonElement>> HistoryAsync(string effective) =>
        [
            .. (await loans.RunAsync("history", "ACME/M1/001", "--effective", effective, "--json"))
                .ShouldExit(0)
                .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private Task PaysAsync(string id, string on, string amount) =>
        ImportAsync(
            id,
            on,
            $$"""{"id":"{{id}}","fact":"paid","on":"{{on}}","plan":"ACME","participant":"M1","loan":"001","amount":{{amount}}}"""
        );

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldExit(0);
}
