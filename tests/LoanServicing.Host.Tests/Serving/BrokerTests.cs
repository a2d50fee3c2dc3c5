using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LoanServicing.Host.Tests.Serving;

/// <summary>What a plain publisher sends to the queue, and what becomes of it.</summary>
[Trait("Soak", "queue")]
public sealed class BrokerTests : IAsyncLifetime
{
    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("LOANS_SOAK") == "queue";
    private static readonly int Kills = IsSoak ? 10 : 2;
    private static readonly int Repayments = IsSoak ? 10_000 : 400;

    private readonly Broker broker = new();
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            File.Exists(Broker.Program) || Environment.GetEnvironmentVariable("CI") is { Length: > 0 },
            $"{Broker.Program} is missing: apt-get install rabbitmq-server"
        );
        await loans.InitializeAsync();
        await broker.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!File.Exists(Broker.Program))
            return;
        await broker.DisposeAsync();
        await loans.DisposeAsync();
    }

    [Fact]
    public async Task Each_message_has_its_effect_once_whatever_is_killed_and_what_cannot_be_handled_is_kept_with_the_reason()
    {
        await SmallBook.ImportAsync(loans);
        await using (var serve = await ServeAsync())
        {
            await broker.PublishAsync("RecordFacts", [Facts()]);
            await broker.PublishAsync("IngestRemittance", [Payroll("126.59"), Payroll("126.59")]);
            await broker.PublishAsync(
                "RecordRepayment",
                [Repayment(0, "M1", "77.00"), Repayment(0, "M1", "77.00"), Repayment(1, "M9", "5.00")]
            );
            // Messages are handled side by side: of two contents under one id the first handled counts, not the first
            // sent.
            await WaitAsync(async () => await RepaymentsAsync() == "3", "all that can be handled");
            // Refused, of no known kind, no JSON, with a member that is not there, and for nobody's books.
            await broker.PublishAsync("RecordRepayment", [Repayment(0, "M1", "78.00"), Repayment(2, "M1", "-1.00")]);
            await broker.PublishAsync("Nonsense", ["{}"]);
            await broker.PublishAsync(
                "RecordFacts",
                ["{ broken", """{"fileName":"a","content":"","businessDate":"2025-01-20","extra":1}"""]
            );
            await broker.PublishAsync("RecordFacts", [Facts()], tenant: "a/b");
            // For books in which there is no such plan.
            await broker.PublishAsync("RecordRepayment", [Repayment(3, "M1", "5.00")], tenant: "OTHER");
            await WaitAsync(
                async () =>
                    await AskAsync("select count(*) from wolverine.wolverine_dead_letters") == "7"
                    && await AskAsync(
                        "select count(*) from wolverine.wolverine_incoming_envelopes where status <> 'Handled'"
                    ) == "0",
                "all messages"
            );
            (await RepaymentsAsync()).ShouldBe("3");
            (await serve.StopAsync()).ShouldBe(0);
        }

        (
            await AskAsync(
                "select string_agg(split_part(exception_type, '.', -1), ' ' order by exception_type) from wolverine.wolverine_dead_letters"
            )
        ).ShouldBe(
            "RefusedException RefusedException RefusedException JsonException JsonException "
                + "UnknownMessageTypeNameException UnknownMessageTypeNameException"
        );
        (
            await AskAsync(
                "select string_agg(exception_message, '; ' order by exception_message desc) from "
                    + "wolverine.wolverine_dead_letters where exception_type like '%RefusedException'"
            )
        ).ShouldBe(
            "Plan: found \"ACME\", expected a plan that was imported; Id: found \"repayment-0\", which came before "
                + "with other content, expected an id of its own; Amount: found \"-1.00\", expected dollars above "
                + "zero with at most two decimals"
        );
        // Waiting or dead: neither can be read without the key.
        (
            await AskAsync(
                "select count(*) from wolverine.wolverine_dead_letters where encode(body, 'escape') like '%payDate%'"
            )
        ).ShouldBe("0");
        (
            await AskAsync(
                "select string_agg(data ->> 'Amount', ' ' order by data ->> 'Amount') from mt_events where type = 'installment_paid'"
            )
        ).ShouldBe("126.59 77.00");
        (
            await AskAsync(
                "select string_agg(data ->> 'Reason', ' ') from mt_events where type = 'repayment_suspended'"
            )
        ).ShouldBe("loan.unknown");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    [Fact]
    public async Task Killed_while_it_drains_and_with_a_broker_that_restarts_it_loses_and_doubles_nothing()
    {
        await SmallBook.ImportAsync(loans);
        // Declares the queue.
        await using (var serve = await ServeAsync())
            (await serve.StopAsync()).ShouldBe(0);
        var before = await PaidAsync();
        var sent = Enumerable
            .Range(10_000, Repayments)
            .Select(i => Repayment(i, i % 2 == 0 ? "M1" : "M2", "0.01"))
            .ToList();
        // Every tenth twice.
        await broker.PublishAsync("RecordRepayment", sent.Concat(sent.Where((_, i) => i % 10 == 0)));
        for (var kill = 1; kill <= Kills; kill++)
        {
            await using var serve = await ServeAsync();
            while (await PaidAsync() < before + (kill * Repayments / (Kills + 2)))
                await Task.Delay(20, TestContext.Current.CancellationToken);
            if (kill == 2)
            {
                await broker.StopAsync();
                await broker.StartAsync();
            }

            await serve.KillAsync();
        }

        await using (var last = await ServeAsync())
        {
            await WaitAsync(async () => await PaidAsync() == before + Repayments, "all repayments");
            (await last.StopAsync()).ShouldBe(0);
        }

        (
            await AskAsync(
                "select count(*) || ' ' || count(distinct causation_id) from mt_events where type = "
                    + "'installment_paid' and causation_id like 'repayment-1____'"
            )
        ).ShouldBe($"{Repayments} {Repayments}");
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0);
    }

    private static string Repayment(int id, string participant, string amount) =>
        $$"""{"id":"repayment-{{id}}","plan":"ACME","participant":"{{participant}}","loan":"001","payDate":"2025-01-20","amount":{{amount}}"""
        + ""","businessDate":"2025-01-20"}""";

    private static string Facts() =>
        JsonSerializer.Serialize(
            new
            {
                fileName = "facts.jsonl",
                content = Encoding.UTF8.GetBytes(
                    """{"id":"f1","fact":"account-valued","on":"2025-01-15","plan":"ACME","participant":"M1","vested":31000}"""
                        + "\n"
                ),
                businessDate = "2025-01-20",
            }
        );

    private static string Payroll(string amount) =>
        JsonSerializer.Serialize(
            new
            {
                fileName = "123456250117loans.txt",
                content = Encoding.UTF8.GetBytes(
                    $"{SmallBook.Headings}\n{SmallBook.Row("123456789", "001", amount)}\n"
                ),
                layout = new { name = "alerus-rows" },
                plan = "ACME",
                businessDate = "2025-01-20",
            }
        );

    private Task<ServeProcess> ServeAsync() => ServeProcess.StartAsync(loans.Database.Login, loans.Folder, broker.Uri);

    private async Task<string> AskAsync(string sql) => (await loans.Database.AskAsync(sql))?.ToString() ?? "";

    private Task<string> RepaymentsAsync() =>
        AskAsync("select count(*) from mt_events where type in ('installment_paid', 'repayment_suspended')");

    private async Task<long> PaidAsync() =>
        long.Parse(
            await AskAsync("select count(*) from mt_events where type = 'installment_paid'"),
            CultureInfo.InvariantCulture
        );

    private async Task WaitAsync(Func<Task<bool>> isSo, string what)
    {
        for (var patience = 0; !await isSo(); patience++)
        {
            if (patience > (IsSoak ? 6_000 : 1_200))
            {
                var dead = await AskAsync(
                    "select string_agg(exception_type || ': ' || exception_message, E'\n') from wolverine.wolverine_dead_letters"
                );
                throw new TimeoutException($"waited in vain for {what}; dead letters:\n{dead}");
            }

            await Task.Delay(100);
        }
    }
}
