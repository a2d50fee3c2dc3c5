using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Transactions;

public class RecordingTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Source Source = Source.ImportLine("test", "line-1", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_loan_comes_back_from_its_row_as_it_was_recorded()
    {
        var stream = await OriginateAsync("roundtrip", new SemimonthlyDays(10, 25));
        await using (var session = await BeginAsync())
        {
            var loan = (await session.LockLoansAsync([stream], Cancellation))[0];
            session.Append(loan, new Missed(new(2025, 1, 25), 1, new(2025, 4, 25), "26 CFR 1.72(p)-1 A-10(a)", Source));
            session.Append(loan, new InstallmentPaid(new(2025, 2, 3), 55.55m, new(2025, 1, 25), Source));
            await session.SaveAsync(Cancellation);
        }

        await using var again = await BeginAsync();
        var read = (await again.LockLoansAsync([stream], Cancellation))[0];
        var folded = (await again.ReadHistoryAsync(read, Cancellation)).Folded;
        (read.State! with { Terms = folded.Terms }).ShouldBe(folded);
        Amortization
            .Schedule(read.State.Schedule, read.State.Terms.Amount)
            .ShouldBe(Amortization.Schedule(folded.Schedule, folded.Terms.Amount));
        read.Version.ShouldBe(3);
    }

    [Fact]
    public async Task Nothing_is_left_of_a_session_that_was_not_committed()
    {
        var stream = StreamId.OfLoan("default", "P1", "M1", "abandoned");
        await using (var session = await BeginAsync())
        {
            session.Append(new LoanStream(stream), Originated("abandoned", null));
            await session.SendAsync(Cancellation);
        }

        (await database.AskAsync($"select count(*) from mt_streams where id = '{stream}'")).ShouldBe(0L);
    }

    [Fact]
    public async Task Of_two_writers_on_one_loan_the_second_waits_and_sees_what_the_first_wrote()
    {
        var stream = await OriginateAsync("contended", null);
        await using var first = await BeginAsync();
        var firsts = (await first.LockLoansAsync([stream], Cancellation))[0];
        await using var second = await BeginAsync();
        var waiting = second.LockLoansAsync([stream], Cancellation);
        first.Append(firsts, new InstallmentPaid(new(2025, 1, 31), 10m, null, Source));
        waiting.IsCompleted.ShouldBeFalse();
        await first.SaveAsync(Cancellation);
        var seconds = (await waiting)[0];
        seconds.Version.ShouldBe(2);
        seconds.State!.Position.PaidTowardNext.ShouldBe(10m);
        second.RecordedAt.ShouldBeGreaterThanOrEqualTo(first.RecordedAt);
    }

    [Fact]
    public async Task Two_sessions_cannot_begin_the_same_stream()
    {
        var stream = StreamId.OfLoan("default", "P1", "M1", "twice");
        await using var first = await BeginAsync();
        await using var second = await BeginAsync();
        first.Append(new LoanStream(stream), Originated("twice", null));
        await first.SaveAsync(Cancellation);
        second.Append(new LoanStream(stream), Originated("twice", null));
        await Should.ThrowAsync<Marten.Exceptions.ExistingStreamIdCollisionException>(() =>
            second.SaveAsync(Cancellation)
        );
    }

    [Fact]
    public async Task The_chain_can_be_followed_by_hand()
    {
        var stream = await OriginateAsync("chained", null);
        await using (var session = await BeginAsync())
        {
            var loan = (await session.LockLoansAsync([stream], Cancellation))[0];
            session.Append(loan, new InstallmentPaid(new(2025, 1, 31), 10m, null, Source));
            await session.SaveAsync(Cancellation);
        }

        // The hash of each event over the lines that EventChain names, worked out by PostgreSQL itself.
        (
            await database.AskAsync(
                $"""
                select bool_and(headers ->> 'hash' = encode(sha256(convert_to(concat_ws(E'\n',
                  coalesce(previous, ''), tenant_id, stream_id, version, id, type, mt_dotnet_type,
                  to_char(timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                  coalesce(correlation_id, ''), coalesce(causation_id, ''), (headers - 'hash')::text, data::text), 'UTF8')), 'hex'))
                from (select *, lag(headers ->> 'hash') over (order by version) as previous from mt_events where stream_id = '{stream}') e
                """
            )
        ).ShouldBe(true);
    }

    [Fact]
    public async Task The_application_can_neither_change_nor_remove_an_event()
    {
        await OriginateAsync("immutable", null);
        await using var app = await database.Loans.App.OpenConnectionAsync(Cancellation);
        foreach (
            var sql in (string[])
                ["update mt_events set version = version", "delete from mt_events", "truncate mt_events"]
        )
        {
            await using var command = new NpgsqlCommand(sql, app);
            (
                await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))
            ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    [Fact]
    public async Task One_tenant_neither_sees_nor_writes_the_rows_of_another()
    {
        var stream = await OriginateAsync("separate", null);
        await using var other = await TestRecording.BeginAsync(database.Loans, new("other"), Cancellation);
        (await other.LockLoansAsync([stream], Cancellation))[0].State.ShouldBeNull();
        await using var app = await database.Loans.App.OpenConnectionAsync(Cancellation);
        await using var command = new NpgsqlCommand("select count(*) from mt_doc_loan", app);
        // Where a transaction before had a tenant nothing is seen, and where none had the question itself is refused.
        var seen = await Record.ExceptionAsync(async () =>
            (await command.ExecuteScalarAsync(Cancellation)).ShouldBe(0L)
        );
        (seen as PostgresException)?.SqlState.ShouldBe(PostgresErrorCodes.UndefinedObject);
        (seen is null or PostgresException).ShouldBeTrue();
    }

    [Theory]
    [InlineData(
        "behind",
        "update mt_doc_loan set mt_version = 2 where id",
        "the document of loan @ is at version 2 instead of 1; run loans rebuild"
    )]
    [InlineData("bare", "delete from mt_doc_loan where id", "the document of loan @ is missing; run loans rebuild")]
    [InlineData(
        "cut",
        "delete from mt_events where stream_id",
        "event 1 of loan @ is missing or has no hash; run loans verify"
    )]
    [InlineData(
        "unchained",
        "update mt_events set headers = headers - 'hash' where stream_id",
        "event 1 of loan @ is missing or has no hash; run loans verify"
    )]
    public async Task A_stream_that_is_not_whole_is_not_worked_on(string loan, string damage, string expected)
    {
        var stream = await OriginateAsync(loan, null);
        await database.AskAsync($"{damage} = '{stream}'");
        await using var later = await BeginAsync();
        (
            await Should.ThrowAsync<InvalidDataException>(() => later.LockLoansAsync([stream], Cancellation))
        ).Message.ShouldBe(expected.Replace("@", $"{stream}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_appended_past_the_recording_is_refused()
    {
        var stream = await OriginateAsync("past", null);
        await using var session = database.Loans.OpenSession(Tenant.Default);
        session.Events.Append(stream, new InstallmentPaid(new(2025, 1, 31), 10m, null, Source));
        (await Should.ThrowAsync<Exception>(() => session.SaveChangesAsync(Cancellation))).Message.ShouldNotBeEmpty();
        await using var begun = await BeginAsync();
        begun.Recording.Session.Events.Append(stream, new InstallmentPaid(new(2025, 1, 31), 10m, null, Source));
        (await Should.ThrowAsync<InvalidOperationException>(() => begun.SaveAsync(Cancellation))).Message.ShouldContain(
            "past its recording"
        );
        (await database.AskAsync($"select version from mt_streams where id = '{stream}'")).ShouldBe(1L);
    }

    private Task<TestRecording> BeginAsync() => TestRecording.BeginAsync(database.Loans, Tenant.Default, Cancellation);

    private async Task<Guid> OriginateAsync(string name, SemimonthlyDays? dueDays)
    {
        var stream = StreamId.OfLoan("default", "P1", "M1", name);
        await using var session = await BeginAsync();
        session.Append(new LoanStream(stream), Originated(name, dueDays));
        await session.SaveAsync(Cancellation);
        return stream;
    }

    private static Originated Originated(string name, SemimonthlyDays? dueDays) =>
        new(
            new(2025, 1, 1),
            "P1",
            "M1",
            name,
            1_200m,
            0.06m,
            dueDays is null ? Frequency.Monthly : Frequency.Semimonthly,
            12,
            dueDays is null ? new(2025, 1, 31) : new(2025, 1, 25),
            LoanPurpose.General,
            true,
            dueDays,
            null,
            null,
            null,
            null,
            null,
            Source
        );
}
