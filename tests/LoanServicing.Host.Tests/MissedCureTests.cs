using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>A close names the money in suspense that would have cured what it is about to deem, and closes all the same.</summary>
public sealed class MissedCureTests : IAsyncLifetime
{
    // Of M1's loan the installment of 17 January, 126.59, can be made up by 17 April.
    private const string Deemed = "ACME/M1/001, deemed 2025-04-17 (6,160.38), which lacked 126.59";

    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        var paid = """{"id":"p1","fact":"paid","on":"2025-01-16","plan":"ACME","participant":"M2","loan":""";
        (
            await loans.RunAsync(
                "import",
                loans.Write(
                    "paid.jsonl",
                    paid + "\"002\",\"amount\":700}",
                    paid.Replace("p1", "p2", StringComparison.Ordinal) + "\"001\",\"amount\":4000}"
                ),
                "--business-date",
                "2025-01-16"
            )
        ).ShouldExit(0);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task Money_that_named_another_loan_in_time_is_named()
    {
        await SuspendAsync("2025-04-17", "126.59");
        var closed = (await CloseAsync()).ShouldExit(1);
        closed.Out.ShouldContain(
            "  in suspense 126.59 since 2025-04-17, loan.unknown (123456250417loans.txt line 2): would have cured "
                + Deemed
        );
        closed.Out.ShouldContain(
            "ACME: closed through 2025-05-10: missed installments 7, deemed distributions 1 (6,160.38)"
        );
        closed.Out.ShouldContain("seal 1");
        (await CloseAsync()).ShouldExit(0).Out.ShouldContain("closed through 2025-05-10 before; nothing changed");
    }

    [Theory]
    [InlineData("2025-04-18", "126.59")]
    [InlineData("2025-04-17", "126.58")]
    public async Task Money_that_came_too_late_or_is_too_little_is_not(string receivedOn, string amount)
    {
        await SuspendAsync(receivedOn, amount);
        (await CloseAsync()).ShouldExit(0).Out.ShouldNotContain("suspense");
    }

    [Fact]
    public async Task Lines_that_are_enough_together_are_named_each()
    {
        await SuspendAsync("2025-03-14", "100.00");
        await SuspendAsync("2025-03-28", "26.59");
        await SuspendAsync("2025-04-11", "50.00");
        var closed = (await CloseAsync()).ShouldExit(1);
        closed.Out.ShouldContain("in suspense 100.00 since 2025-03-14");
        closed.Out.ShouldContain("in suspense 26.59 since 2025-03-28");
        closed.Out.ShouldNotContain("50.00", customMessage: "the two before it are enough");
    }

    [Fact]
    public async Task Money_of_another_participant_or_for_another_loan_is_not_named()
    {
        var other =
            """{"id":"o","fact":"originated","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"009",""";
        (
            await loans.RunAsync(
                "import",
                loans.Write(
                    "other.jsonl",
                    other
                        + "\"amount\":1000,\"annualRate\":0.05,\"frequency\":\"quarterly\",\"installments\":4,\"firstDue\":\"2025-05-03\"}"
                ),
                "--business-date",
                "2025-02-03"
            )
        ).ShouldExit(0);
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-03-14",
                "2025-03-14",
                SmallBook.Row("123456789", "009", "5000.00"),
                SmallBook.Row("987654321", "077", "126.59")
            )
        ).ShouldExit(1);
        (await CloseAsync()).ShouldExit(0).Out.ShouldNotContain("suspense");
    }

    // The cure of the installment of 17 January ends on 17 April; what was withheld then came in a day later.
    [Fact]
    public async Task Money_withheld_in_time_is_named_where_the_plan_counts_it_from_the_pay_date()
    {
        string[] facts =
        [
            .. SmallBook
                .Lines.Take(2)
                .Append(SmallBook.Lines[5])
                .Select(line =>
                    line.Replace("{\"id\":\"", "{\"id\":\"B", StringComparison.Ordinal)
                        .Replace("ACME", "BETA", StringComparison.Ordinal)
                        .Replace("\"id\":\"BBETA", "\"id\":\"BETA", StringComparison.Ordinal)
                        .Replace("\"id\":\"BM1", "\"id\":\"M1", StringComparison.Ordinal)
                        .Replace(
                            "{\"months\":3}",
                            "{\"months\":3},\"settings\":{\"creditDate\":\"withheld\"}",
                            StringComparison.Ordinal
                        )
                ),
        ];
        (await loans.RunAsync("import", loans.Write("beta.jsonl", facts), "--business-date", "2025-01-10")).ShouldExit(
            0
        );
        var payroll = loans.Write(
            "123456250417loans.txt",
            SmallBook.Headings,
            SmallBook.Row("123456789", "008", "126.59")
        );
        (
            await loans.RunAsync(
                "ingest",
                payroll,
                "--layout",
                "alerus-rows",
                "--plan",
                "BETA",
                "--business-date",
                "2025-04-18"
            )
        ).ShouldExit(1);
        (await CloseAsync())
            .ShouldExit(1)
            .Out.ShouldContain(
                "since 2025-04-18, loan.unknown (123456250417loans.txt line 2): would have cured BETA/M1/001"
            );
    }

    [Fact]
    public async Task What_another_system_reads_says_the_same()
    {
        await SuspendAsync("2025-04-17", "126.59");
        var closed = await CloseAsync("--json");
        var missed = JsonDocument
            .Parse(closed.ShouldExit(1).Out.Split('\n')[0])
            .RootElement.GetProperty("wouldHaveCured")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        missed.GetProperty("participant").GetString().ShouldBe("M1");
        missed.GetProperty("deemedOn").GetString().ShouldBe("2025-04-17");
        missed.GetProperty("lacking").GetDecimal().ShouldBe(126.59m);
        missed.GetProperty("file").GetString().ShouldBe("123456250417loans.txt");
        missed.GetProperty("line").GetInt32().ShouldBe(2);
        missed.GetProperty("reason").GetString().ShouldBe("loan.unknown");
    }

    // The participant has no loan 008.
    private async Task SuspendAsync(string receivedOn, string amount) =>
        (
            await SmallBook.IngestAsync(loans, receivedOn, receivedOn, SmallBook.Row("123456789", "008", amount))
        ).ShouldExit(1);

    private Task<CommandResult> CloseAsync(params string[] more) =>
        loans.RunAsync(["close-day", "--through", "2025-05-10", "--business-date", "2025-05-10", .. more]);
}
