using System.Text.Json;
using LoanServicing.Host.Tests.OldLogs;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Tests.BothLanes;

/// <summary>
/// What the bulk lane writes, Marten would have written: the same work, once by each, leaves the same rows in every
/// table.
/// </summary>
public sealed class BothLanesTests : IAsyncLifetime
{
    private readonly CommandLine marten = new();
    private readonly CommandLine lane = new();

    public async ValueTask InitializeAsync()
    {
        await marten.InitializeAsync();
        await lane.InitializeAsync();
        // One key for both, so that taxpayer numbers have the same hash.
        var key = marten.WriteText(
            "personal-data.key",
            Convert.ToBase64String([.. Enumerable.Range(7, 32).Select(i => (byte)i)])
        );
        File.Copy(key, Path.Combine(lane.Folder, "personal-data.key"));
    }

    public async ValueTask DisposeAsync()
    {
        await marten.DisposeAsync();
        await lane.DisposeAsync();
    }

    [Fact]
    public async Task A_book_with_every_event_has_the_same_rows_whichever_way_it_was_written() =>
        await SameAsync(BookOfEverything.MakeAsync);

    [Fact]
    public async Task A_generated_year_has_the_same_rows_whichever_way_it_was_written()
    {
        var book = Path.Combine(marten.Folder, "book");
        (await marten.RunAsync("generate", "--loans", "50", "--seed", "11", "--out", book)).ShouldExit(0);
        var steps = File.ReadLines(Path.Combine(book, "steps.jsonl"))
            .Select(line => JsonSerializer.Deserialize<Step>(line, JsonSerializerOptions.Web)!);
        await SameAsync(loans => LiveAsync(loans, book, [.. steps]));
    }

    [Fact]
    public async Task A_row_that_differs_in_any_column_is_found()
    {
        await SmallBook.ImportAsync(marten);
        var before = await ComparableRows.ReadAsync(marten.Database.Login);
        await marten.Database.AskAsync(
            """
            update mt_streams set compacted_version = 1 where type = 'plan';
            update mt_events set headers = headers || '{"user": "somebody"}' where type = 'plan_established';
            update mt_doc_loan set made_on = made_on + 1 where loan = '002';
            delete from mt_doc_handled_message where id = '2'
            """
        );
        var after = await ComparableRows.ReadAsync(marten.Database.Login);
        after
            .Keys.Where(table => !after[table].SequenceEqual(before[table]))
            .ShouldBe(["mt_doc_handled_message", "mt_doc_loan", "mt_events", "mt_streams"], ignoreOrder: true);
    }

    private async Task SameAsync(Func<CommandLine, Task> work)
    {
        await WrittenAsync(marten, work, mostByMarten: int.MaxValue);
        await WrittenAsync(lane, work, mostByMarten: 0);
        var byMarten = await ComparableRows.ReadAsync(marten.Database.Login);
        var byLane = await ComparableRows.ReadAsync(lane.Database.Login);
        byLane.Keys.ShouldBe(byMarten.Keys);
        byMarten.Count(table => table.Value.Count > 0).ShouldBeGreaterThan(10);
        byMarten.SelectMany(table => Differences(table.Key, table.Value, byLane[table.Key])).ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(
        string table,
        IReadOnlyList<string> byMarten,
        IReadOnlyList<string> byLane
    )
    {
        foreach (var row in byMarten.Except(byLane))
            yield return $"{table}, by Marten: {row}";
        foreach (var row in byLane.Except(byMarten))
            yield return $"{table}, by the lane: {row}";
        if (byMarten.Count != byLane.Count)
            yield return $"{table}: {byLane.Count} rows instead of {byMarten.Count}";
    }

    private static async Task WrittenAsync(CommandLine loans, Func<CommandLine, Task> work, int mostByMarten)
    {
        Recording.MostByMartenInTest.Value = mostByMarten;
        await work(loans);
        Recording.MostByMartenInTest.Value = null;
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0).Out.ShouldEndWith("no difference\n");
    }

    private static async Task LiveAsync(CommandLine loans, string book, IReadOnlyList<Step> steps)
    {
        foreach (var step in steps)
        {
            var arguments = step.Arguments.Select(
                (argument, at) =>
                    at > 0 && step.Arguments[at - 1] == "--out"
                        ? Path.Combine(loans.Folder, argument)
                        : InBook(argument)
            );
            (await loans.RunAsync([.. arguments, "--business-date", $"{step.BusinessDate:yyyy-MM-dd}"])).ShouldExit(
                step.Exit
            );
        }

        // Files are named as they lie in the book's folder.
        string InBook(string argument) =>
            File.Exists(Path.Combine(book, argument)) ? Path.Combine(book, argument) : argument;
    }

    private sealed record Step(DateOnly BusinessDate, string[] Arguments, int Exit);
}
