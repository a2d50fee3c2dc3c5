using LoanServicing.Domain;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A command that somebody else holds up for too long, or whose connection is lost meanwhile, says so, and nothing was
/// done.
/// </summary>
public sealed class HeldUpTests : IAsyncLifetime
{
    private const string TerminateTheWaiting = """
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'loans' and wait_event_type = 'Lock'
        """;

    private const string Loan =
        """
            {"id":"m","fact":"originated","on":"2025-01-09","plan":"ACME","participant":"M1","loan":"002","amount":500,
            """
        + """
            "annualRate":0.08,"frequency":"biweekly","installments":26,"firstDue":"2025-01-31"}
            """;

    private static readonly Guid Plan = StreamId.OfPlan("default", "ACME");
    private static readonly Guid Begun = StreamId.OfLoan("default", "ACME", "M1", "002");

    // Somebody has the plan's lock; somebody is about to begin the same loan, which is found out when it is written.
    private static readonly string HoldsPlan = $"select from mt_streams where id = '{Plan}' for update";
    private static readonly string BeginsLoan =
        $"insert into mt_streams (tenant_id, id, type, version) values ('*DEFAULT*', '{Begun}', 'loan', 1)";

    private readonly CommandLine loans = new();
    private IReadOnlyList<string> before = [];

    public static TheoryData<string, int> Holders =>
        new()
        {
            { HoldsPlan, int.MaxValue },
            { BeginsLoan, int.MaxValue },
            { BeginsLoan, 0 },
        };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        before = await loans.ContentAsync();
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task Who_waits_too_long_for_somebody_else_gives_up(string holding, int mostByMarten)
    {
        await using var holder = await HoldAsync(holding);
        Recording.LockPatienceInTest.Value = TimeSpan.FromMilliseconds(300);
        (await ImportAsync(mostByMarten))
            .ShouldExit(4)
            .Error.ShouldBe(
                "loans: somebody else has been recording for longer than this waits for, and nothing was done; "
                    + "run it again when they are done\n"
            );
        await UndoneAsync(holder);
    }

    [Theory]
    [MemberData(nameof(Holders))]
    public async Task Whose_connection_is_lost_is_told_that_nothing_was_done(string holding, int mostByMarten)
    {
        await using var holder = await HoldAsync(holding);
        var held = ImportAsync(mostByMarten);
        while (await loans.Database.AskAsync(TerminateTheWaiting) is not true)
        {
            held.IsCompleted.ShouldBeFalse();
            await Task.Delay(20, Cancellation);
        }

        (await held)
            .ShouldExit(4)
            .Error.ShouldBe("loans: the connection to the database was lost, and nothing was done; run it again\n");
        await UndoneAsync(holder);
    }

    private async Task UndoneAsync(NpgsqlConnection holder)
    {
        await holder.CloseAsync();
        (await loans.ContentAsync()).ShouldBe(before);
        Recording.LockPatienceInTest.Value = null;
        (await ImportAsync(int.MaxValue)).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0);
    }

    private async Task<NpgsqlConnection> HoldAsync(string holding)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(loans.Database.Login) { Pooling = false };
        var holder = new NpgsqlConnection(unpooled.ConnectionString);
        await holder.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand($"begin; {holding}", holder);
        await command.ExecuteNonQueryAsync(Cancellation);
        return holder;
    }

    private async Task<CommandResult> ImportAsync(int mostByMarten)
    {
        Recording.MostByMartenInTest.Value = mostByMarten;
        return await loans.RunAsync("import", loans.Write("more.jsonl", Loan), "--business-date", "2025-01-10");
    }
}
