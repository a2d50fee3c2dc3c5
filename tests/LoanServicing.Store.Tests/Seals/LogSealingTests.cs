using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Tests.Transactions;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Seals;

public sealed class LogSealingTests : IAsyncLifetime
{
    private static readonly Source Source = Source.ImportLine("test", "line-1", 1);
    private static readonly DateOnly Day = new(2025, 1, 31);

    private readonly TestDatabase database = new();
    private readonly string folder = Directory.CreateTempSubdirectory("loans-sealing-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SealKey Key => SealKey.Load(null, Path.Combine(folder, "seal.key"));

    public ValueTask InitializeAsync() => database.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_seal_waits_for_events_that_are_on_their_way_and_covers_them()
    {
        await OriginateAsync("first");
        await using var writer = await BeginAsync();
        writer.Append(new LoanStream(Stream("second")), Originated("second"));
        await writer.SendAsync(Cancellation);
        var sealing = SealAsync();
        while (
            await database.AskAsync(
                "select exists (select from pg_locks where locktype = 'advisory' and mode = 'ExclusiveLock' and not "
                    + "granted and database = (select oid from pg_database where datname = current_database()))"
            )
                is false
        )
            sealing.IsCompleted.ShouldBeFalse();
        await writer.SaveAsync(Cancellation);

        var seal = (await sealing)!;
        (seal.Number, seal.BusinessDay, seal.Events, seal.Streams).ShouldBe((1, Day, 2, 2));
        seal.LastSequence.ShouldBe(await database.AskAsync("select max(seq_id) from mt_events"));
        seal.IsSigned("*DEFAULT*").ShouldBeTrue();
    }

    [Fact]
    public async Task A_writer_does_not_wait_for_a_seal_to_be_finished()
    {
        await OriginateAsync("first");
        // Holds the seal up after it has seen the log: its table cannot be written.
        await using var holding = new NpgsqlConnection(database.Login);
        await holding.OpenAsync(Cancellation);
        await using var hold = await holding.BeginTransactionAsync(Cancellation);
        await using (var command = new NpgsqlCommand("lock table seal_head in share mode", holding, hold))
            await command.ExecuteNonQueryAsync(Cancellation);
        var sealing = SealAsync();
        while (
            await database.AskAsync(
                "select exists (select from pg_locks where relation = 'seal_head'::regclass and mode = 'RowExclusiveLock' and not granted)"
            )
                is false
        )
            sealing.IsCompleted.ShouldBeFalse();

        await OriginateAsync("second");
        await hold.RollbackAsync(Cancellation);
        (await sealing)!.Streams.ShouldBe(1, "the second came after it");
        (await SealAsync())!.Streams.ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_at_once_one_finds_nothing_left_to_seal()
    {
        await OriginateAsync("first");
        var seals = await Task.WhenAll(SealAsync(), SealAsync(), SealAsync());
        seals.Count(seal => seal is not null).ShouldBe(1);
        (await database.AskAsync("select count(*) from seal")).ShouldBe(1L);
    }

    [Fact]
    public async Task A_seal_names_the_one_before_and_holds_only_what_changed_since()
    {
        await OriginateAsync("first");
        await OriginateAsync("second");
        var first = (await SealAsync())!;
        (await SealAsync()).ShouldBeNull();
        await using (var session = await BeginAsync())
        {
            var loan = (await session.LockLoansAsync([Stream("second")], Cancellation))[0];
            session.Append(loan, new InstallmentPaid(new(2025, 1, 31), 10m, null, Source));
            session.Append(loan, new InstallmentPaid(new(2025, 2, 28), 10m, null, Source));
            await session.SaveAsync(Cancellation);
        }

        var second = (await SealAsync())!;
        (second.Number, second.Events, second.Streams).ShouldBe((2, 2, 1));
        second.Previous.ShouldBe(first.Hash("*DEFAULT*"));
        (await database.AskAsync("select version from seal_head where number = 2")).ShouldBe(3L);
    }

    [Fact]
    public async Task Each_tenant_has_seals_of_its_own()
    {
        await OriginateAsync("first");
        var other = new Tenant("other");
        (await LogSealing.SealAsync(database.Loans, other, Key, Day, Cancellation)).ShouldBeNull();
        await SealAsync();
        await using var connection = await database.Loans.App.OpenConnectionAsync(Cancellation);
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await using var command = new NpgsqlCommand(
            "select set_config('loans.tenant', 'other', true); select (select count(*) from seal) + (select count(*) from seal_head)",
            connection,
            transaction
        );
        await using var row = await command.ExecuteReaderAsync(Cancellation);
        await row.NextResultAsync(Cancellation);
        await row.ReadAsync(Cancellation);
        row.GetInt64(0).ShouldBe(0);
    }

    [Fact]
    public async Task The_application_can_neither_change_nor_remove_a_seal()
    {
        await OriginateAsync("first");
        await SealAsync();
        await using var app = await database.Loans.App.OpenConnectionAsync(Cancellation);
        foreach (var table in (string[])["seal", "seal_head"])
        {
            foreach (
                var sql in (string[])
                    [$"update {table} set number = number", $"delete from {table}", $"truncate {table}"]
            )
            {
                await using var command = new NpgsqlCommand(sql, app);
                (
                    await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation))
                ).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            }
        }
    }

    private static Guid Stream(string loan) => StreamId.OfLoan("default", "P1", "M1", loan);

    private Task<Seal?> SealAsync() => LogSealing.SealAsync(database.Loans, Tenant.Default, Key, Day, Cancellation);

    private Task<TestRecording> BeginAsync() => TestRecording.BeginAsync(database.Loans, Tenant.Default, Cancellation);

    private async Task OriginateAsync(string name)
    {
        await using var session = await BeginAsync();
        session.Append(new LoanStream(Stream(name)), Originated(name));
        await session.SaveAsync(Cancellation);
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
