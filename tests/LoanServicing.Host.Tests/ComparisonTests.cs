using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>What differs between two recorded times, and the events that made it.</summary>
public sealed class ComparisonTests : IAsyncLifetime
{
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
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task A_reversal_is_named_with_what_it_changed()
    {
        var before = await NowAsync();
        await ImportAsync(
            "valued",
            "2025-02-04",
            """{"id":"v1","fact":"account-valued","on":"2025-02-03","plan":"ACME","participant":"M1","vested":31000}"""
        );
        await ImportAsync(
            "reversed",
            "2025-02-05",
            """{"id":"r1","fact":"payment-reversed","on":"2025-02-05","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":126.59}"""
        );
        await ImportAsync(
            "beside",
            "2025-02-05",
            """{"id":"b1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M2","loan":"001","amount":100}"""
        );

        // 6,000.00 + 21.35 + 21.42 of interest less one installment, where it was two: 5,789.14 was 5,894.76 + 20.97 −
        // 126.59.
        var compared = await CompareAsync("ACME/M1/001", before, "now", "2025-01-31");
        Change(compared, "outstanding").ShouldBe("5789.14 → 5916.18");
        Change(compared, "principal").ShouldBe("5789.14 → 5916.18");
        Change(compared, "nextUnpaidDue").ShouldBe("null → \"2025-01-31\"");
        Change(compared, "status").ShouldBe("\"active\" → \"in-cure\"");
        compared.GetProperty("withoutEffect").GetInt32().ShouldBe(1, "the valuation changed nothing of it");
        var made = compared.GetProperty("madeBy").EnumerateArray().ShouldHaveSingleItem();
        made.GetProperty("events")
            .EnumerateArray()
            .Select(e =>
                $"{e.GetProperty("stream").GetString()} {e.GetProperty("version").GetInt64()} {e.GetProperty("event").GetString()}"
            )
            .ShouldBe([
                "loan ACME/M1/001 4 repayment reversed",
                "loan ACME/M1/001 5 missed",
                "loan ACME/M1/001 6 ledger restated",
            ]);
        made.GetProperty("events")[0].GetProperty("source").GetString().ShouldEndWith("line 1, id r1");
        made.GetProperty("differences").GetRawText().ShouldBe(compared.GetProperty("differences").GetRawText());

        var printed = (
            await loans.RunAsync(
                "show",
                "ACME/M1/001",
                "--effective",
                "2025-01-31",
                "--recorded",
                before,
                "--against",
                "now"
            )
        )
            .ShouldExit(0)
            .Out;
        printed.ShouldContain("  outstanding            5,789.14 → 5,916.18\n");
        printed.ShouldContain("  loan ACME/M1/001, event 4: repayment reversed of 2025-02-05, import ");
        printed.ShouldEndWith("1 recordings between them changed nothing in it\n");
    }

    [Fact]
    public async Task An_amendment_of_the_plan_is_named()
    {
        var before = await NowAsync();
        await ImportAsync(
            "amended",
            "2025-03-03",
            """{"id":"m1","fact":"plan-amended","on":"2025-02-01","plan":"ACME","curePeriod":{"days":30}}"""
        );
        var compared = await CompareAsync("ACME/M1/001", before, "now", "2025-02-28");
        compared.GetProperty("differences").EnumerateArray().ShouldHaveSingleItem();
        Change(compared, "cureEnds").ShouldBe("\"2025-05-14\" → \"2025-03-16\"");
        compared
            .GetProperty("madeBy")[0]
            .GetProperty("events")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("stream")
            .GetString()
            .ShouldBe("plan ACME");
    }

