using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>Whoever takes facts or money in is told what followed from them, with how much and by which provision.</summary>
public sealed class ConsequenceTests : IAsyncLifetime
{
    // Half of 52,345.67 is 26,172.84; 5,193.71 of it are owed already.
    private const string OverTheLimit =
        """{"id":"m1","fact":"originated","on":"2025-03-31","plan":"ACME","participant":"M2","loan":"003","amount":21500"""
        + ""","annualRate":0.05,"frequency":"monthly","installments":48,"firstDue":"2025-04-30"}""";

    private const string Paid =
        """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":2000}""";

    private const string Reversed =
        """{"id":"r1","fact":"payment-reversed","on":"2025-06-02","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":2000}""";

    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task An_import_that_deems_a_loan_at_once_says_so_and_the_same_again_does_not()
    {
        (await ImportAsync("made", "2025-03-31", OverTheLimit))
            .ShouldExit(1)
            .Out.ShouldBe(
                """
                made.jsonl: 1 lines, 4 events
                  deemed distribution  ACME/M2/003  2025-03-31, 520.88, amount-limit (26 USC 72(p)(2)(A))

                """
            );
        (await ImportAsync("made", "2025-03-31", OverTheLimit))
            .ShouldExit(0)
            .Out.ShouldBe("made.jsonl: all 1 lines came before; nothing changed\n");
    }

    // 6,000.00 with seven periods of 9.25 % ÷ 26 through 11 April, 6,151.03, and six days more.
    [Fact]
    public async Task An_import_deems_a_loan_by_what_it_makes_late()
    {
        (await ImportAsync("paid", "2025-01-17", Paid)).ShouldExit(0);
        (await CloseAsync("2025-05-31")).ShouldExit(0);
        (await ImportAsync("reversed", "2025-06-02", Reversed))
            .ShouldExit(1)
            .Out.ShouldContain(
                "  deemed distribution  ACME/M1/001  2025-04-17, 6,160.38, missed-installment (26 CFR 1.72(p)-1 A-10(b))"
            );
    }

    [Fact]
    public async Task What_another_system_reads_says_the_same()
    {
        var answer = await loans.RunAsync(
            "import",
            loans.Write("made.jsonl", OverTheLimit),
            "--business-date",
            "2025-03-31",
            "--json"
        );
        var stated = JsonDocument
            .Parse(answer.ShouldExit(1).Out)
            .RootElement.GetProperty("consequences")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        stated
            .GetRawText()
            .ShouldBe(
                """{"kind":"deemed-distribution","plan":"ACME","participant":"M2","loan":"003","on":"2025-03-31","amount":520.88"""
                    + ""","reason":"amount-limit","cites":"26 USC 72(p)(2)(A)","inWords":null}"""
            );
    }

    [Fact]
    public async Task A_payroll_that_comes_after_a_cure_period_has_ended_says_what_was_deemed_by_then()
    {
        (await SmallBook.IngestAsync(loans, "2025-06-06", "2025-06-06", SmallBook.Row("123456789", "001", "126.59")))
            .ShouldExit(1)
            .Out.ShouldContain(
                "  deemed distribution  ACME/M1/001  2025-04-17, 6,160.38, missed-installment (26 CFR 1.72(p)-1 A-10(b))"
            );
        (await SmallBook.IngestAsync(loans, "2025-06-06", "2025-06-06", SmallBook.Row("123456789", "001", "126.59")))
            .ShouldExit(0)
            .Out.ShouldNotContain("deemed");
    }

    [Fact]
    public async Task What_is_deemed_no_longer_is_said_and_needs_nobody()
    {
        (await ImportAsync("made", "2025-03-31", OverTheLimit)).ShouldExit(1);
        (await SmallBook.IngestAsync(loans, "2025-03-14", "2025-03-14", SmallBook.Row("987654321", "001", "900.00")))
            .ShouldExit(0)
            .Out.ShouldContain(
                "  no longer deemed     ACME/M2/003  2025-03-31, 520.88, amount-limit (26 USC 72(p)(2)(A))"
            );
    }

    [Fact]
    public async Task What_is_deemed_and_put_right_by_the_same_file_is_not_said()
    {
        (await ImportAsync("paid", "2025-01-17", Paid)).ShouldExit(0);
        (await CloseAsync("2025-05-31")).ShouldExit(0);
        var again = Paid.Replace("\"p1\"", "\"p2\"", StringComparison.Ordinal);
        (await ImportAsync("both", "2025-06-02", Reversed, again)).ShouldExit(0).Out.ShouldNotContain("deemed");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Fact]
    public async Task What_does_not_fit_any_more_is_said()
    {
        (
            await ImportAsync(
                "offset",
                "2025-02-28",
                """{"id":"s1","fact":"severed","on":"2025-02-14","plan":"ACME","participant":"M2"}""",
                """{"id":"s2","fact":"offset","on":"2025-02-28","plan":"ACME","participant":"M2","loan":"001"}"""
            )
        ).ShouldExit(0);
        (
            await ImportAsync(
                "late",
                "2025-03-10",
                """{"id":"l1","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M2","loan":"001","amount":100}"""
            )
        )
            .ShouldExit(1)
            .Out.ShouldContain(
                "  discrepancy          ACME/M2/001  2025-02-28, 100.31, "
                    + "the account was reduced by 100.31 more than was owed"
            );
    }

    private Task<CommandResult> ImportAsync(string name, string businessDate, params string[] lines) =>
        loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate);

    private Task<CommandResult> CloseAsync(string through) =>
        loans.RunAsync("close-day", "--through", through, "--business-date", through);
}
