using LoanServicing.Embedded;

namespace LoanServicing.Embedded.Tests;

public sealed class SharedServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_first_to_join_creates_a_cluster_that_answers()
    {
        await using var server = await folder.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "select 6 * 7")).ShouldBe("42");
        folder.Log.ShouldContain(line => line.StartsWith("Creating a PostgreSQL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_acknowledged_is_on_disk_and_nothing_listens_on_the_network()
    {
        await using var server = await folder.JoinAsync();

        (
            await TemporaryFolder.QueryAsync(
                server,
                """
                select string_agg(name || '=' || setting, ' ' order by name) from pg_settings
                where name in ('listen_addresses', 'fsync', 'full_page_writes', 'synchronous_commit', 'server_encoding', 'lc_collate', 'jit', 'TimeZone')
                """
            )
        ).ShouldBe(
            "TimeZone=UTC fsync=on full_page_writes=on jit=off lc_collate=C listen_addresses= server_encoding=UTF8 synchronous_commit=on"
        );
    }

    [Fact]
    public async Task The_last_to_leave_stops_it()
    {
        var first = await folder.JoinAsync();
        var second = await folder.JoinAsync();
        var postmaster = folder.Postmaster;

        await first.DisposeAsync();
        await first.DisposeAsync(); // leaving twice does not take away another's place
        (await TemporaryFolder.QueryAsync(second, "select 1")).ShouldBe("1");
        folder.Postmaster.ShouldBe(postmaster);

        await second.DisposeAsync();
        File.Exists(folder.PidFile).ShouldBeFalse();
        await TemporaryFolder.GoneAsync(postmaster);
    }

    [Fact]
    public async Task What_was_written_is_there_at_the_next_start()
    {
        await using (var server = await folder.JoinAsync())
            await TemporaryFolder.QueryAsync(server, "create table kept as select 'still here' as what");

        await using var again = await folder.JoinAsync();
        (await TemporaryFolder.QueryAsync(again, "select what from kept")).ShouldBe("still here");
    }

    [Fact]
    public async Task Many_who_join_at_once_share_one_server()
    {
        var joined = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => folder.JoinAsync()));

        var servers = await Task.WhenAll(
            joined.Select(server => TemporaryFolder.QueryAsync(server, "select pg_postmaster_start_time()"))
        );
        servers.Distinct().ShouldHaveSingleItem();
        folder.Log.Count(line => line.StartsWith("Starting PostgreSQL", StringComparison.Ordinal)).ShouldBe(1);

        await Task.WhenAll(joined.Select(server => server.DisposeAsync().AsTask()));
        File.Exists(folder.PidFile).ShouldBeFalse();
        folder.Log.Count(line => line.StartsWith("Stopped PostgreSQL", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Another_process_keeps_the_server_up_and_its_death_is_its_leaving()
    {
        using var other = new HostProcess(folder);
        await other.JoinedAsync();
        var postmaster = folder.Postmaster;

        await (await folder.JoinAsync()).DisposeAsync();
        folder.Postmaster.ShouldBe(postmaster, "the other process still uses it");

        await other.KillAsync();
        Directory.Exists($"/proc/{postmaster}").ShouldBeTrue("nobody is left to stop it");

        var heir = await folder.JoinAsync();
        folder.Postmaster.ShouldBe(postmaster, "taken over, not started again");
        (await TemporaryFolder.QueryAsync(heir, "select 1")).ShouldBe("1");
        await heir.DisposeAsync();
        File.Exists(folder.PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task The_server_is_in_a_session_of_its_own_which_Ctrl_C_does_not_reach()
    {
        await using var server = await folder.JoinAsync();

        var afterName = (
            await File.ReadAllTextAsync($"/proc/{folder.Postmaster}/stat", TestContext.Current.CancellationToken)
        )
            .Split(") ")[1]
            .Split(' ');
        afterName[3].ShouldBe($"{folder.Postmaster}"); // state, parent, process group, session
    }

    [Fact]
    public async Task Symbolic_links_lead_to_the_same_server()
    {
        Directory.CreateSymbolicLink($"{folder.Root}/link", folder.Root);
        await using var server = await folder.JoinAsync();

        await using var byLink = await EmbeddedServer.JoinAsync(
            $"{folder.Root}/link/data",
            cancellation: TestContext.Current.CancellationToken
        );

        byLink.Folder.ShouldBe(server.Folder);
        byLink.ConnectionString("postgres", "postgres").ShouldBe(server.ConnectionString("postgres", "postgres"));
    }

    [Fact]
    public async Task Waiting_for_another_start_can_be_cancelled()
    {
        await using var server = await folder.JoinAsync();
        using var other = File.OpenHandle($"{folder.Path}/locks/start", FileMode.Open, FileAccess.Read, FileShare.None);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() =>
            EmbeddedServer.JoinAsync(folder.Path, cancellation: soon.Token)
        );

        other.Dispose();
    }

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(1200)]
    [InlineData(1800)]
    public async Task A_join_that_is_cancelled_leaves_no_server_and_the_next_one_works(int milliseconds)
    {
        using var soon = new CancellationTokenSource(milliseconds);
        try
        {
            await (await EmbeddedServer.JoinAsync(folder.Path, cancellation: soon.Token)).DisposeAsync();
        }
        catch (OperationCanceledException)
        {
            // At whichever step it was.
        }
        File.Exists(folder.PidFile).ShouldBeFalse();

        await using var server = await folder.JoinAsync();
        (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
    }
}
