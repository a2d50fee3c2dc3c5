using LoanServicing.Domain;

namespace LoanServicing.Host.Tests;

/// <summary>
/// What an intruder with all rights in the database does to the log is found, and the message names the event.
/// </summary>
public class TamperingTests : IAsyncLifetime
{
    private const string Resequence =
        "update mt_events set version = -version where stream_id = @loan and version >= 3;";
    private const string AddAfterTheLast = """
        insert into mt_events
          (seq_id, id, stream_id, version,
           data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers)
        select {0}, gen_random_uuid(), stream_id, 6,
          data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, causation_id, headers
        from mt_events where stream_id = @loan and version = 5
        """;

    private readonly TamperedBook book = new();

    public ValueTask InitializeAsync() => book.InitializeAsync();

    public ValueTask DisposeAsync() => book.DisposeAsync();

    [Theory]
    [InlineData(
        "update mt_events set data = jsonb_set(data, '{Amount}', '999.99') where stream_id = @loan and version = 3",
        "chain: loan @loan, event 3: "
    )]
    [InlineData(
        "update mt_events set timestamp = timestamp + interval '1 microsecond' where stream_id = @loan and version = 3",
        "chain: loan @loan, event 3: "
    )]
    [InlineData(
        "update mt_events set headers = headers || '{\"user\": \"somebody\"}' where stream_id = @loan and version = 3",
        "chain: loan @loan, event 3: "
    )]
    [InlineData(
        "delete from mt_events where stream_id = @loan and version = 3",
        "version: loan @loan, event 3: found event 4 in its place, expected event 3: it was removed"
    )]
    [InlineData(
        $"{Resequence} update mt_events set version = case version when -3 then 4 when -4 then 3 else -version end "
            + "where stream_id = @loan and version < 0",
        "chain: loan @loan, event 3: "
    )]
    public async Task An_event_that_is_not_as_it_was_recorded(string sql, string expected) =>
        await FoundAsync(sql, expected);

    [Theory]
    [InlineData(
        "update mt_events set data = jsonb_set(data, '{Amount}', '126.58') where stream_id = @loan and version = 3",
        "event 3: found event 3 with hash"
    )]
    [InlineData(
        "update mt_events set headers = headers || '{\"user\": \"somebody\"}' where stream_id = @loan and version = 1",
        "between event 1 and 2: found event 2 with hash"
    )]
    [InlineData(
        "update mt_events set headers = headers || '{\"user\": \"somebody\"}' where stream_id = @loan and version = 5",
        "between event 4 and 5: found event 5 with hash"
    )]
    [InlineData(
        "update mt_events set timestamp = timestamp - interval '1 microsecond' where stream_id = @loan and version = 3",
        "event 3: found event 3 with hash"
    )]
    [InlineData(
        $"{Resequence} update mt_events set version = case version when -3 then 4 when -4 then 3 else -version end "
            + "where stream_id = @loan and version < 0",
        "event 3: found event 3 with hash"
    )]
    [InlineData(
        $"delete from mt_events where stream_id = @loan and version = 3; {Resequence} update mt_events set version = "
            + "-version - 1 where stream_id = @loan and version < 0",
        "event 3: found event 3 with hash"
    )]
    [InlineData(
        "delete from mt_events where stream_id = @loan and version = 5",
        "between event 4 and 5: found an end after event 4"
    )]
    [InlineData(
        "delete from mt_events where stream_id = @loan and version >= 4",
        "event 4: found an end after event 3"
    )]
    public async Task A_history_that_was_chained_anew(string sql, string expected)
    {
        await book.IntrudeAsync(sql);
        await book.CoverTracksAsync();
        await FoundAsync("select 1", $"seal: loan @loan, {expected}");
        (await book.VerifyAgainstFileAsync())
            .ShouldExit(1)
            .Out.ShouldContain($"seal: loan {TamperedBook.Loan}, {expected}");

        // With the seals of the database gone only the exported one is left, which knows the last head alone.
        await book.IntrudeAsync("delete from seal; delete from seal_head");
        var found = (await book.VerifyAgainstFileAsync()).ShouldExit(1).Out;
        found.ShouldContain($"seal: loan {TamperedBook.Loan}, between event 1 and ");
        found.ShouldContain(
            "seal: seal 3 of 2025-02-28: found nothing in the database, expected the seal that was exported"
        );
    }

    [Fact]
    public async Task A_history_that_nothing_but_a_seal_tells_from_the_true_one()
    {
        await book.IntrudeAsync(
            "update mt_events set headers = headers || '{\"user\": \"somebody\"}' where stream_id = @loan and version = 3"
        );
        await book.CoverTracksAsync();
        await book.IntrudeAsync("delete from seal; delete from seal_head");
        (await book.VerifyAsync()).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        (await book.VerifyAgainstFileAsync())
            .ShouldExit(1)
            .Out.ShouldContain($"seal: loan {TamperedBook.Loan}, between event 1 and 5: found event 5 with hash");

        // Sealed anew, with the machine's own key.
        (await book.Program.RunAsync("seal", "--out", Path.Combine(book.Folder, "false.seal"))).ShouldExit(0);
        (await book.VerifyAsync()).ShouldExit(0);
        var found = (await book.VerifyAgainstFileAsync()).ShouldExit(1).Out;
        found.ShouldContain($"seal: loan {TamperedBook.Loan}, between event 1 and 5: found event 5 with hash");
        found.ShouldContain("seal: seal 1 of 2025-01-24: found another seal of that number in the database");
    }

