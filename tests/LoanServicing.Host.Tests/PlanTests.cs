using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>A plan as of both times, with the roll-forward of its loans' principal.</summary>
public sealed class PlanTests : IAsyncLifetime
{
    // What was not yet known at the close of January.
    private static readonly string[] LearntLater =
    [
        """{"id":"r1","fact":"payment-reversed","on":"2025-02-05","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":126.59}""",
        """{"id":"v1","fact":"account-valued","on":"2025-01-20","plan":"ACME","participant":{"id":"M3","birthDate":"1990-01-01"},"vested":9000}""",
        """{"id":"o1","fact":"originated","on":"2025-01-20","plan":"ACME","participant":"M3","loan":"001","amount":500"""
            + ""","annualRate":0.05,"frequency":"monthly","installments":12,"firstDue":"2025-02-28"}""",
    ];

    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        await ImportAsync(
            "paid",
            "2025-01-31",
            """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":126.59}""",
            """{"id":"p2","fact":"paid","on":"2025-01-31","plan":"ACME","participant":"M1","loan":"001","amount":126.59}"""
        );
        (await loans.RunAsync("close-day", "--through", "2025-01-31", "--business-date", "2025-02-14")).ShouldExit(0);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task The_principal_rolls_forward_to_the_close_of_the_day()
    {
        // Lent 6,000.00 + 4,321.98 + 777.77; the two payments carried 21.35 and 20.97 of interest.
        var printed = (await loans.RunAsync("plan", "show", "ACME", "--effective", "2025-01-31"))
            .ShouldExit(0)
            .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        printed
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
            .ShouldBe([
                "ACME at the close of 2025-01-31: 3 loans",
                "closed through 2025-01-31, settled through 2025-01-21",
                "policy since 2025-01-02: a cure period of 3 months",
                "principal, 2025-01-01 to 2025-01-31",
                "0.00 opening",
                "+ 11,099.75 lent",
                "+ 0.00 taken over",
                "- 210.86 repaid",
                "- 0.00 offset",
                "- 0.00 refinanced",
                "- 0.00 transferred",
                "- 0.00 written off",
                "+ 0.00 corrections",
                "= 10,888.89 closing",
            ]);
        var later = await AskAsync("--from", "2025-01-18", "--effective", "2025-01-31");
        later.GetProperty("principal").GetProperty("opening").GetDecimal().ShouldBe(10_994.51m);
        later.GetProperty("principal").GetProperty("principalRepaid").GetDecimal().ShouldBe(105.62m);
        (await AskAsync("--effective", "2025-01-05")).GetProperty("loans").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_was_known_then_is_answered_as_it_was()
    {
        string[] asked = ["plan", "show", "ACME", "--effective", "2025-01-31"];
        var closed = (await loans.RunAsync(asked)).ShouldExit(0).Out;
        await ImportAsync(
            "amended",
            "2025-02-14",
            """{"id":"m1","fact":"plan-amended","on":"2025-02-01","plan":"ACME","curePeriod":"max","settings":{"payrollGraceDays":3}}"""
        );
        await ImportAsync("later", "2025-02-14", LearntLater);
        var now = (await loans.RunAsync(asked)).ShouldExit(0).Out;
        now.ShouldContain("4 loans");
        string[] later = ["plan", "show", "ACME", "--effective", "2025-02-14"];
        (await loans.RunAsync(later))
            .ShouldExit(0)
            .Out.ShouldContain("since 2025-02-01: the longest cure period that the law allows");
        (await loans.RunAsync([.. later, "--recorded", "2025-01-31"]))
            .ShouldExit(0)
            .Out.ShouldNotContain("since 2025-02-01");
        now.ShouldContain("83.82  repaid");
        (await loans.RunAsync([.. asked, "--recorded", "2025-01-31"])).ShouldExit(0).Out.ShouldBe(closed);
    }

    [Fact]
    public async Task The_loans_and_events_that_made_a_difference_are_named()
    {
        await ImportAsync(
            "amended",
            "2025-02-14",
            """{"id":"m1","fact":"plan-amended","on":"2025-02-01","plan":"ACME","curePeriod":"max","settings":{"payrollGraceDays":3}}"""
        );
        await ImportAsync(
            "beside",
            "2025-02-14",
            """{"id":"b1","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M2","loan":"001","amount":100}"""
        );
        await ImportAsync("later", "2025-02-14", LearntLater);
        var compared = await AskAsync("--effective", "2025-01-31", "--recorded", "2025-01-31", "--against", "now");
        compared.GetProperty("before").GetProperty("principalRepaid").GetDecimal().ShouldBe(210.86m);
        compared.GetProperty("after").GetProperty("principalRepaid").GetDecimal().ShouldBe(83.82m);
        compared.GetProperty("after").GetProperty("lent").GetDecimal().ShouldBe(11_599.75m);
        compared
            .GetProperty("amendments")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("event")
            .GetString()
            .ShouldBe("plan amended");
        // What M2 paid came after the day, and the amendment moved no principal.
        compared
            .GetProperty("changed")
            .EnumerateArray()
            .Select(loan =>
                $"{loan.GetProperty("loan").GetString()}: "
                + $"{string.Join(", ", loan.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("event").GetString()))}"
            )
            .ShouldBe(["ACME/M1/001: repayment reversed, missed, ledger restated", "ACME/M3/001: originated"]);

        var printed = (
            await loans.RunAsync(
                "plan",
                "show",
                "ACME",
                "--effective",
                "2025-01-31",
                "--recorded",
                "2025-01-31",
                "--against",
                "now"
            )
        )
            .ShouldExit(0)
            .Out;
        printed.ShouldContain("  repaid                 210.86 → 83.82\n");
        printed.ShouldContain("\n  loan ACME/M1/001, event 4: repayment reversed of 2025-02-05, import ");
        printed.ShouldContain("\n    closing                0.00 → 500.00\n");
        (
            await loans.RunAsync(
                "plan",
                "show",
                "ACME",
                "--effective",
                "2025-01-15",
                "--recorded",
                "2025-01-31",
                "--against",
                "now"
            )
        )
            .ShouldExit(0)
            .Out.ShouldContain("  no difference\n");
    }

    [Fact]
    public async Task A_policy_is_printed_as_a_fact_states_it() =>
        (await AskAsync()).GetProperty("policy").GetProperty("curePeriod").GetRawText().ShouldBe("""{"months":3}""");

    [Fact]
    public async Task A_question_that_makes_no_sense_is_refused()
    {
        (await loans.RunAsync("plan", "show", "NOPE"))
            .ShouldExit(2)
            .Error.ShouldContain("ID: found \"NOPE\", which is no plan of tenant default");
        (await loans.RunAsync("plan", "show", "ACME", "--from", "2025-02-01", "--effective", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldContain("--from: found 2025-02-01, expected a day not after --effective, 2025-01-31");
        (await loans.RunAsync("plan", "show", "ACME", "--against", "now"))
            .ShouldExit(2)
            .Error.ShouldContain("--against: found no --recorded");
        (await loans.RunAsync("plan", "show", "ACME", "--recorded", "now", "--against", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldContain("expected a moment not before --recorded");
        (await loans.RunAsync("plan", "show", "ACME", "--tenant", "other"))
            .ShouldExit(2)
            .Error.ShouldContain("which is no plan of tenant other");
        (await loans.RunAsync("plan", "show", "ACME", "--recorded", "1999-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain("when plan ACME was not known yet");
        (await loans.RunAsync("plan", "show", "ACME", "--recorded", "2025-02-01"))
            .ShouldExit(2)
            .Error.ShouldContain("expected a closed business day, from 2025-01-02 to 2025-01-31");
    }

    private async Task<JsonElement> AskAsync(params string[] arguments) =>
        JsonDocument
            .Parse((await loans.RunAsync(["plan", "show", "ACME", "--json", .. arguments])).ShouldExit(0).Out)
            .RootElement;

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldExit(0);
}
