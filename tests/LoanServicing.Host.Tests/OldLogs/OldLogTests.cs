using LoanServicing.Store.EventLog;

namespace LoanServicing.Host.Tests.OldLogs;

/// <summary>
/// Every log that an earlier version wrote is read to the same state. The folders beside this file hold one each, and
/// are never edited: where a log no longer reads, an upcaster is missing; where its state differs, what happened to
/// those loans would be told otherwise than before.
/// </summary>
/// <remarks>
/// A version that adds events, or a version of one, adds them to <see cref="BookOfEverything"/> and keeps a further
/// log, under the next number: <c>LOANS_OLD_LOG=2
/// tests/LoanServicing.Host.Tests/bin/Release/net10.0/LoanServicing.Host.Tests --explicit only --filter-method
/// '*A_further_log_is_kept'</c>.
/// </remarks>
public sealed class OldLogTests : IAsyncLifetime
{
    private const string Number = "LOANS_OLD_LOG";

    private static readonly string Folder = Path.Combine(
        RepositoryFolder.Root,
        "tests",
        "LoanServicing.Host.Tests",
        "OldLogs"
    );

    private readonly CommandLine loans = new();

    public static TheoryData<string> Logs =>
        [.. Directory.GetDirectories(Folder).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal)];

    public ValueTask InitializeAsync() => loans.InitializeAsync();

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Theory]
    [MemberData(nameof(Logs))]
    public async Task An_old_log_is_read_to_the_same_state(string log)
    {
        var kept = new KeptLog(Path.Combine(Folder, log));
        await kept.LoadAsync(loans.Database);
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        (await kept.DifferencesAsync(loans.Database, BookOfEverything.Through)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_event_occurs_in_the_book_that_is_kept()
    {
        await BookOfEverything.MakeAsync(loans);
        foreach (var name in EventTypes.All.Select(stored => stored.CurrentName))
            (await loans.Database.AskAsync($"select count(*) from mt_events where type = '{name}'"))
                .ShouldBeOfType<long>()
                .ShouldBeGreaterThan(0L, name);
    }

    [Fact]
    public void Another_state_would_be_found()
    {
        KeptLog
            .Differences(
                "loan",
                ["""{"a":1.10,"b":[{"c":null}]}"""],
                ["""{"a":1.10,"b":[{"c":null,"new":1}],"since":2}"""]
            )
            .ShouldBeEmpty();
        KeptLog
            .Differences("loan", ["""{"a":1.10,"b":[{"c":null},2]}"""], ["""{"a":1.1,"b":[{"c":3},2]}"""])
            .ShouldBe(["loan 1.a: 1.1 instead of 1.10", "loan 1.b[0].c: 3 instead of nothing"]);
        KeptLog
            .Differences("loan", ["""{"a":1,"b":[1]}"""], ["""{"b":[1,2]}"""])
            .ShouldBe(["loan 1.a: nothing instead of 1", "loan 1.b: [1,2] instead of [1]"]);
        KeptLog.Differences("loan", ["{}"], []).ShouldBe(["loan: 0 instead of 1"]);
    }

    [Fact(Explicit = true)]
    public async Task A_further_log_is_kept()
    {
        var number = Environment.GetEnvironmentVariable(Number).ShouldNotBeNull($"{Number} says under which number");
        await BookOfEverything.MakeAsync(loans);
        // What a row got while it was served may have other trailing zeros than what follows from the log alone, and a
        // rebuild leaves a row of the same values.
        foreach (var table in (string[])["mt_doc_loan", "mt_doc_participant"])
            await loans.Database.AskAsync($"delete from {table}");
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        await new KeptLog(Path.Combine(Folder, number)).KeepAsync(loans.Database, BookOfEverything.Through);
    }
}
