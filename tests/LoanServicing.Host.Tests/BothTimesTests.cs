using System.Text.Json;
using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Tests;

/// <summary>Questions as of both times: what the log knew then, of the loan, its account and its plan.</summary>
public sealed class BothTimesTests : IAsyncLifetime
{
    private const string Loan = "ACME/M1/001";

    private readonly CommandLine loans = new();

    // When the book had been imported.
    private string known = "";

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        known = await LatestAsync();
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task The_plan_is_what_it_was_known_to_be()
    {
        await ImportAsync(
            "paid",
            "2025-01-17",
            """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":126.59}"""
        );
        var before = await ShowAsync("2025-02-28");
        var time = await LatestAsync();
        // Amended afterwards for what fell due before: three months become thirty days.
        await ImportAsync(
            "amended",
            "2025-02-28",
            """{"id":"p2","fact":"plan-amended","on":"2025-01-20","plan":"ACME","curePeriod":{"days":30}}"""
        );
        (await ShowAsync("2025-02-28")).ShouldNotBe(before);
        (await ShowAsync("2025-02-28", "--recorded", time)).ShouldBe(before);
    }

    [Fact]
    public async Task A_closed_business_day_asks_for_what_was_known_at_its_close()
    {
        await ImportAsync(
            "paid",
            "2025-01-17",
            """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":126.59}"""
        );
        (await loans.RunAsync("close-day", "--through", "2025-01-31", "--business-date", "2025-01-31")).ShouldExit(0);
        var closed = await ShowAsync("2025-01-31");
        await ImportAsync(
            "reversed",
            "2025-02-03",
            """{"id":"r1","fact":"payment-reversed","on":"2025-02-03","plan":"ACME","participant":"M1","loan":"001","paidOn":"2025-01-17","amount":126.59}"""
        );
        (await ShowAsync("2025-01-31")).ShouldNotBe(closed);
        (await ShowAsync("2025-01-31", "--recorded", "2025-01-31")).ShouldBe(closed);
        (await ShowAsync("2025-01-31", "--recorded", "2025-01-30")).ShouldBe(closed, "the close went through it too");
    }

