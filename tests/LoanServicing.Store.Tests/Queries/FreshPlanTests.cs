using LoanServicing.Store.BulkLane;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Queries;

/// <summary>
/// What a connection planned while the tables were empty binds later recordings on it, but for those that go over many
/// loans.
/// </summary>
public class FreshPlanTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Prepare = "prepare appended (uuid[], bigint[]) as ";
    private const string Explain = "explain execute appended ('{}', '{}')";

    private const string ByKey = @"Index Cond: .*\bid = u\.id";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_recording_of_many_plans_anew()
    {
        // One connection for all of them.
        await using var loans = await LoansDatabase.OpenAsync($"{database.Login};Maximum Pool Size=1", Cancellation);
        var early = await PlanAsync(
            loans,
            Recording.BeginAsync,
            Prepare + LogRows.AppendedStreams.UpdateStatement,
            Explain
        );
        await database.AskAsync(
            "insert into mt_streams (tenant_id, id, type, version) select '*DEFAULT*', md5(i::text)::uuid, 'loan', 1 "
                + "from generate_series(1, 20000) i"
        );

        (await PlanAsync(loans, Recording.BeginAsync, Explain)).ShouldBe(early);
        var fresh = await PlanAsync(loans, Recording.BeginOfManyAsync, Explain);
        early.ShouldNotMatch(ByKey);
        fresh.ShouldMatch(ByKey);
    }

    private static async Task<string> PlanAsync(
        LoansDatabase loans,
        Func<Marten.IDocumentSession, string, CancellationToken, Task<Recording>> begin,
        params string[] statements
    )
    {
        await using var session = loans.OpenSession(Tenant.Default);
        var recording = await begin(session, "test", Cancellation);
        var plan = new List<string>();
        foreach (var statement in statements)
        {
            plan.Clear();
            await using var command = new NpgsqlCommand(statement, recording.Connection);
            await using var line = await command.ExecuteReaderAsync(Cancellation);
            while (await line.ReadAsync(Cancellation))
                plan.Add(line.GetString(0).Trim());
        }

        return string.Join('\n', plan);
    }
}