    [Fact]
    public async Task A_history_that_was_chained_anew_under_seals_whose_heads_were_made_to_fit()
    {
        await book.IntrudeAsync(
            "update mt_events set headers = headers || '{\"user\": \"somebody\"}' where stream_id = @loan and version = 3"
        );
        await book.CoverTracksAsync();
        await book.IntrudeAsync(
            "update seal_head h set hash = decode(e.headers ->> 'hash', 'hex') from mt_events e where e.stream_id = "
                + "h.stream_id and e.version = h.version"
        );
        await FoundAsync(
            "select 1",
            "seal: seal 2 of 2025-02-07: found root",
            "seal: seal 3 of 2025-02-28: found root"
        );
        (await book.VerifyAgainstFileAsync())
            .ShouldExit(1)
            .Out.ShouldContain($"seal: loan {TamperedBook.Loan}, between event 3 and 5: found event 5 with hash");
    }

    [Fact]
    public async Task An_event_added_at_the_end_with_a_well_made_hash()
    {
        await book.IntrudeAsync(
            AddAfterTheLast.Replace("{0}", "nextval('mt_events_sequence')", StringComparison.Ordinal)
        );
        (await book.VerifyAsync()).ShouldExit(1).Out.ShouldContain($"loan {TamperedBook.Loan}, event 6");
        var rows = await book.Program.Database.AskAsync("select jsonb_agg(l) from mt_doc_loan l");
        await book.CoverTracksAsync();
        await book.IntrudeAsync(
            $"delete from mt_doc_loan; insert into mt_doc_loan select * from jsonb_populate_recordset(null::mt_doc_loan, '{rows}')"
        );
        var found = (await book.VerifyAsync()).ShouldExit(1).Out;
        found.ShouldContain("read-model: loan ACME/M1/001: found");
        found.ShouldContain("mt_version 5 instead of 6");
    }

    [Fact]
    public async Task An_event_added_at_the_end_as_if_it_had_been_there_before_the_seal()
    {
        await book.IntrudeAsync(AddAfterTheLast.Replace("{0}", "-1", StringComparison.Ordinal));
        await book.CoverTracksAsync();
        await FoundAsync("select 1", "seal: loan @loan, event 6: found sequence -1, expected one after");
        await book.IntrudeAsync("delete from seal; delete from seal_head");
        (await book.VerifyAgainstFileAsync())
            .ShouldExit(1)
            .Out.ShouldContain($"seal: loan {TamperedBook.Loan}, event 6: found sequence -1, expected one after");
    }

    [Fact]
    public async Task A_stream_that_was_begun_as_if_before_the_seal()
    {
        var made = Guid.NewGuid();
        await book.IntrudeAsync(
            $$"""
            insert into mt_streams (tenant_id, id, type, version, timestamp, created)
            select tenant_id, '{{made}}', type, 1, timestamp, created from mt_streams where id = @loan;
            insert into mt_events
              (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, headers)
            select -1, gen_random_uuid(), '{{made}}', 1,
              data || '{"Loan": "009"}', type, timestamp, tenant_id, mt_dotnet_type, headers
            from mt_events where stream_id = @loan and version = 1
            """
        );
        await FoundAsync("select 1", $"seal: loan {made}, event 1: found sequence -1, expected one after");
    }

    [Fact]
    public async Task A_loan_that_was_removed_with_all_that_told_of_it()
    {
        var participant = StreamId.OfParticipant("default", "ACME", "M1");
        await book.IntrudeAsync(
            $"""
            delete from mt_events where stream_id in (@loan, '{participant}');
            delete from mt_streams where id in (@loan, '{participant}');
            delete from mt_doc_loan where participant = 'M1';
            delete from mt_doc_participant where participant = 'M1';
            delete from person where participant = 'M1';
            delete from mt_doc_handled_message
            """
        );
        (await book.Program.RunAsync("rebuild")).ShouldExit(0);
        string[] removed =
        [
            $"seal: stream {TamperedBook.Loan}, event 1: found no event: the stream was removed",
            $"seal: stream {participant}, event 1: found no event: the stream was removed",
        ];
        await FoundAsync("select 1", removed);
        await book.IntrudeAsync("delete from seal; delete from seal_head");
        (await book.VerifyAsync()).ShouldExit(0);
        var found = (await book.VerifyAgainstFileAsync()).ShouldExit(1).Out;
        foreach (var message in removed)
            found.ShouldContain(message);
    }

    [Fact]
    public async Task What_was_appended_since_is_no_tampering()
    {
        await book.PayAsync("2025-03-14");
        (await book.VerifyAgainstFileAsync()).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        await book.CloseAsync("2025-06-30");
        (await book.VerifyAgainstFileAsync()).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        (await book.CloseAsync("2025-06-30")).Out.ShouldNotContain(
            "seal",
            Case.Sensitive,
            "nothing was recorded since"
        );
    }

    private async Task FoundAsync(string sql, params string[] expected)
    {
        await book.IntrudeAsync(sql);
        var found = (await book.VerifyAsync()).ShouldExit(1).Out;
        foreach (var message in expected)
            found.ShouldContain(message.Replace("@loan", $"{TamperedBook.Loan}", StringComparison.Ordinal));
    }
}
