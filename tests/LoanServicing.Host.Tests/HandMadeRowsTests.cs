using LoanServicing.Domain;

namespace LoanServicing.Host.Tests;

/// <summary>
/// Rows that the program would not have written, in the log or beside it: each is named, and none keeps the rest from
/// being looked at.
/// </summary>
public class HandMadeRowsTests : IAsyncLifetime
{
    private static readonly Guid Loan = StreamId.OfLoan("default", "ACME", "M1", "001");
    private static readonly Guid Participant = StreamId.OfParticipant("default", "ACME", "M1");
    private static readonly Guid Plan = StreamId.OfPlan("default", "ACME");
    private static readonly Guid Other = new("5eccfa3e-0d0b-5a1f-8a77-000000000001");

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
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Theory]
    [InlineData("loan", "event: loan @other: found the events of ACME/M1/001, expected them in @loan")]
    [InlineData("participant", "event: participant @other: found the events of ACME/M1, expected them in @participant")]
    [InlineData("plan", "event: plan @other: found the events of ACME, expected them in @plan")]
    public async Task A_second_stream_of_the_same_name(string type, string expected)
    {
        await FoundAsync(
            $"""
            insert into mt_streams (tenant_id, id, type, version)
            select tenant_id, @other, type, version from mt_streams where id = @{type};
            insert into mt_events
              (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
            select nextval('mt_events_sequence'), gen_random_uuid(), @other,
              version, data, type, timestamp, tenant_id, mt_dotnet_type, headers
            from mt_events where stream_id = @{type}
            """,
            expected
        );
        (await loans.RunAsync("rebuild"))
            .ShouldExit(4)
            .Error.ShouldContain($"{type} {Other} cannot be replayed: it holds events of ACME");
    }

    [Theory]
    [InlineData(
        "update mt_streams set type = 'order' where id = @loan; delete from mt_doc_loan where id = @loan",
        "event: stream @loan: found the type 'order'"
    )]
    [InlineData(
        "update mt_streams set type = null where id = @loan; delete from mt_doc_loan where id = @loan",
        "event: stream @loan: found no type"
    )]
    [InlineData("update mt_streams set type = 'participant' where id = @loan", "event: participant @loan: found ")]
    [InlineData("update mt_streams set type = 'plan' where id = @loan", "event: plan @loan: found ")]
    [InlineData("update mt_streams set type = 'loan' where id = @plan", "event: loan @plan: found ")]
    [InlineData("update mt_streams set version = null where id = @plan", "version: plan @plan, event ")]
    [InlineData("update mt_streams set version = null where id = @loan", "version: loan @loan, event ")]
    [InlineData(
        "insert into mt_streams (tenant_id, id, type, version) values ('*DEFAULT*', @other, 'loan', 0)",
        "version: loan @other: found no event"
    )]
    public async Task A_stream_of_another_kind(string sql, string expected) => await FoundAsync(sql, expected);

    [Theory]
    [InlineData(
        "update mt_events set stream_id = null where stream_id = @loan and version = 2",
        "version: event of no stream, sequence "
    )]
    [InlineData(
        "update mt_events set tenant_id = 'other' where stream_id = @loan and version = 2",
        "version: loan @loan, event 2: found event 3"
    )]
    [InlineData(
        "delete from mt_streams where id = @loan",
        "version: stream @loan, event 1: found an event, expected none: mt_streams has no such stream"
    )]
    [InlineData(
        "delete from mt_streams where id = @plan",
        "event: loan @loan: found its plan, ACME, is not in the log"
    )]
    [InlineData(
        "delete from mt_streams where id = @plan; delete from mt_events where stream_id = @plan",
        "event: participant @participant: found its plan, ACME, is not in the log",
        "event: loan @loan: found its plan, ACME, is not in the log"
    )]
    [InlineData(
        "update mt_events set data = data #- '{Source,Remittance}' where type = 'repayment_suspended'",
        "event: plan @plan: found "
    )]
    [InlineData(
        "update mt_events set data = data || '{\"FirstDue\": \"9999-12-20\"}' where stream_id = @loan and version = 1",
        "event: loan @loan: found "
    )]
    [InlineData(
        "update mt_events set data = 'null' where stream_id = @loan and version = 1",
        "event: loan @loan, event 1: found "
    )]
    [InlineData(
        "update mt_events set headers = (repeat('[', 500) || repeat(']', 500))::jsonb where stream_id = @loan and version = 1",
        "chain: loan @loan, event 1: found originated with hash missing"
    )]
    [InlineData(
        "update mt_events set headers = jsonb_build_object('x', (repeat('[', 500) || repeat(']', 500))::jsonb) where "
            + "stream_id = @loan and version = 1",
        "chain: loan @loan, event 1: found originated with hash missing"
    )]
    [InlineData(
        "update mt_events set timestamp = 'infinity' where stream_id = @loan and version = 1",
        "chain: loan @loan, event 1: "
    )]
    [InlineData(
        "update mt_events set timestamp = '4000-01-01 BC' where stream_id = @loan and version = 1",
        "chain: loan @loan, event 1: "
    )]
    [InlineData(
        "update mt_events set headers = '[]' where stream_id = @loan and version = 1",
        "chain: loan @loan, event 1: found originated with hash missing"
    )]
    [InlineData(
        "update mt_events set headers = jsonb_set(headers, '{hash}', to_jsonb(upper(headers ->> 'hash'))) where "
            + "stream_id = @loan and version = 1",
        "chain: loan @loan, event 1: "
    )]
    [InlineData(
        "update mt_events set type = 'originated_v9' where stream_id = @loan and version = 1",
        "event: loan @loan, event 1: found the log holds an event of type 'originated_v9'"
    )]
    public async Task An_event_where_none_can_be_or_that_cannot_be(string sql, params string[] expected) =>
        await FoundAsync(sql, expected);

    [Theory]
    [InlineData(
        "update mt_doc_suspended_line set data = jsonb_set(data, '{Detail}', '\"other\"')",
        "read-model: suspense ACME/",
        "Detail other instead of Nobody in this plan"
    )]
    [InlineData(
        "update mt_doc_loan set oldest_unpaid_due = null where id = @loan",
        "read-model: loan ACME/M1/001: found oldest_unpaid_due null instead of 2025-"
    )]
    [InlineData(
        "update mt_doc_loan set data = data || '{\"More\": 1}' where id = @loan",
        "read-model: loan ACME/M1/001: found More 1 instead of nothing"
    )]
    [InlineData(
        "update mt_doc_loan set mt_version = 1 where id = @loan",
        "read-model: loan ACME/M1/001: found mt_version 1 instead of "
    )]
    [InlineData(
        "update mt_doc_loan set data = jsonb_set(data, '{State,Terms,AnnualRate}', '0.0925001') where id = @loan",
        "read-model: loan ACME/M1/001: found State.Terms.AnnualRate 0.0925001 instead of 0.0925"
    )]
    [InlineData(
        "update mt_doc_loan set data = jsonb_set(data, '{Arrears,Amount}', '\"NaN\"') where id = @loan",
        "read-model: loan ACME/M1/001: found Arrears.Amount NaN instead of "
    )]
    [InlineData(
        "update mt_doc_loan set data = data #- '{Arrears}' where id = @loan",
        "read-model: loan ACME/M1/001: found Arrears nothing instead of "
    )]
    [InlineData(
        "update mt_doc_loan set data = jsonb_set(data, '{State,Terms,Amount}', '6000.00') where id = @loan",
        "read-model: loan ACME/M1/001: found State.Terms.Amount 6000.00 instead of 6000"
    )]
    [InlineData(
        "update mt_doc_loan set has_discrepancy = true where id = @loan",
        "read-model: loan ACME/M1/001: found has_discrepancy true instead of false"
    )]
    [InlineData(
        "update mt_doc_account set data = jsonb_set(data, '{RepaidAfterDeemed}', '1') where participant = 'M1'",
        "read-model: account ACME/M1: found RepaidAfterDeemed 1 instead of 0"
    )]
    [InlineData(
        "update mt_doc_account set tax_years = '{2031}' where participant = 'M1'",
        "read-model: account ACME/M1: found tax_years {2031} instead of {2025}"
    )]
    [InlineData(
        "delete from mt_doc_account where participant = 'M1'",
        "read-model: account ACME/M1: found no document"
    )]
    [InlineData(
        "insert into mt_doc_account select (jsonb_populate_record(a, '{\"participant\": \"M9\", \"id\": "
            + "\"5eccfa3e-0d0b-5a1f-8a77-000000000001\"}')).* from mt_doc_account a where participant = 'M1'",
        "read-model: account ACME/M9: found a document"
    )]
    [InlineData(
        "update mt_doc_participant set data = jsonb_set(data, '{State,Valuations,0,Vested}', '30000.01') where participant = 'M1'",
        "read-model: participant ACME/M1: found State.Valuations[0].Vested 30000.01 instead of "
    )]
    [InlineData(
        "update mt_doc_participant set id = @other where participant = 'M1'",
        "read-model: participant ACME/M1: found "
    )]
    [InlineData(
        "insert into mt_doc_participant select (jsonb_populate_record(p, '{\"participant\": \"M9\", \"id\": "
            + "\"5eccfa3e-0d0b-5a1f-8a77-000000000001\"}')).* from mt_doc_participant p where participant = 'M1'",
        "read-model: participant ACME/M9: found a document"
    )]
    [InlineData(
        "insert into mt_doc_suspended_line select (jsonb_populate_record(s, '{\"id\": \"99\"}')).* from mt_doc_suspended_line s",
        "read-model: suspense ACME/99: found a document"
    )]
    [InlineData(
        "insert into mt_doc_plan select (jsonb_populate_record(p, '{\"plan\": \"ZETA\", \"id\": "
            + "\"5eccfa3e-0d0b-5a1f-8a77-000000000001\"}')).* from mt_doc_plan p",
        "read-model: plan ZETA: found a document"
    )]
    [InlineData(
        "insert into mt_doc_remittance select (jsonb_populate_record(r, '{\"plan\": \"ZETA\", \"id\": "
            + "\"5eccfa3e-0d0b-5a1f-8a77-000000000001\"}')).* from mt_doc_remittance r",
        "read-model: remittance ZETA/"
    )]
    [InlineData(
        "insert into mt_doc_loan select (jsonb_populate_record(l, '{\"loan\": \"009\", \"id\": "
            + "\"5eccfa3e-0d0b-5a1f-8a77-000000000001\"}')).* from mt_doc_loan l where id = @loan",
        "read-model: loan ACME/M1/009: found a document"
    )]
    [InlineData(
        "update mt_doc_loan set id = @participant where id = @loan",
        "read-model: loan ACME/M1/001: found no document",
        "read-model: loan ACME/M1/001: found a document"
    )]
    [InlineData(
        "update mt_doc_loan set tenant_id = 'other' where id = @loan",
        "read-model: loan ACME/M1/001: found no document"
    )]
    [InlineData(
        "update mt_doc_remittance set data = jsonb_set(data, '{FirstSequence}', '3')",
        "read-model: remittance ACME/",
        "FirstSequence 3 instead of "
    )]
    [InlineData(
        "delete from mt_doc_handled_message where id = '2'",
        "read-model: handled message \"2\": found no document"
    )]
    [InlineData(
        "update mt_doc_handled_message set data = jsonb_set(data, '{Content}', '\"00\"') where id = '2'",
        "read-model: handled message \"2\": found recorded, content 00, expected recorded, content "
    )]
    [InlineData(
        "insert into mt_doc_handled_message values ('*DEFAULT*', 'forged', '{\"Id\": \"forged\", \"Answer\": \"recorded\"}')",
        "read-model: handled message \"forged\": found a document, expected none"
    )]
    public async Task A_row_that_does_not_follow(string sql, params string[] expected)
    {
        await FoundAsync(sql, expected);
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    [Fact]
    public async Task A_log_in_parts_is_looked_at_whole_and_nothing_twice_but_its_plans()
    {
        await loans.Database.AskAsync(
            "update mt_doc_loan set data = jsonb_set(data, '{State,Position,Principal}', '1'); update "
                + "mt_doc_participant set data = jsonb_set(data, '{State,BirthDate}', '\"1999-12-31\"'); update "
                + "mt_doc_remittance set data = jsonb_set(data, '{FirstSequence}', '0')"
        );
        var found = new List<string>();
        for (var part = 1; part <= 7; part++)
            found.AddRange(
                (await loans.RunAsync("verify", "--part", $"{part}/7"))
                    .ShouldExit(1)
                    .Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            );
        found.Count(line => line.StartsWith("read-model: loan ", StringComparison.Ordinal)).ShouldBe(3);
        found.Count(line => line.StartsWith("read-model: participant ", StringComparison.Ordinal)).ShouldBe(2);
        found.Count(line => line.StartsWith("read-model: remittance ", StringComparison.Ordinal)).ShouldBe(7);
        found.Count(line => line.StartsWith("part ", StringComparison.Ordinal)).ShouldBe(7);
        found.Count.ShouldBe(3 + 2 + 7 + 7);
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify", "--part", "7/7")).ShouldExit(0).Out.ShouldStartWith("part 7 of 7: ");
    }

    [Theory]
    [InlineData("0/7")]
    [InlineData("8/7")]
    [InlineData("3")]
    [InlineData("1/1001")]
    [InlineData("1/2/3")]
    public async Task A_part_that_there_is_not(string part) =>
        (await loans.RunAsync("verify", "--part", part))
            .ShouldExit(2)
            .Error.ShouldBe($"loans: --part: found \"{part}\", expected one of at most 1000 parts, as 2/16\n");

    private async Task FoundAsync(string sql, params string[] expected)
    {
        await loans.Database.AskAsync($"set session_replication_role = replica; {Named(sql, "'")}");
        var found = (await loans.RunAsync("verify")).ShouldExit(1).Out;
        foreach (var message in expected)
            found.ShouldContain(Named(message, ""));
    }

    private static string Named(string text, string quote) =>
        new[] { ("@loan", Loan), ("@participant", Participant), ("@plan", Plan), ("@other", Other) }.Aggregate(
            text,
            (named, name) => named.Replace(name.Item1, $"{quote}{name.Item2}{quote}", StringComparison.Ordinal)
        );
}
