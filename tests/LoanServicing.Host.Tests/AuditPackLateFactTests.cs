using System.Text.Json;

namespace LoanServicing.Host.Tests;

/// <summary>The evidence where more became known of loans after others were made, repaid and ended.</summary>
public sealed class AuditPackLateFactTests(CommandLine loans) : IClassFixture<CommandLine>
{
    [Fact]
    public async Task Packs_say_what_was_restated_recredited_and_waits_for_a_person()
    {
        await SmallBook.ImportAsync(loans);
        await RestatedAsync();
        await RelyingAsync();
        await RecreditedAsync();
        await DiscrepancyAsync();
        await PlanAsync();
    }

    // As LateFactTests has it: 900.00 on 001 of 14 March make room for the 21,500 of 31 March.
    private async Task RestatedAsync()
    {
        await ImportAsync("made", "2025-03-31", SmallBook.LoanOverTheLimit);
        (await loans.RunAsync("close-day", "--through", "2025-03-31", "--business-date", "2025-03-31")).ShouldExit(0);
        (
            await SmallBook.IngestAsync(loans, "2025-03-14", "2025-03-14", SmallBook.Row("987654321", "001", "900.00"))
        ).ShouldExit(0);

        var (pack, page) = await PackAsync("003", "ACME/M2/003", 0);
        var findings = pack.GetProperty("origination");
        // Half of 52,345.67, less 5,193.71.
        findings
            .GetProperty("saidFirst")
            .GetProperty("figures")
            .GetProperty("available")
            .GetDecimal()
            .ShouldBe(20_979.12m);
        findings.GetProperty("figures").GetProperty("available").GetDecimal().ShouldBeGreaterThan(21_500m);
        var restated = pack.GetProperty("corrections").EnumerateArray().Single();
        var figures = restated.GetProperty("figures");
        (
            figures.GetProperty("becauseLoan").GetString(),
            figures.GetProperty("becauseEvent").GetString(),
            figures.GetProperty("becauseOn").GetString()
        ).ShouldBe(("001", "InstallmentPaid", "2025-03-14"));
        // Nothing came in before: what was owed grew from day to day, and was highest the day before.
        figures
            .GetProperty("changes")
            .EnumerateArray()
            .Select(change => change.GetProperty("what").GetString())
            .ShouldBe(["highest owed in the year before", "owed on the day, before it"]);
        restated
            .GetProperty("withdrawn")
            .EnumerateArray()
            .Single()
            .GetProperty("consequence")
            .GetString()
            .ShouldBe("DeemedDistributed");
        Says(
            page,
            "As said first",
            "20,979.12",
            "Said first, and no longer",
            "figures of event 1 restated because of event",
            "of loan 001, installment paid 2025-03-14",
            "owed on the day, before it: 5,193.71, now"
        );
        page.ShouldNotContain("Needs a person");
    }

    private async Task RelyingAsync()
    {
        var (pack, page) = await PackAsync("001", "ACME/M2/001", 0);
        pack.GetProperty("corrections")
            .EnumerateArray()
            .Select(correction => correction.GetProperty("event").GetString())
            .ShouldBe(["InstallmentPaid"]);
        Says(page, "relied upon: event 1 of loan 003 rests on this loan as it stood");
    }

    private async Task RecreditedAsync()
    {
        await ImportAsync(
            "recredited",
            "2025-04-10",
            """{"id":"p1","fact":"paid","on":"2025-02-10","plan":"ACME","participant":"M1","loan":"001","amount":126.59}""",
            """{"id":"r1","fact":"payment-recredited","on":"2025-04-10","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-02-10","amount":126.59"""
                + ""","from":"2025-01-17","evidence":"pay statement <no. 7>","approvedBy":"R. Roe"}"""
        );
        var (pack, page) = await PackAsync("M1", "ACME/M1/001", 0);
        var recredited = pack.GetProperty("corrections")
            .EnumerateArray()
            .Single(correction => correction.GetProperty("event").GetString() == "RepaymentRecredited");
        recredited
            .GetProperty("recredit")
            .GetRawText()
            .Replace(" ", "", StringComparison.Ordinal)
            .ReplaceLineEndings("")
            .ShouldContain("\"countedFrom\":\"2025-02-10\",\"from\":\"2025-01-17\"");
        var payment = pack.GetProperty("payments").EnumerateArray().Single();
        (
            payment.GetProperty("on").GetString(),
            payment.GetProperty("receivedOn").GetString(),
            payment.GetProperty("recreditedBy").GetInt64()
        ).ShouldBe(("2025-01-17", "2025-02-10", recredited.GetProperty("recording").GetProperty("version").GetInt64()));
        Says(
            page,
            $"payment of event {payment.GetProperty("recording").GetProperty("version")} counts from 2025-01-17, no longer from 2025-02-10",
            "approved by R. Roe, on the evidence of pay statement <no. 7>"
        );
    }

