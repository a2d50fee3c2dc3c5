namespace LoanServicing.Host.Tests;

/// <summary>
/// Money that waits to fill an installment, in the book: what is deemed or offset before it does, and that the log
/// proves and rebuilds to the same.
/// </summary>
public sealed class HeldMoneyTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        // 1,200 without interest over twelve months, twice; 40 wait on each.
        await ImportAsync(
            "book",
            "2025-02-28",
            """{"id":"1","fact":"account-valued","on":"2025-01-02","plan":"""
                + """{"id":"ACME","kind":"401a","curePeriod":"none","settings":{"partialPayment":"hold"}}"""
                + ""","participant":{"id":"M1","birthDate":"1980-05-17"},"vested":30000}""",
            """{"id":"2","fact":"originated","on":"2025-01-02","plan":"ACME","participant":"M1","loan":"A","amount":1200"""
                + ""","annualRate":0,"frequency":"monthly","installments":12,"firstDue":"2025-01-31"}""",
            """{"id":"3","fact":"originated","on":"2025-01-02","plan":"ACME","participant":"M1","loan":"B","amount":1200"""
                + ""","annualRate":0,"frequency":"monthly","installments":12,"firstDue":"2025-02-28"}""",
            """{"id":"4","fact":"paid","on":"2025-01-30","plan":"ACME","participant":"M1","loan":"A","amount":40}""",
            """{"id":"5","fact":"paid","on":"2025-01-31","plan":"ACME","participant":"M1","loan":"B","amount":40}"""
        );
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task What_was_held_when_a_loan_was_deemed_is_basis_also_after_a_rebuild()
    {
        (await loans.RunAsync("close-day", "--through", "2025-02-27", "--business-date", "2025-02-27"))
            .ShouldExit(0)
            .Out.ShouldContain("deemed distributions 1 (1,200.00)");
        await ShowsBasisAsync();
        await loans.Database.AskAsync("delete from mt_doc_account");
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.Database.AskAsync("select (data ->> 'RepaidAfterDeemed')::numeric from mt_doc_account")).ShouldBe(
            40m
        );
        await ShowsBasisAsync();
    }

    [Fact]
    public async Task An_offset_takes_the_rest_and_the_money_balances()
    {
        await ImportAsync(
            "offset",
            "2025-02-10",
            """{"id":"6","fact":"severed","on":"2025-02-10","plan":"ACME","participant":"M1"}""",
            """{"id":"7","fact":"offset","on":"2025-02-10","plan":"ACME","participant":"M1","loan":"B"}"""
        );
        (await loans.RunAsync("show", "ACME/M1/B", "--effective", "2025-02-10"))
            .ShouldExit(0)
            .Out.ShouldContain("2025-02-10, 1,160.00");
        // A late fact beside it has the ledger worked out again.
        await ImportAsync(
            "late",
            "2025-02-11",
            """{"id":"8","fact":"paid","on":"2025-01-30","plan":"ACME","participant":"M1","loan":"B","amount":10}"""
        );
        (await loans.RunAsync("suspense", "list"))
            .ShouldExit(0)
            .Out.ShouldContain("reduced by 10.00 more than was owed");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    private async Task ShowsBasisAsync()
    {
        (await loans.RunAsync("show", "ACME/M1/A", "--effective", "2025-02-27"))
            .ShouldExit(0)
            .Out.ShouldContain("basis                40.00 in the account, 40.00 repaid after deemed distributions");
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldBeTakenIn();
}
