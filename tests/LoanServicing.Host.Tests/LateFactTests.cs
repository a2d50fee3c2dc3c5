namespace LoanServicing.Host.Tests;

/// <summary>
/// Facts that become known after others, on the command line: what they change elsewhere, what waits for a person, and
/// that the log still proves.
/// </summary>
public sealed class LateFactTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    // Half of 52,345.67 is 26,172.84: beside the 5,193.71 that 001 and 002 owe on 31 March, 21,500 is over it, until it
    // is known what was paid by then.
    [Fact]
    public async Task A_payroll_that_comes_late_changes_the_limit_of_a_loan_made_since()
    {
        await ImportAsync("made", "2025-03-31", SmallBook.LoanOverTheLimit);
        (await loans.RunAsync("show", "ACME/M2/003", "--effective", "2025-03-31"))
            .ShouldExit(0)
            .Out.ShouldContain("deemed distribution  2025-03-31, 520.88, amount-limit (26 USC 72(p)(2)(A))");

        (await loans.RunAsync("close-day", "--through", "2025-03-31", "--business-date", "2025-03-31")).ShouldExit(0);
        (
            await SmallBook.IngestAsync(loans, "2025-03-14", "2025-03-14", SmallBook.Row("987654321", "001", "900.00"))
        ).ShouldExit(0);

        (await loans.RunAsync("show", "ACME/M2/003", "--effective", "2025-03-31"))
            .ShouldExit(0)
            .Out.ShouldNotContain("deemed distribution  ");
        var history = (await loans.RunAsync("history", "ACME/M2/003")).ShouldExit(0).Out;
        history.ShouldContain("figures restated");
        history.ShouldContain("the figures of event 1 worked out again because of event");
        history.ShouldContain("of loan 001");
        history.ShouldContain("DeemedDistributed, no longer follows because of event 3");
        (await loans.RunAsync("history", "ACME/M2/001"))
            .ShouldExit(0)
            .Out.ShouldContain("event 1 of loan 003 rests on this loan as it stood");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Fact]
    public async Task What_an_offset_took_too_much_is_listed_until_it_fits()
    {
        await ImportAsync(
            "offset",
            "2025-02-28",
            """{"id":"s1","fact":"severed","on":"2025-02-14","plan":"ACME","participant":"M2"}""",
            """{"id":"s2","fact":"offset","on":"2025-02-28","plan":"ACME","participant":"M2","loan":"001"}"""
        );
        (await loans.RunAsync("suspense", "list", "--business-date", "2025-03-10"))
            .ShouldExit(0)
            .Out.ShouldNotContain("discrepanc");

        (
            await SmallBook.IngestAsync(loans, "2025-02-28", "2025-02-28", SmallBook.Row("987654321", "001", "100.00"))
        ).ShouldExit(1);
        await ImportAsync(
            "late",
            "2025-03-10",
            """{"id":"l1","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M2","loan":"001","amount":100}"""
        );

        var listed = (await loans.RunAsync("suspense", "list", "--business-date", "2025-03-10")).ShouldExit(0).Out;
        listed.ShouldContain(
            "2025-02-28    10 days        100.31  ACME/M2/001  the account was reduced by 100.31 more than was owed"
        );
        listed.ShouldContain("1 discrepancy on loans");
        (await loans.RunAsync("show", "ACME/M2/001", "--effective", "2025-03-10"))
            .ShouldExit(0)
            .Out.ShouldContain(
                "  needs a person       2025-02-28, the account was reduced by 100.31 more than was owed"
            );
        (await loans.RunAsync("suspense", "list", "--json"))
            .ShouldExit(0)
            .Out.ShouldContain("\"discrepancy\":\"offset\"");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);

        await ImportAsync(
            "back",
            "2025-03-11",
            """{"id":"r1","fact":"payment-reversed","on":"2025-03-11","plan":"ACME","participant":"M2","loan":"001","paidOn":"2025-02-14","amount":100}"""
        );
        (await loans.RunAsync("suspense", "list")).ShouldExit(0).Out.ShouldNotContain("discrepanc");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Fact]
    public async Task What_did_not_fit_waits_until_a_person_says_that_it_is_settled_and_again_if_the_facts_change()
    {
        await ImportAsync(
            "offset",
            "2025-02-28",
            """{"id":"s1","fact":"severed","on":"2025-02-14","plan":"ACME","participant":"M2"}""",
            """{"id":"s2","fact":"offset","on":"2025-02-28","plan":"ACME","participant":"M2","loan":"001"}"""
        );
        await ImportAsync(
            "late",
            "2025-03-10",
            """{"id":"l1","fact":"paid","on":"2025-02-14","plan":"ACME","participant":"M2","loan":"001","amount":100}"""
        );
        var before = await loans.ContentAsync();
        (
            await loans.RunAsync(
                "import",
                loans.Write("more.jsonl", Settled("t0", "100.32")),
                "--business-date",
                "2025-03-11"
            )
        )
            .ShouldExit(2)
            .Error.ShouldContain("found 100.32, expected what waits for a person on loan 001, 100.31, or a part of it");
        (
            await loans.RunAsync(
                "import",
                loans.Write("matter.jsonl", Settled("t0", "0")),
                "--business-date",
                "2025-03-11"
            )
        )
            .ShouldExit(2)
            .Error.ShouldContain("dollars above or below 0");
        (await loans.ContentAsync()).ShouldBe(before);

        await ImportAsync("settled", "2025-03-11", Settled("t1", "100.31"));
        (await loans.RunAsync("suspense", "list")).ShouldExit(0).Out.ShouldNotContain("discrepanc");
        (await loans.RunAsync("show", "ACME/M2/001", "--effective", "2025-03-11"))
            .ShouldExit(0)
            .Out.ShouldNotContain("needs a person");
        (await loans.RunAsync("show", "ACME/M2/001", "--effective", "2025-03-10"))
            .ShouldExit(0)
            .Out.ShouldContain("needs a person");
        (await loans.RunAsync("history", "ACME/M2/001"))
            .ShouldExit(0)
            .Out.ShouldContain("discrepancy of 2025-02-28 (offset): put back, voucher 7; approved by R. Roe");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);

        await ImportAsync(
            "back",
            "2025-03-12",
            """{"id":"r1","fact":"payment-reversed","on":"2025-03-12","plan":"ACME","participant":"M2","loan":"001","paidOn":"2025-02-14","amount":100}"""
        );
        (await loans.RunAsync("suspense", "list", "--business-date", "2025-03-12"))
            .ShouldExit(0)
            .Out.ShouldContain(
                "-100.31  ACME/M2/001  100.31 was settled of what turned out to fit\n1 discrepancy on loans"
            );
        await loans.Database.AskAsync("delete from mt_doc_loan");
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("suspense", "list", "--business-date", "2025-03-12"))
            .ShouldExit(0)
            .Out.ShouldContain("1 discrepancy on loans");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);

        static string Settled(string id, string amount) =>
            $$"""{"id":"{{id}}","fact":"discrepancy-settled","on":"2025-03-11",{{SmallBook.LoanOfM2}}"""
            + $$""","matter":"offset","movedOn":"2025-02-28","amount":{{amount}}"""
            + ""","evidence":"put back, voucher 7","approvedBy":"R. Roe"}""";
    }

    [Fact]
    public async Task A_valuation_that_comes_late_changes_the_limit_of_a_loan_made_since()
    {
        (await loans.RunAsync("close-day", "--through", "2025-01-31", "--business-date", "2025-01-31")).ShouldExit(0);
        await ImportAsync(
            "valued",
            "2025-01-31",
            """{"id":"v1","fact":"account-valued","on":"2025-01-02","plan":"ACME","participant":"M1","vested":11000}"""
        );
        (await loans.RunAsync("show", "ACME/M1/001", "--effective", "2025-01-31"))
            .ShouldExit(0)
            .Out.ShouldNotContain("deemed distribution  ");
        await ImportAsync(
            "valued again",
            "2025-01-31",
            """{"id":"v2","fact":"account-valued","on":"2025-01-02","plan":"ACME","participant":"M1","vested":9000}"""
        );
        (await loans.RunAsync("show", "ACME/M1/001", "--effective", "2025-01-31"))
            .ShouldExit(0)
            .Out.ShouldNotContain("deemed distribution  ", customMessage: "10,000 may be lent whatever is vested");
        (await loans.RunAsync("history", "ACME/M1/001")).ShouldExit(0).Out.ShouldContain("of the account");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Fact]
    public async Task An_amendment_of_what_is_closed_or_recorded_is_refused()
    {
        const string amended =
            """{"id":"a1","fact":"plan-amended","on":"2025-01-20","plan":"ACME","curePeriod":{"days":30}}""";
        await ImportAsync(
            "paid",
            "2025-01-31",
            """{"id":"p1","fact":"paid","on":"2025-01-31","plan":"ACME","participant":"M1","loan":"001","amount":126.59}"""
        );
        var before = await loans.ContentAsync();
        (await loans.RunAsync("import", loans.Write("amended.jsonl", amended), "--business-date", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldContain(
                "plan.amended-late: an amendment of 2025-01-20 would change what is recorded of the plan's loans, "
                    + "through 2025-01-31; expected that day or a later one"
            );
        (await loans.ContentAsync()).ShouldBe(before);
        await ImportAsync(
            "lent",
            "2025-02-03",
            """{"id":"o1","fact":"originated","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"009","amount":1000"""
                + ""","annualRate":0.05,"frequency":"monthly","installments":12,"firstDue":"2025-03-03"}"""
        );
        (
            await loans.RunAsync(
                "import",
                loans.Write("same-day.jsonl", amended.Replace("2025-01-20", "2025-02-03", StringComparison.Ordinal)),
                "--business-date",
                "2025-02-03"
            )
        )
            .ShouldExit(2)
            .Error.ShouldContain(
                "plan.amended-late: loans of 2025-02-03 are recorded, which an amendment of that day would decide "
                    + "otherwise; expected it before them, or a later day"
            );
        (await loans.RunAsync("close-day", "--through", "2025-01-31", "--business-date", "2025-01-31")).ShouldExit(0);
        (await loans.RunAsync("import", loans.Write("amended.jsonl", amended), "--business-date", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldContain(
                "plan.amended-late: an amendment of 2025-01-20 would change what is closed, through 2025-01-31; expected a later day"
            );
    }

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldBeTakenIn();
}
