using LoanServicing.Domain;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Tests;

/// <summary>
/// Read models are made anew while others write, and after an interruption, and only those of one tenant.
/// </summary>
public class RebuildTests : IAsyncLifetime
{
    private const string BreakRows = """
        update mt_doc_loan set data = jsonb_set(data, '{State,Position,Principal}', '1'), mt_version = mt_version - 1; delete from mt_doc_participant;
        update mt_doc_plan set data = jsonb_set(data, '{State,ClosedThrough}', '"1999-12-31"'); delete from mt_doc_suspended_line; delete from mt_doc_remittance
        """;

    private readonly CommandLine loans = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        await PayAsync("2025-01-17");
        (await loans.RunAsync("close-day", "--through", "2025-05-31", "--business-date", "2025-05-31")).ShouldExit(0);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task What_was_done_before_an_interruption_is_taken_up_and_what_fell_behind_since_is_done_again()
    {
        await loans.Database.AskAsync(BreakRows);
        await InterruptAsync();
        Convert
            .ToInt64(await loans.Database.AskAsync("select sum(streams) from rebuild_progress"))
            .ShouldBeGreaterThan(0L);

        // Somebody pays, and another engine's events have left every row behind.
        await PayAsync("2025-06-06");
        await loans.Database.AskAsync(
            "update mt_doc_loan set data = jsonb_set(data, '{State,Position,Principal}', '2'), mt_version = "
                + "mt_version - 1; delete from mt_doc_participant where participant = 'M2'"
        );
        var resumed = await RebuildAsync();
        resumed.TakenUp.ShouldBeGreaterThan(0);
        resumed.InterruptedAt.ShouldNotBeNull();
        (await loans.RunAsync("verify")).ShouldExit(0);
        (await loans.Database.AskAsync("select count(*) from rebuild_progress")).ShouldBe(0L);
        (await RebuildAsync()).ShouldSatisfyAllConditions(
            again => again.TakenUp.ShouldBe(0),
            again => again.Rows.ShouldBe(0)
        );
    }

    [Fact]
    public async Task What_was_done_more_than_a_day_ago_is_done_again()
    {
        await InterruptAsync();
        await loans.Database.AskAsync(
            "update rebuild_progress set kept_at = now() - interval '25 hours'; update mt_doc_loan set data = "
                + "jsonb_set(data, '{State,Position,Principal}', '1')"
        );
        var anew = await RebuildAsync();
        anew.TakenUp.ShouldBe(0);
        anew.Rows.ShouldBe(3);
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task A_stream_that_somebody_holds_comes_last_and_keeps_nobody_else_waiting()
    {
        await using var session = loans.Database.Loans.OpenSession(Tenant.Default);
        var holding = await Recording.BeginAsync(session, "test", Cancellation);
        await holding.LockLoansAsync([StreamId.OfLoan("default", "ACME", "M1", "001")], Cancellation);
        // Only now: a stream whose document is behind is not recorded to.
        await loans.Database.AskAsync(BreakRows);
        var rebuild = RebuildAsync();
        // All rows but that one are put right meanwhile.
        while (
            await loans.Database.AskAsync(
                "select count(*) from mt_doc_loan where data #> '{State,Position,Principal}' = '1'"
            )
                is not 1L
        )
            rebuild.IsCompleted.ShouldBeFalse();
        await using (var otherSession = loans.Database.Loans.OpenSession(Tenant.Default))
        {
            var other = await Recording.BeginAsync(otherSession, "test", Cancellation);
            await other.LockLoansAsync([StreamId.OfLoan("default", "ACME", "M2", "002")], Cancellation);
        }

        rebuild.IsCompleted.ShouldBeFalse();
        await session.DisposeAsync();
        (await rebuild).Rows.ShouldBe(3 + 2 + 1 + 1 + 1);
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task Another_tenants_rows_are_left_as_they_are()
    {
        (
            await loans.RunAsync(
                "import",
                loans.Write("other.jsonl", SmallBook.Lines),
                "--business-date",
                "2025-01-10",
                "--tenant",
                "other"
            )
        ).ShouldExit(0);
        await loans.Database.AskAsync(BreakRows);
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0);
        (
            await loans.Database.AskAsync(
                "select count(*) from mt_doc_loan where tenant_id = 'other' and data #> '{State,Position,Principal}' = '1'"
            )
        ).ShouldBe(3L);
        (await loans.RunAsync("verify", "--tenant", "other"))
            .ShouldExit(1)
            .Out.ShouldContain("read-model: participant ACME/M1: found no document");
        (await loans.RunAsync("rebuild", "--tenant", "other")).ShouldExit(0);
        (await loans.RunAsync("verify", "--tenant", "other")).ShouldExit(0);
    }

    private Task<CommandResult> PayAsync(string on) =>
        SmallBook.IngestAsync(
            loans,
            on,
            on,
            SmallBook.Row("123456789", "001", "126.59"),
            SmallBook.Row("111111111", "001", "5.00")
        );

    private Task<RebuildOutcome> RebuildAsync() =>
        DocumentRebuild.RunAsync(loans.Database.Loans, Tenant.Default, new Watched(() => { }), Cancellation);

    // As soon as the first part is through.
    private async Task InterruptAsync()
    {
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await Should.ThrowAsync<OperationCanceledException>(() =>
            DocumentRebuild.RunAsync(
                loans.Database.Loans,
                Tenant.Default,
                new Watched(interrupt.Cancel),
                interrupt.Token
            )
        );
    }

    private sealed class Watched(Action reported) : IProgress<long>
    {
        public void Report(long value) => reported();
    }
}
