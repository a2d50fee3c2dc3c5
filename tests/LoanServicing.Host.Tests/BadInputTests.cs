namespace LoanServicing.Host.Tests;

/// <summary>What is refused changes nothing and says where, what was found and what was expected.</summary>
public class BadInputTests(CommandLine loans) : IClassFixture<CommandLine>, IAsyncLifetime
{
    private IReadOnlyList<string> before = [];

    public async ValueTask InitializeAsync()
    {
        await SmallBook.ImportAsync(loans);
        before = await loans.ContentAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, string> Imports =>
        new()
        {
            { "not json", "line 1: $: found no JSON (byte 2), expected one JSON object" },
            {
                """{"id":"a","fact":"severed","on":"2025-02-30","plan":"ACME","participant":"M1"}""",
                "line 1: $.on: found \"2025-02-30\", expected a date that exists, YYYY-MM-DD, from 1900 to 2149"
            },
            {
                """{"id":"a","fact":"severed","on":"2030-01-01","plan":"ACME","participant":"M1"}""",
                "line 1: $.on: found 2030-01-01, expected a day not after the business date, 2025-03-31"
            },
            {
                """{"id":"a","fact":"severed","on":"2025-02-03","plan":"ACME","participant":"M1","why":"x"}""",
                "line 1: $.why: found an unknown field, expected one of id, fact, plan, participant, on"
            },
            {
                """{"id":"a","fact":"severed","on":"9999-12-31","plan":"ACME","participant":"M1"}""",
                "line 1: $.on: found \"9999-12-31\", expected a date that exists"
            },
            {
                Made(frequency: "annual", installments: "10000", firstDue: "2025-12-28"),
                "line 1: $.installments: found 10000, expected a last installment by 2149-12-31"
            },
            {
                Made(amount: "0.01"),
                "line 1: $.amount: found 0.01, expected enough for 12 installments of a cent or more"
            },
            {
                """{"id":"a","fact":"paid","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","amount":1,"count":9999,"every":"quarterly"}""",
                "line 1: $.count: found 9999, expected a run that ends by"
            },
            {
                """{"id":"a","fact":"account-valued","on":"2025-02-03","plan":{"id":"ACME","kind":"401a","curePeriod":"max"},"participant":"M1","vested":1}""",
                "described otherwise than it is known"
            },
            {
                """{"id":"a","fact":"sneezed","on":"2025-02-03","plan":"ACME","participant":"M1"}""",
                "line 1: $.fact: found \"sneezed\", expected one of account-valued, outside-loan, originated,"
            },
            {
                """{"id":"a","fact":"severed","on":"2025-02-03","plan":"NEW","participant":"M1"}""",
                "line 1: found plan \"NEW\", which is not known, expected the whole plan the first time"
            },
            {
                """{"id":"a","fact":"severed","on":"2025-02-03","plan":"ACME","participant":"M9"}""",
                "line 1: found participant \"M9\", who is not known, expected the whole participant the first time"
            },
            {
                """{"id":"1","fact":"severed","on":"2025-02-03","plan":"ACME","participant":"M1"}""",
                "line 1: found id \"1\", which came before with other content, expected an id of its own"
            },
            {
                """{"id":"a","fact":"account-valued","on":"2025-02-03","plan":{"id":"X","kind":"401a"},"participant":"M1","vested":1}""",
                "line 1: $.plan.curePeriod: found nothing, expected the plan's own cure rule: none, max, {\"months\": 3} or {\"days\": 60}"
            },
            {
                """{"id":"a","fact":"paid","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"009","amount":1}""",
                "line 1: loan.unknown: loan 009 was not made by then"
            },
            {
                """{"id":"a","fact":"paid","on":"2025-01-01","plan":"ACME","participant":"M1","loan":"001","amount":1}""",
                "line 1: repayment.before-loan: a repayment of 2025-01-01 comes before the loan was made, 2025-01-02"
            },
            {
                """{"id":"a","fact":"paid","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","amount":12.345}""",
                "line 1: $.amount: found 12.345, expected dollars from 0 to less than 1,000,000,000,000,000, with at most two decimals"
            },
            {
                """{"id":"a","fact":"paid","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","amount":"none"}""",
                "line 1: $.amount: found \"none\", expected"
            },
            {
                """{"id":"a","fact":"payment-reversed","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":5}""",
                "line 1: reversal.no-payment: no payment of 5.00 on 2025-01-17 stands on loan 001"
            },
            {
                Made(firstDue: "2025-01-28"),
                "line 1: $.firstDue: found 2025-01-28, expected a day not before the loan's own, 2025-02-03"
            },
            { Made(loan: "001"), "line 1: loan.exists: loan 001 of participant M1 is already made" },
            {
                Made(on: "2025-01-01"),
                "line 1: loan.account-not-valued: the account of participant M1 has no valuation on or before 2025-01-01"
            },
            {
                """{"id":"a","fact":"leave-ended","on":"2025-02-03","plan":"ACME","participant":"M1","then":"reamortize"}""",
                "line 1: leave.not-started: participant M1 is on no leave that could end on 2025-02-03"
            },
            {
                """{"id":"a","fact":"rescheduled","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","frequency":"monthly","installments":12"""
                    + ""","firstDue":"2025-02-28","consent":false}""",
                "line 1: $.consent: found false, expected true"
            },
            {
                """{"id":"a","fact":"corrected","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","method":"excess-pro-rata"}""",
                "line 1: correction.no-excess: loan 001 has no part over the limit"
            },
            {
                """{"id":"a","fact":"refinanced","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"002","replaces":["001","009"],"amount":9000"""
                    + ""","annualRate":0.08,"frequency":"monthly","installments":12,"firstDue":"2025-02-28"}""",
                "line 1: loan.unknown: loan 009 was not made by then"
            },
            {
                """{"id":"a","fact":"distributed","on":"2025-02-03","plan":"ACME","participant":"M1","cash":100,"withheld":200}""",
                "line 1: $.withheld: found 200.00, expected at most the cash, 100.00"
            },
            {
                """{"id":"a","fact":"transition","on":"2025-02-03","plan":"ACME","participant":"M1"}""",
                "line 1: $.on: found 2025-02-03, expected a 1 January"
            },
            {
                """{"id":"a","fact":"offset","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","amount":1}""",
                "line 1: offset.barred: participant M1 is employed on 2025-02-03"
            },
            { Person("12345"), "line 1: $.taxpayerNumber: found a text of 5 characters, expected 9 digits" },
            { Person("987654321"), "a taxpayer number belongs to two participants of one plan" },
        };

    // A second loan of M1 with which nothing is wrong but what is given.
    private static string Made(
        string on = "2025-02-03",
        string loan = "002",
        string amount = "100",
        string frequency = "monthly",
        string installments = "12",
        string firstDue = "2025-02-28"
    ) =>
        $$"""{"id":"a","fact":"originated","on":"{{on}}","plan":"ACME","participant":"M1","loan":"{{loan}}","amount":{{amount}}"""
        + $$""","annualRate":0.08,"frequency":"{{frequency}}","installments":{{installments}},"firstDue":"{{firstDue}}"}""";

    private static string Person(string taxpayerNumber) =>
        """{"id":"a","fact":"person","plan":"ACME","participant":"M1","name":"X","address":"""
        + $$"""{"street":"s","city":"c","state":"TX","zip":"73301"},"taxpayerNumber":"{{taxpayerNumber}}"}""";

    [Theory]
    [MemberData(nameof(Imports))]
    public async Task An_import_line_that_makes_no_sense(string line, string message)
    {
        var result = (
            await loans.RunAsync("import", loans.Write("bad.jsonl", line), "--business-date", "2025-03-31")
        ).ShouldExit(2);
        result.Error.ShouldStartWith("loans: bad.jsonl");
        result.Error.ShouldContain(message);
        (await loans.ContentAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_good_line_before_a_bad_one_is_not_kept()
    {
        var file = loans.Write(
            "half.jsonl",
            """{"id":"h1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":"scheduled"}""",
            """{"id":"h2","fact":"paid","on":"2025-01-01","plan":"ACME","participant":"M1","loan":"001","amount":5}"""
        );
        (await loans.RunAsync("import", file, "--business-date", "2025-03-31"))
            .ShouldExit(2)
            .Error.ShouldContain("line 2: repayment.before-loan");
        (await loans.ContentAsync()).ShouldBe(before);
    }

    public static TheoryData<string[], string> Payrolls =>
        new()
        {
            { ["SSN,NAME,LOAN,AMOUNT"], "SOCIAL SECURITY NUMBER" },
            {
                [SmallBook.Headings, "123456789,\"ROE, JANE Q\",001,126.5x,,6"],
                "line 2, LOAN PAYMENT AMOUNT: found \"126.5x\", expected"
            },
            { [SmallBook.Headings, "123456789,\"ROE, JANE Q\",001,126.59,,6", "12345678,ROE", "1,2"], "line 3" },
        };

    [Theory]
    [MemberData(nameof(Payrolls))]
    public async Task A_payroll_file_with_a_wrong_line(string[] lines, string message)
    {
        var file = loans.Write("123456250117loans.txt", lines);
        (
            await loans.RunAsync(
                "ingest",
                file,
                "--layout",
                "alerus-rows",
                "--plan",
                "ACME",
                "--business-date",
                "2025-01-17"
            )
        )
            .ShouldExit(2)
            .Error.ShouldContain(message);
        (await loans.ContentAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_payroll_file_whose_total_or_count_does_not_fit()
    {
        var file = loans.Write(
            "123456250117loans.txt",
            SmallBook.Headings,
            SmallBook.Row("123456789", "001", "126.59")
        );
        string[] ingest =
        [
            "ingest",
            file,
            "--layout",
            "alerus-rows",
            "--plan",
            "ACME",
            "--business-date",
            "2025-01-17",
        ];
        (await loans.RunAsync([.. ingest, "--total", "126.60"])).ShouldExit(2).Error.ShouldContain("126.59");
        (await loans.RunAsync([.. ingest, "--count", "2"])).ShouldExit(2);
        (await loans.ContentAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_call_that_makes_no_sense()
    {
        (await loans.RunAsync("ingest", "nowhere.txt", "--layout", "alerus-rows", "--plan", "ACME"))
            .ShouldExit(2)
            .Error.ShouldContain("nowhere.txt: cannot be read");
        (await loans.RunAsync("ingest", "nowhere.txt", "--layout", "nonsense", "--plan", "ACME"))
            .ShouldExit(2)
            .Error.ShouldContain("alerus-rows");
        (await loans.RunAsync("import", "nowhere.jsonl"))
            .ShouldExit(2)
            .Error.ShouldContain("nowhere.jsonl: cannot be read");
        (await loans.RunAsync("show", "001")).ShouldExit(2).Error.ShouldContain("ACME/M2/001");
        (await loans.RunAsync("show", "a/b/c/d")).ShouldExit(2).Error.ShouldContain("expected plan/participant/loan");
        (await loans.RunAsync("close-day", "--through", "2031-01-01"))
            .ShouldExit(2)
            .Error.ShouldContain("not after the business date");
        (await loans.RunAsync("close-day", "--through", "yesterday")).ShouldExit(2).Error.ShouldContain("YYYY-MM-DD");
        (await loans.RunAsync("frobnicate")).ShouldExit(2);
        (await loans.RunAsync("show", "ACME/M1/001", "--effective", "9999-12-31"))
            .ShouldExit(2)
            .Error.ShouldContain("from 1900 to 2149");
        (await loans.RunAsync("verify", "--tenant", "")).ShouldExit(2).Error.ShouldContain("--tenant: found \"\"");
        (await loans.RunAsync("close-day", "--tenant", "nobody")).ShouldExit(2).Error.ShouldContain("has no plan");
        (await loans.RunAsync("ingest", loans.Folder, "--layout", "alerus-rows", "--plan", "ACME"))
            .ShouldExit(2)
            .Error.ShouldContain("found a folder");
        (await loans.RunAsync("ingest", "x", "--layout", "alerus-rows", "--plan", "ACME", "--total", "1e5"))
            .ShouldExit(2)
            .Error.ShouldContain("--total: found \"1e5\"");
        (await loans.RunAsync("year-end", "2025", "--out", loans.Write("file", "")))
            .ShouldExit(2)
            .Error.ShouldContain("expected a folder");
        (await loans.RunAsync("year-end", "2025", "--out", loans.Folder, "--format", "xml"))
            .ShouldExit(2)
            .Error.ShouldContain("found \"xml\"");
        (await loans.ContentAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_pay_date_after_the_business_date() =>
        (await SmallBook.IngestAsync(loans, "2025-01-31", "2025-01-30", SmallBook.Row("123456789", "001", "126.59")))
            .ShouldExit(2)
            .Error.ShouldContain("found pay date 2025-01-31, expected one not after the business date, 2025-01-30");
}