    [Fact]
    public async Task A_moment_that_is_not_there_is_refused()
    {
        var future = (await loans.RunAsync("show", Loan, "--recorded", "2149-01-01T00:00:00Z")).ShouldExit(2).Error;
        future.ShouldContain("--recorded: found 2149-01-01T00:00:00.0000000+00:00, expected a time not after now, 20");
        (await loans.RunAsync("show", Loan, "--recorded", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldBe(
                "loans: --recorded: found 2025-01-31, which plan ACME has not closed, expected a closed business day; none is closed yet\n"
            );
        (await loans.RunAsync("close-day", "--through", "2025-01-30", "--business-date", "2025-01-31")).ShouldExit(0);
        (await loans.RunAsync("history", Loan, "--recorded", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldBe(
                "loans: --recorded: found 2025-01-31, which plan ACME has not closed, expected a closed business "
                    + "day, from 2025-01-02 to 2025-01-30\n"
            );
        // There was no plan whose day it could be.
        (await loans.RunAsync("show", Loan, "--recorded", "2025-01-01"))
            .ShouldExit(2)
            .Error.ShouldEndWith("expected a closed business day, from 2025-01-02 to 2025-01-30\n");
        (await loans.RunAsync("show", Loan, "--recorded", "2025-01-02")).ShouldExit(0);
        (await loans.RunAsync("show", Loan, "--tenant", "other", "--recorded", "now"))
            .ShouldExit(2)
            .Error.ShouldContain("which is no loan");
        (await loans.RunAsync("history", Loan, "--effective", "2025-01-01"))
            .ShouldExit(2)
            .Error.ShouldBe((await loans.RunAsync("show", Loan, "--effective", "2025-01-01")).ShouldExit(2).Error);
        (await loans.RunAsync("show", Loan, "--recorded", "1999-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain($"when loan {Loan} was not known yet");
        (await loans.RunAsync("show", Loan, "--recorded", "18:00"))
            .ShouldExit(2)
            .Error.ShouldContain(
                "--recorded: found \"18:00\", expected a time, as 2025-01-31T18:00:00Z, a business day, as 2025-01-31, or now"
            );
        (await loans.RunAsync("year-end", "2025", "--out", loans.Folder, "--recorded", "2025-01-31"))
            .ShouldExit(2)
            .Error.ShouldContain("to 2025-01-30");
        (await loans.RunAsync("year-end", "2025", "--out", loans.Folder, "--recorded", "2149-01-01T00:00:00Z"))
            .ShouldExit(2)
            .Error.ShouldContain("expected a time not after now");
    }

    [Fact]
    public async Task The_time_of_an_event_takes_it_in_and_the_microsecond_before_does_not()
    {
        await ImportAsync(
            "paid",
            "2025-01-17",
            """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":126.59}"""
        );
        var at = DateTimeOffset.Parse(await LatestAsync(), System.Globalization.CultureInfo.InvariantCulture);
        var before = at.AddMicroseconds(-1);
        (await HistoryAsync($"{at:O}")).Count.ShouldBe(2);
        (await HistoryAsync($"{at.ToOffset(TimeSpan.FromHours(-5)):O}")).Count.ShouldBe(2, "the same time in New York");
        (await HistoryAsync($"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00")).Count.ShouldBe(2, "as psql prints it");
        (await HistoryAsync($"{before:O}")).Count.ShouldBe(1);
        (await ShowAsync("2025-01-31", "--recorded", $"{at:O}")).ShouldBe(await ShowAsync("2025-01-31"));
        (await ShowAsync("2025-01-31", "--recorded", $"{before:O}")).ShouldNotBe(await ShowAsync("2025-01-31"));
    }

    [Fact(Timeout = 120_000)]
    public async Task Asked_while_somebody_records_and_again_afterwards_the_answer_is_the_same()
    {
        await using var session = loans.Database.Loans.OpenSession(Tenant.Default);
        var writer = await Recording.BeginAsync(session, "test", TestContext.Current.CancellationToken);
        var loan = (
            await writer.LockLoansAsync(
                [StreamId.OfLoan("default", "ACME", "M1", "001")],
                TestContext.Current.CancellationToken
            )
        )[0];
        var time = $"{writer.RecordedAt:O}";

        var asking = ShowAsync("2025-01-31", "--recorded", time);
        var listing = HistoryAsync(time);
        // Others are served meanwhile, and who asks for what is there now is answered.
        await ImportAsync(
            "beside",
            "2025-01-17",
            """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M2","loan":"001","amount":126.59}"""
        );
        var unpaid = await ShowAsync("2025-01-31");
        (asking.IsCompleted || listing.IsCompleted).ShouldBeFalse();

        writer.Append(
            loan,
            new InstallmentPaid(new(2025, 1, 17), 126.59m, null, Source.ImportLine(new('0', 64), "line-1", 1))
        );
        await writer.CompleteAsync(TestContext.Current.CancellationToken);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
        var answer = await asking;
        answer.ShouldNotBe(unpaid);
        (await listing).Count.ShouldBe(2);
        (await ShowAsync("2025-01-31", "--recorded", time)).ShouldBe(answer);
    }

    [Fact]
    public async Task A_form_that_was_required_then_is_shown_as_it_was()
    {
        (await loans.RunAsync("close-day", "--through", "2025-12-31", "--business-date", "2026-01-05")).ShouldExit(0);
        var filed = await FormsAsync("filed");
        filed.Count(line => line.Contains("XXX-XX-", StringComparison.Ordinal)).ShouldBe(3);
        var time = await LatestAsync();
        // Everything of M1 came in on time after all: nothing of it was deemed.
        await ImportAsync(
            "late",
            "2026-01-20",
            """{"id":"l1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":"scheduled","count":26,"every":"biweekly"}"""
        );
        (await FormsAsync("corrected")).Count(line => line.Contains("XXX-XX-", StringComparison.Ordinal)).ShouldBe(2);
        (await FormsAsync("then", "--recorded", time)).ShouldBe(filed);
        (await FormsAsync("closed", "--recorded", "2025-12-31")).ShouldBe(filed);
        // They do not lie where those of now do, and say what they are.
        await FormsAsync("now");
        var now = await FormsAsync("now", "--recorded", "2025-12-31");
        Directory
            .GetFiles(Path.Combine(loans.Folder, "now"))
            .Select(Path.GetFileName)
            .ShouldBe(["1099r-2025-preview.csv", "1099r-2025-preview-recorded-2025-12-31.csv"], ignoreOrder: true);
        now.ShouldBe(filed);
    }

    [Fact]
    public async Task A_hundred_later_corrections_leave_the_old_answers_as_they_were()
    {
        await ImportAsync(
            "paid",
            "2025-01-17",
            """{"id":"p1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M1","loan":"001","amount":126.59}"""
        );
        (await loans.RunAsync("close-day", "--through", "2025-12-31", "--business-date", "2025-12-31")).ShouldExit(0);
        var time = await LatestAsync();
        var answers = await AnswersAsync(time);

        for (var i = 0; i < 50; i++)
        {
            var on = $"{new DateOnly(2025, 1, 18).AddDays(i * 5):yyyy-MM-dd}";
            await ImportAsync(
                $"late-{i}",
                "2026-01-20",
                $$"""{"id":"l{{i}}","fact":"paid","on":"{{on}}","plan":"ACME","participant":"M1","loan":"001","amount":{{1 + i}}.17}"""
            );
            if (i % 2 == 0)
                (await ShowAsync("2025-12-31")).ShouldNotBe(answers[0]);
            await ImportAsync(
                $"back-{i}",
                "2026-01-20",
                $$"""{"id":"r{{i}}","fact":"payment-reversed","on":"2026-01-20",{{SmallBook.LoanOfM1}},"paidOn":"{{on}}","amount":{{1 + i}}.17}"""
            );
        }

        (await loans.RunAsync("verify")).ShouldExit(0);
        // And another loan of the plan, and the plan itself.
        await ImportAsync(
            "others",
            "2026-01-20",
            """{"id":"o1","fact":"paid","on":"2025-01-17","plan":"ACME","participant":"M2","loan":"001","amount":50}""",
            """{"id":"o2","fact":"payment-reversed","on":"2026-01-20","plan":"ACME","participant":"M2","loan":"001","paidOn":"2025-01-17","amount":50}""",
            """{"id":"o3","fact":"plan-amended","on":"2026-01-20","plan":"ACME","curePeriod":{"days":30}}"""
        );
        (
            await loans.Database.AskAsync(
                "select count(*) from mt_events where type in ('installment_paid', 'repayment_reversed')"
            )
        ).ShouldBe(103L);
        (await AnswersAsync(time)).ShouldBe(answers);
        (await loans.RunAsync("show", Loan, "--effective", "2025-12-31", "--recorded", time, "--against", "now"))
            .ShouldExit(0)
            .Out.ShouldContain("repayment reversed of 2026-01-20");
    }

    // Everything that can be asked of a recorded time, as people and as machines read it, and the files that are
    // written.
    private async Task<IReadOnlyList<string>> AnswersAsync(string time)
    {
        var forms = Path.Combine(loans.Folder, "forms");
        string[][] questions =
        [
            ["show", Loan, "--recorded", time],
            ["show", Loan, "--recorded", "2025-12-31"],
            ["show", Loan, "--recorded", time, "--effective", "2025-03-31"],
            ["show", "ACME/M2/001", "--recorded", time],
            ["show", Loan, "--recorded", known, "--against", time],
            ["history", Loan, "--recorded", time],
            ["plan", "show", "ACME", "--recorded", time],
            ["plan", "show", "ACME", "--recorded", known, "--against", "2025-12-31"],
            ["year-end", "2025", "--out", forms, "--recorded", time, "--for-state"],
        ];
        var answers = new List<string>();
        foreach (var question in questions)
        {
            answers.Add((await loans.RunAsync([.. question, "--business-date", "2025-12-31"])).ShouldExit(0).Out);
            answers.Add(
                (await loans.RunAsync([.. question, "--business-date", "2025-12-31", "--json"])).ShouldExit(0).Out
            );
        }

        answers.ShouldAllBe(answer => answer.Length > 0);
        var files = Directory.GetFiles(forms);
        files.Length.ShouldBe(2);
        return [.. answers, .. files.Order(StringComparer.Ordinal).Select(File.ReadAllText)];
    }

    private async Task ImportAsync(string name, string businessDate, params string[] lines) =>
        (
            await loans.RunAsync("import", loans.Write($"{name}.jsonl", lines), "--business-date", businessDate)
        ).ShouldBeTakenIn();

    private async Task<string> ShowAsync(string effective, params string[] arguments) =>
        (await loans.RunAsync(["show", Loan, "--effective", effective, "--business-date", "2025-12-31", .. arguments]))
            .ShouldExit(0)
            .Out;

    private async Task<List<JsonElement>> HistoryAsync(string? recorded) =>
        [
            .. (
                await loans.RunAsync([
                    "history",
                    Loan,
                    "--json",
                    "--business-date",
                    "2025-12-31",
                    .. recorded is null ? (string[])[] : ["--recorded", recorded],
                ])
            )
                .ShouldExit(0)
                .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];

    private async Task<string> LatestAsync() =>
        (await HistoryAsync(null)).Max(line => line.GetProperty("recordedAt").GetString())!;

    private async Task<string[]> FormsAsync(string folder, params string[] arguments)
    {
        var @out = Path.Combine(loans.Folder, folder);
        (await loans.RunAsync(["year-end", "2025", "--out", @out, "--format", "csv", .. arguments])).ShouldExit(0);
        var written = Directory
            .GetFiles(@out, arguments.Length == 0 ? "*-preview.csv" : "*-recorded-*.csv")
            .ShouldHaveSingleItem();
        return await File.ReadAllLinesAsync(written, TestContext.Current.CancellationToken);
    }
}
