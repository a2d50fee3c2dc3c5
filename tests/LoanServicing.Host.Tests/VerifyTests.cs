namespace LoanServicing.Host.Tests;

/// <summary>What was changed behind the program's back is found and named.</summary>
public class VerifyTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        (
            await SmallBook.IngestAsync(
                loans,
                "2025-01-17",
                "2025-01-17",
                SmallBook.Row("123456789", "001", "126.59"),
                SmallBook.Row("111111111", "001", "5.00")
            )
        ).ShouldExit(1);
        (await loans.RunAsync("close-day", "--through", "2025-05-31", "--business-date", "2025-05-31")).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0).Out.ShouldEndWith("no difference\n");
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Theory]
    [InlineData(
        "update mt_doc_loan set data = jsonb_set(data, '{State,Position,Principal}', '5893.76') where participant = 'M1'",
        "read-model: loan ACME/M1/001: found State.Position.Principal 5893.76 instead of 5894.76"
    )]
    [InlineData(
        "update mt_doc_account set data = jsonb_set(data, '{InvestmentInContract}', '100') where participant = 'M2'",
        "read-model: account ACME/M2: found InvestmentInContract 100 instead of 0"
    )]
    [InlineData(
        "update mt_doc_plan set data = jsonb_set(data, '{State,ClosedThrough}', '\"2030-01-01\"')",
        "read-model: plan ACME: found State.ClosedThrough 2030-01-01 instead of 2025-05-31"
    )]
    [InlineData("delete from mt_doc_suspended_line", "read-model: suspense ACME/")]
    [InlineData(
        "update mt_doc_remittance set data = jsonb_set(data, '{PostedTotal}', '1')",
        "read-model: remittance ACME/"
    )]
    [InlineData("delete from mt_doc_loan where participant = 'M1'", "read-model: loan ACME/M1/001: found no document")]
    public async Task A_read_model_row_that_was_changed(string sql, string message)
    {
        await loans.Database.AskAsync(sql);
        (await loans.RunAsync("verify")).ShouldExit(1).Out.ShouldContain(message);
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    [Theory]
    [InlineData(
        "update mt_events set data = jsonb_set(data, '{Amount}', '999.99') where type = 'installment_paid'",
        "chain: loan ",
        "event 2: found installment_paid"
    )]
    [InlineData(
        "update mt_events set data = data || '{\"Extra\": 1}' where type = 'installment_paid'",
        "chain: loan ",
        "event 2"
    )]
    [InlineData(
        "update mt_events set timestamp = timestamp - interval '1 day' where type = 'installment_paid'",
        "chain: loan ",
        "event 2"
    )]
    [InlineData("update mt_events set headers = '{}' where type = 'installment_paid'", "chain: loan ", "hash missing")]
    [InlineData("delete from mt_events where type = 'installment_paid'", "version: loan ", "it was removed")]
    [InlineData(
        "delete from mt_events where type = 'deemed_distributed' and version = (select max(version) from mt_events e "
            + "where e.stream_id = mt_events.stream_id)",
        "version: loan ",
        "as mt_streams says"
    )]
    public async Task An_event_that_was_changed_or_removed(string sql, string message, string where)
    {
        await loans.Database.AskAsync(sql);
        var found = (await loans.RunAsync("verify")).ShouldExit(1).Out;
        found.ShouldContain(message);
        found.ShouldContain(where);
    }

    [Fact]
    public async Task A_consequence_that_does_not_follow_though_its_chain_was_made_anew()
    {
        // An intruder who can hash: a later deemed distribution taken away, version and row set back with it.
        await loans.Database.AskAsync(
            """
            with gone as (
              delete from mt_events e where type = 'deemed_distributed'
                and version = (select max(version) from mt_events x where x.stream_id = e.stream_id)
              returning stream_id, version)
            update mt_streams s set version = gone.version - 1 from gone where s.id = gone.stream_id
            """
        );
        (await loans.RunAsync("verify"))
            .ShouldExit(1)
            .Out.ShouldContain("found nothing, expected DeemedDistributed of 2025-04-30, which follows from the facts");
    }
}
