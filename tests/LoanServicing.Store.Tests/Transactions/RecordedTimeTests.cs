using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Transactions;

/// <summary>What was recorded by a time is the same whenever it is asked, whoever is at work.</summary>
public class RecordedTimeTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly Source Source = Source.ImportLine("test", "line-1", 1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task A_question_waits_for_whoever_began_by_its_time_and_holds_nobody_up()
    {
        var (one, other) = (await OriginateAsync("awaited"), await OriginateAsync("beside"));
        await using var writer = await BeginAsync();
        var loan = (await writer.LockLoansAsync([one], Cancellation))[0];
        var time = writer.RecordedAt;

        var asking = EventsByAsync(one, time);
        // Others ask and write meanwhile, more often than the question would need to be through.
        for (var i = 0; i < 20; i++)
        {
            (await EventsByAsync(one, time.AddSeconds(-1))).ShouldBe(0);
            await PayAsync(other);
        }

        asking.IsCompleted.ShouldBeFalse();
        writer.Append(loan, new InstallmentPaid(new(2025, 1, 31), 10m, null, Source));
        await writer.SaveAsync(Cancellation);
        (await asking).ShouldBe(2);
        (await EventsByAsync(one, time)).ShouldBe(2);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_question_does_not_wait_for_the_writer_of_another_tenant()
    {
        var stream = await OriginateAsync("tenant");
        await using var writer = await TestRecording.BeginAsync(database.Loans, new("other"), Cancellation);
        (await EventsByAsync(stream, writer.RecordedAt)).ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_question_without_a_recorded_time_waits_for_nobody()
    {
        var stream = await OriginateAsync("present");
        await using var writer = await BeginAsync();
        writer.Append(
            (await writer.LockLoansAsync([stream], Cancellation))[0],
            new InstallmentPaid(new(2025, 1, 31), 10m, null, Source)
        );
        await writer.SendAsync(Cancellation);
        await using var session = await Inquiry.BeginAsync(database.Loans, Tenant.Default, cancellation: Cancellation);
        (await EventReader.ReadStreamsAsync(session, [stream], Cancellation)).Count.ShouldBe(1);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_question_gives_up_on_a_writer_that_never_ends_and_says_which()
    {
        var stream = await OriginateAsync("endless");
        await using var writer = await BeginAsync();
        var time = (await LockedAsync(writer, stream)).RecordedAt;
        var process = writer.Connection.ProcessID;
        (
            await Should.ThrowAsync<TimeoutException>(() =>
                Inquiry.BeginAsync(database.Loans, Tenant.Default, time, TimeSpan.FromMilliseconds(200), Cancellation)
            )
        ).Message.ShouldStartWith(
            $"what was recorded by {time:O} is not known yet: the server's process {process} has been recording since 20"
        );
        // About the time before it began there is nothing to wait for.
        await using var earlier = await Inquiry.BeginAsync(
            database.Loans,
            Tenant.Default,
            time.AddMinutes(-1),
            TimeSpan.Zero,
            Cancellation
        );
    }

    [Fact(Timeout = 60_000)]
    public async Task A_writer_that_dies_is_waited_for_by_nobody_any_more()
    {
        var stream = await OriginateAsync("dying");
        await using var writer = await BeginAsync();
        var time = (await LockedAsync(writer, stream)).RecordedAt;
        Task<int>[] asking = [EventsByAsync(stream, time), EventsByAsync(stream, time)];
        (await EventsByAsync(stream, time.AddMinutes(-1))).ShouldBe(0);
        asking.ShouldAllBe(asked => !asked.IsCompleted);
        await database.AskAsync($"select pg_terminate_backend({writer.Connection.ProcessID})");
        (await Task.WhenAll(asking)).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task Who_asks_and_who_records_need_no_superuser()
    {
        await using var session = await BeginAsync();
        await using var role = new NpgsqlCommand(
            "select current_user || ' ' || rolsuper from pg_roles where rolname = current_user",
            session.Connection
        );
        (await role.ExecuteScalarAsync(Cancellation)).ShouldBe("loans_app false");
    }

    [Fact]
    public async Task A_time_that_is_not_past_is_refused()
    {
        await using var writer = await BeginAsync();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            Inquiry.BeginAsync(
                database.Loans,
                Tenant.Default,
                writer.RecordedAt.AddMinutes(1),
                cancellation: Cancellation
            )
        );
    }

    [Fact]
    public async Task Who_asks_cannot_record()
    {
        await using var inquiry = await Inquiry.BeginAsync(database.Loans, Tenant.Default, cancellation: Cancellation);
        await using var insert = new NpgsqlCommand(
            "insert into mt_streams (tenant_id, id) values ('*DEFAULT*', gen_random_uuid())",
            inquiry.Connection
        );
        (await Should.ThrowAsync<PostgresException>(() => insert.ExecuteNonQueryAsync(Cancellation))).SqlState.ShouldBe(
            PostgresErrorCodes.ReadOnlySqlTransaction
        );
    }

    [Fact]
    public async Task A_time_takes_in_the_event_of_that_very_time_and_none_of_a_microsecond_later()
    {
        await using (var session = await BeginAsync())
        {
            var plan = await session.LockPlanAsync("P9", Cancellation);
            session.Append(
                plan,
                new PlanEstablished(
                    new(2024, 1, 1),
                    "P9",
                    PlanKind.Section401a,
                    new(new(2024, 1, 1), new CurePeriodRule.Maximum()),
                    Source
                )
            );
            await session.SaveAsync(Cancellation);
        }

        await using (var session = await BeginAsync())
        {
            session.Append(
                await session.LockPlanAsync("P9", Cancellation),
                new BusinessDayClosed(new(2025, 1, 31), new(2025, 1, 31), Source.CloseOf(new(2025, 1, 31)))
            );
            await session.SaveAsync(Cancellation);
        }

        await using var asked = await Inquiry.BeginAsync(database.Loans, Tenant.Default, cancellation: Cancellation);
        var record = await PlanReader.HistoryAsync(asked, "P9", Cancellation);
        var closed = record.Events[1].RecordedAt;
        record.AsRecordedBy(closed)!.ClosedThrough.ShouldBe(new(2025, 1, 31));
        record.AsRecordedBy(closed.AddMicroseconds(-1))!.ClosedThrough.ShouldBeNull();
        record.AsRecordedBy(record.Events[0].RecordedAt)!.Version.ShouldBe(1);
        record.AsRecordedBy(record.Events[0].RecordedAt.AddMicroseconds(-1)).ShouldBeNull();
        // Closing through a day closes those before it.
        record.ClosedAt(new(2025, 1, 30)).ShouldBe(closed);
        record.ClosedAt(new(2025, 1, 31)).ShouldBe(closed);
        record.ClosedAt(new(2025, 2, 1)).ShouldBeNull();
    }

    [Fact]
    public async Task Asked_while_writers_are_at_work_and_again_afterwards_the_answer_is_the_same()
    {
        const int writers = 4;
        const int payments = 30;
        var streams = new List<Guid>();
        for (var i = 0; i < writers; i++)
            streams.Add(await OriginateAsync($"busy-{i}"));

        var working = Task.WhenAll(
            streams.Select(stream =>
                Task.Run(
                    async () =>
                    {
                        for (var i = 0; i < payments; i++)
                            await PayAsync(stream);
                    },
                    Cancellation
                )
            )
        );
        var answers = new List<(DateTimeOffset Time, string Answer)>();
        while (!working.IsCompleted)
        {
            await using (
                var clock = await Inquiry.BeginAsync(database.Loans, Tenant.Default, cancellation: Cancellation)
            )
                answers.Add((clock.Now, ""));
            answers[^1] = (answers[^1].Time, await VersionsByAsync(streams, answers[^1].Time));
        }

        await working;
        answers
            .Select(answer => answer.Answer)
            .Distinct()
            .Count()
            .ShouldBeGreaterThan(1, "the writers were at work while it was asked");
        foreach (var (time, answer) in answers)
            (await VersionsByAsync(streams, time)).ShouldBe(answer);
    }

    private async Task<string> VersionsByAsync(IReadOnlyCollection<Guid> streams, DateTimeOffset time)
    {
        await using var session = await Inquiry.BeginAsync(
            database.Loans,
            Tenant.Default,
            time,
            cancellation: Cancellation
        );
        return string.Join(
            ' ',
            (await EventReader.ReadStreamsAsync(session, streams, Cancellation))
                .Where(recorded => recorded.RecordedAt <= time)
                .GroupBy(recorded => recorded.Stream)
                .Select(stream => $"{stream.Key}:{stream.Last().Version}")
        );
    }

    private async Task<int> EventsByAsync(Guid stream, DateTimeOffset time)
    {
        await using var session = await Inquiry.BeginAsync(
            database.Loans,
            Tenant.Default,
            time,
            cancellation: Cancellation
        );
        return (await EventReader.ReadStreamsAsync(session, [stream], Cancellation)).Count(recorded =>
            recorded.RecordedAt <= time
        );
    }

    private static async Task<TestRecording> LockedAsync(TestRecording writer, Guid stream)
    {
        writer.Append(
            (await writer.LockLoansAsync([stream], Cancellation))[0],
            new InstallmentPaid(new(2025, 1, 31), 10m, null, Source)
        );
        await writer.SendAsync(Cancellation);
        return writer;
    }

    private static Guid Stream(string loan) => StreamId.OfLoan("default", "P1", "M1", loan);

    private Task<TestRecording> BeginAsync() => TestRecording.BeginAsync(database.Loans, Tenant.Default, Cancellation);

    private async Task PayAsync(Guid stream)
    {
        await using var session = await BeginAsync();
        session.Append(
            (await session.LockLoansAsync([stream], Cancellation))[0],
            new InstallmentPaid(new(2025, 1, 31), 0.01m, null, Source)
        );
        await session.SaveAsync(Cancellation);
    }

    private async Task<Guid> OriginateAsync(string name)
    {
        await using var session = await BeginAsync();
        session.Append(new LoanStream(Stream(name)), Originated(name));
        await session.SaveAsync(Cancellation);
        return Stream(name);
    }

    private static Originated Originated(string name) =>
        new(
            new(2025, 1, 1),
            "P1",
            "M1",
            name,
            1_200m,
            0.06m,
            Frequency.Monthly,
            12,
            new(2025, 1, 31),
            LoanPurpose.General,
            true,
            null,
            null,
            null,
            null,
            null,
            null,
            Source
        );
}
