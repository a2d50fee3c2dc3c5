namespace LoanServicing.Host.Tests;

/// <summary>What becomes of the lines of a payroll file.</summary>
public class RemittanceTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task The_same_file_again_changes_nothing_under_another_name_too()
    {
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-17",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("111111111", "001", "5.00")
            )
        ).ShouldExit(1);
        var once = await loans.ContentAsync();
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-20",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("111111111", "001", "5.00")
            )
        )
            .ShouldExit(0)
            .Out.ShouldContain("ingested before; nothing changed");
        var renamed = Path.Combine(loans.Folder, "renamed.txt");
        File.Copy(Path.Combine(loans.Folder, "123456250117loans.txt"), renamed);
        (
            await loans.RunAsync(
                "ingest",
                renamed,
                "--layout",
                "alerus-rows",
                "--plan",
                "ACME",
                "--pay-date",
                "2025-01-17",
                "--business-date",
                "2025-01-20"
            )
        ).ShouldExit(0);
        (await loans.ContentAsync()).ShouldBe(once);
    }

    [Fact]
    public async Task The_same_bytes_for_the_next_pay_date_are_another_payroll()
    {
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        (await SmallBook.IngestAsync(loans, "2025-01-31", "2025-01-31", SmallBook.Row("123456789", "001", "126.59")))
            .ShouldExit(0)
            .Out.ShouldContain("posted 1");
    }

    [Fact]
    public async Task A_file_sent_again_with_one_line_changed_has_the_effect_of_that_line()
    {
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-17",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("987654321", "002", "50.00")
            )
        ).ShouldExit(0);
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-20",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("987654321", "002", "61.11")
            )
        )
            .ShouldExit(1)
            .Out.ShouldContain("posted 1 (61.11), suspended 1 (126.59)");
        (await loans.Database.AskAsync("select count(*) from mt_events where type = 'installment_paid'")).ShouldBe(3L);
        (await loans.RunAsync("suspense", "list", "--business-date", "2025-01-20"))
            .ShouldExit(0)
            .Out.ShouldContain("line.already-remitted");
    }

    [Fact]
    public async Task Good_lines_are_posted_and_the_others_suspended_each_with_its_reason()
    {
        var result = (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-17",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("111111111", "001", "10.00"),
                SmallBook.Row("987654321", "009", "11.00"),
                SmallBook.Row("987654321", "", "12.00"),
                SmallBook.Row("987654321", "002", "9999.99"),
                SmallBook.Row("987654321", "1", "170.00")
            )
        ).ShouldExit(1);
        result.Out.ShouldContain("7 lines, 10,456.17: posted 2 (296.59), suspended 5 (10,159.58)");
        var listed = (await loans.RunAsync("suspense", "list", "--business-date", "2025-01-27")).Out;
        foreach (
            var reason in (string[])
                [
                    "line.repeated",
                    "participant.unknown",
                    "loan.unknown",
                    "loan.number-missing",
                    "repayment.exceeds-payoff",
                ]
        )
            listed.ShouldContain(reason);
        listed.ShouldContain("10 days");
        listed.ShouldContain("5 lines in suspense, 10,159.58");
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task No_personal_data_is_anywhere_in_the_clear()
    {
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-17",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("111111111", "001", "5.00")
            )
        ).ShouldExit(1);
        string[] documents = ["plan", "participant", "loan", "remittance", "suspended_line", "handled_message"];
        foreach (
            var table in (string[])
                [
                    "mt_events",
                    "mt_streams",
                    .. documents.Select(name => $"mt_doc_{name}"),
                    "person",
                    "payer",
                    "transmitter",
                    "remittance_source",
                ]
        )
        {
            (await loans.Database.AskAsync($"select count(*) from {table}"))
                .ShouldBeOfType<long>()
                .ShouldBeGreaterThan(0L, table);
            foreach (var secret in (string[])["123456789", "111111111", "ROE", "JANE", "MAIN ST"])
            {
                (
                    await loans.Database.AskAsync(
                        $"select count(*) from {table} t where t::text like '%{secret}%' or t::text like '%' || "
                            + $"encode('{secret}', 'hex') || '%'"
                    )
                ).ShouldBe(0L, $"{secret} in {table}");
            }
        }
    }

    [Fact]
    public async Task A_reversal_takes_the_loan_back_to_where_it_would_have_been()
    {
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        (
            await SmallBook.IngestAsync(loans, "2025-01-31", "2025-01-31", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
        var reversal = loans.Write(
            "r.jsonl",
            """{"id":"r1","fact":"payment-reversed","on":"2025-02-05","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":126.59}"""
        );
        (await loans.RunAsync("import", reversal, "--business-date", "2025-02-05")).ShouldExit(0);
        var history = (await loans.RunAsync("history", "ACME/M1/001", "--business-date", "2025-02-05")).Out;
        history.ShouldContain("repayment reversed");
        history.ShouldContain("ledger restated");
        // Only the payment of 31 January stands: 6,000.00 + 21.35 + 21.42 − 126.59.
        (
            await loans.Database.AskAsync(
                "select (data #>> '{State,Position,Principal}')::numeric + (data #>> "
                    + "'{State,Position,InterestDue}')::numeric from mt_doc_loan where participant = 'M1'"
            )
        ).ShouldBe(5_916.18m);
        (await loans.RunAsync("verify")).ShouldExit(0);
        (await loans.RunAsync("import", reversal, "--business-date", "2025-02-05"))
            .ShouldExit(0)
            .Out.ShouldContain("nothing changed");
    }
}