    [Fact]
    public async Task What_another_loan_of_the_account_did_is_named()
    {
        (await loans.RunAsync("close-day", "--through", "2025-05-31", "--business-date", "2025-06-30")).ShouldExit(0);
        var before = await NowAsync();
        await ImportAsync(
            "repaid",
            "2025-06-30",
            """{"id":"a1","fact":"paid","on":"2025-06-20","plan":"ACME","participant":"M2","loan":"002","amount":50}"""
        );
        var compared = await CompareAsync("ACME/M2/001", before, "now", "2025-06-30");
        Change(compared, "repaidAfterDeemed").ShouldBe("0 → 50");
        Change(compared, "investmentInContract").ShouldBe("0 → 50");
        compared
            .GetProperty("madeBy")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("events")[0]
            .GetProperty("stream")
            .GetString()
            .ShouldBe("loan ACME/M2/002");
    }

    [Fact]
    public async Task A_form_that_is_no_longer_required_is_named_with_what_withdrew_it()
    {
        (await loans.RunAsync("close-day", "--through", "2025-12-31", "--business-date", "2025-12-31")).ShouldExit(0);
        await ImportAsync(
            "late",
            "2026-01-20",
            """{"id":"l1","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M1","loan":"001","amount":"scheduled","count":24,"every":"biweekly"}"""
        );
        var compared = await CompareAsync("ACME/M1/001", "2025-12-31", "now", "2025-12-31");
        var form = compared
            .GetProperty("differences")
            .EnumerateArray()
            .Single(difference => difference.GetProperty("what").GetString() == "form1099R");
        // 5,789.14 through seven periods at 9.25 % ÷ 26 is 5,934.86; 5 days of it ÷ 365 are 7.52.
        form.GetProperty("before").GetProperty("box1").GetDecimal().ShouldBe(5_942.38m);
        form.GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);
        compared
            .GetProperty("madeBy")[0]
            .GetProperty("events")
            .EnumerateArray()
            .Select(e => e.GetProperty("event").GetString())
            .ShouldContain("consequence withdrawn");
    }

    [Fact]
    public async Task Two_moments_that_cannot_be_compared_are_refused()
    {
        var now = await NowAsync();
        (await loans.RunAsync("show", "ACME/M1/001", "--against", "now"))
            .ShouldExit(2)
            .Error.ShouldBe(
                "loans: --against: found no --recorded, expected the moment from which differences are told\n"
            );
        (await loans.RunAsync("show", "ACME/M1/001", "--recorded", "now", "--against", now))
            .ShouldExit(2)
            .Error.ShouldContain("expected a moment not before --recorded");
        (await loans.RunAsync("show", "ACME/M1/001", "--recorded", now, "--against", "2149-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain("--against: found 2149-01-01");
        (await loans.RunAsync("show", "ACME/M1/001", "--recorded", "1999-01-01T00:00:00Z", "--against", now))
            .ShouldExit(2)
            .Error.ShouldContain("was not known yet");
    }

    [Fact]
    public async Task Nothing_recorded_is_no_difference()
    {
        var now = await NowAsync();
        (await loans.RunAsync("show", "ACME/M1/001", "--recorded", now, "--against", now, "--effective", "2025-02-28"))
            .ShouldExit(0)
            .Out.ShouldEndWith("\n  no difference\n");
    }

    private static string Change(JsonElement compared, string what)
    {
        var difference = compared
            .GetProperty("differences")
            .EnumerateArray()
            .Single(candidate => candidate.GetProperty("what").GetString() == what);
        return $"{difference.GetProperty("before").GetRawText()} → {difference.GetProperty("after").GetRawText()}";
    }

    private async Task<JsonElement> CompareAsync(string loan, string recorded, string against, string effective) =>
        JsonDocument
            .Parse(
                (
                    await loans.RunAsync(
                        "show",
                        loan,
                        "--effective",
                        effective,
                        "--recorded",
                        recorded,
                        "--against",
                        against,
                        "--json"
                    )
                )
                    .ShouldExit(0)
                    .Out
            )
            .RootElement;

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldExit(0);

    private async Task<string> NowAsync() =>
        $"{(DateTime)(await loans.Database.AskAsync("select clock_timestamp()"))!:O}";
}