    // What the account was reduced by on 28 February is more than was owed, once 100.00 are known to have come in
    // before.
    private async Task DiscrepancyAsync()
    {
        await ImportAsync(
            "repaid",
            "2025-04-10",
            """{"id":"o1","fact":"severed","on":"2025-02-14","plan":"ACME","participant":"M2"}""",
            """{"id":"o2","fact":"offset","on":"2025-02-28","plan":"ACME","participant":"M2","loan":"002"}"""
        );
        await ImportAsync(
            "late",
            "2025-04-11",
            """{"id":"l1","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M2","loan":"002","amount":100}"""
        );
        var (pack, page) = await PackAsync("002", "ACME/M2/002", 1);
        var found = pack.GetProperty("discrepancies").EnumerateArray().Single();
        (
            found.GetProperty("on").GetString(),
            found.GetProperty("days").GetInt32(),
            found.GetProperty("matter").GetString()
        ).ShouldBe(("2025-02-28", 61, "offset"));
        var words = found.GetProperty("inWords").GetString()!;
        pack.GetProperty("unresolved")
            .EnumerateArray()
            .Single()
            .GetString()
            .ShouldBe($"2025-02-28: {words} (event {found.GetProperty("recording").GetProperty("version")})");
        pack.GetProperty("offsets")
            .EnumerateArray()
            .Single()
            .GetProperty("beyond")
            .GetDecimal()
            .ShouldBe(found.GetProperty("amount").GetDecimal());
        // At once: before the terms, and before the figures that it concerns.
        page.IndexOf(words, StringComparison.Ordinal)
            .ShouldBeInRange(
                page.IndexOf("Needs a person", StringComparison.Ordinal),
                page.IndexOf("Owed, interest included", StringComparison.Ordinal)
            );
    }

    private async Task PlanAsync()
    {
        var printed = (
            await loans.RunAsync(
                "audit-pack",
                "--plan",
                "ACME",
                "--sample",
                "0",
                "--out",
                Path.Combine(loans.Folder, "plan"),
                "--effective",
                "2025-04-30",
                "--business-date",
                "2025-12-31"
            )
        )
            .ShouldExit(1)
            .Out;
        printed.ShouldContain(", discrepancies 1, sampled 0\n");
        var listed = Read("plan/ACME.json").GetProperty("discrepancies").EnumerateArray().Single();
        (
            listed.GetProperty("participant").GetString(),
            listed.GetProperty("loan").GetString(),
            listed.GetProperty("days").GetInt32()
        ).ShouldBe(("M2", "002", 61));
        Says(
            PackPage.Whole(Path.Combine(loans.Folder, "plan/ACME.html")),
            "Discrepancies on loans1, each needs a person",
            "M2 / 002",
            listed.GetProperty("inWords").GetString()!
        );
    }

    private async Task<(JsonElement Pack, string Page)> PackAsync(string folder, string loan, int exit)
    {
        (
            await loans.RunAsync(
                "audit-pack",
                loan,
                "--out",
                Path.Combine(loans.Folder, folder),
                "--effective",
                "2025-04-30",
                "--business-date",
                "2025-12-31"
            )
        ).ShouldExit(exit);
        var file = $"{folder}/{loan.Replace('/', '+')}";
        return (Read($"{file}.json"), PackPage.Whole(Path.Combine(loans.Folder, $"{file}.html")));
    }

    private JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(loans.Folder, file))).RootElement;

    private static void Says(string page, params string[] texts)
    {
        foreach (var text in texts)
            page.ShouldContain(text);
    }

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldBeTakenIn();
}
