using System.Diagnostics;
using LoanServicing.Embedded;
using Npgsql;

namespace LoanServicing.Embedded.Tests;

/// <summary>
/// Whatever state a crash left the data folder in, the next to join gets a server and all that was committed.
/// </summary>
public sealed class InterruptedServerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_killed_server_is_started_again_with_what_was_committed()
    {
        await using var before = await folder.JoinAsync();
        await TemporaryFolder.QueryAsync(before, "create table kept as select generate_series(1, 50000) as n");
        var postmaster = folder.Postmaster;
        TemporaryFolder.Kill(postmaster);
        await TemporaryFolder.GoneAsync(postmaster);
        File.Exists(folder.PidFile).ShouldBeTrue("what a killed server leaves");

        await using var server = await folder.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "select count(*) from kept")).ShouldBe("50000");
        folder.Postmaster.ShouldNotBe(postmaster);
        (await TemporaryFolder.QueryAsync(before, "select count(*) from kept")).ShouldBe(
            "50000",
            "who had joined before finds it at the same place"
        );
    }

    [Fact]
    public async Task A_killed_server_whose_backend_is_still_at_work_is_waited_for()
    {
        await using var before = await folder.JoinAsync();
        await TemporaryFolder.QueryAsync(before, "create table kept as select 1 as n");
        // A backend that computes does not notice that its postmaster is gone.
        var busy = TemporaryFolder.QueryAsync(before, "select count(*) from generate_series(1, 30000000)");
        while (
            await TemporaryFolder.QueryAsync(
                before,
                "select count(*) from pg_stat_activity where query like 'select count(*) from gen%'"
            ) != "1"
        )
            await Task.Delay(20, TestContext.Current.CancellationToken);
        TemporaryFolder.Kill(folder.Postmaster);

        await using var server = await folder.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "select n from kept")).ShouldBe("1");
        folder
            .Log.Count(line => line.StartsWith("Starting PostgreSQL", StringComparison.Ordinal))
            .ShouldBe(2, "attempts that had to wait are not told");
        (await busy).ShouldBe("30000000", "the orphan was not disturbed");
    }

    [Fact]
    public async Task A_server_started_by_hand_is_taken_over_and_stopped_by_the_last_to_leave()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        await folder.AsOwnerAsync(
            $"{await PgCtlAsync()} start -w -D {folder.Cluster} -l {folder.Path}/log/by-hand.log"
        );
        var postmaster = folder.Postmaster;

        var server = await folder.JoinAsync();
        (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
        folder.Postmaster.ShouldBe(postmaster);

        await server.DisposeAsync();
        File.Exists(folder.PidFile).ShouldBeFalse();
    }

    [Fact]
    public async Task A_server_that_is_shutting_down_is_waited_for()
    {
        await using var before = await folder.JoinAsync();
        var postmaster = folder.Postmaster;
        var connection = new NpgsqlConnection(before.ConnectionString("postgres", "postgres") + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await folder.AsOwnerAsync($"{await PgCtlAsync()} stop -W -m smart -D {folder.Cluster}"); // ends when the connection does
        var joining = folder.JoinAsync();
        await Task.Delay(500, TestContext.Current.CancellationToken);
        joining.IsCompleted.ShouldBeFalse();

        await connection.DisposeAsync();

        await using var server = await joining;
        folder.Postmaster.ShouldNotBe(postmaster);
        (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task A_stale_pid_file_of_a_process_that_is_gone_is_no_obstacle()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        using var ended = Process.Start("true");
        await ended.WaitForExitAsync(TestContext.Current.CancellationToken);
        await LeavePidFileAsync(ended.Id, folder.Cluster);

        await using var server = await folder.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
    }

    [Fact]
    public async Task A_stale_pid_file_whose_number_another_process_has_today_is_no_obstacle()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        var unrelated = int.Parse(await folder.AsOwnerAsync("sleep 300 > /dev/null 2>&1 & echo $!"));
        try
        {
            await LeavePidFileAsync(unrelated, folder.Cluster);

            await using var server = await folder.JoinAsync();

            (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
            folder.Log.ShouldContain(line =>
                line.EndsWith($"process {unrelated} is not the server of {folder.Cluster}.", StringComparison.Ordinal)
            );
            File.Exists($"/proc/{unrelated}/cmdline").ShouldBeTrue("it is nobody's business to end it");
        }
        finally
        {
            TemporaryFolder.Kill(unrelated);
        }
    }

    [Fact]
    public async Task The_copy_of_a_running_cluster_does_not_join_the_original()
    {
        using var copy = new TemporaryFolder();
        await using var original = await folder.JoinAsync();
        await TemporaryFolder.QueryAsync(original, "checkpoint");
        using (var copying = Process.Start("cp", ["-a", folder.Path, copy.Path]))
            await copying.WaitForExitAsync(TestContext.Current.CancellationToken);
        copy.Postmaster.ShouldBe(folder.Postmaster, "the copy names the original's process");

        await using var server = await copy.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "show data_directory")).ShouldBe(copy.Cluster);
        (await TemporaryFolder.QueryAsync(original, "show data_directory")).ShouldBe(folder.Cluster);
    }

    [Fact]
    public async Task What_an_interrupted_initdb_left_is_removed_and_nothing_else()
    {
        var unfinished = $"{folder.Path}/postgres.new-0123abcd";
        Directory.CreateDirectory($"{unfinished}/base/1");
        await File.WriteAllTextAsync($"{unfinished}/PG_VERSION", "15\n", TestContext.Current.CancellationToken);
        Directory.CreateDirectory($"{folder.Path}/postgres.newspaper");

        await using var server = await folder.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
        Directory.Exists(unfinished).ShouldBeFalse();
        Directory.Exists($"{folder.Path}/postgres.newspaper").ShouldBeTrue();
    }

    [Fact]
    public async Task A_host_killed_within_initdb_leaves_nothing_that_stops_the_next()
    {
        using (var other = new HostProcess(folder))
        {
            while (
                !Directory.Exists(folder.Path) || Directory.GetDirectories(folder.Path, "postgres.new-*").Length == 0
            )
                await Task.Delay(5, TestContext.Current.CancellationToken);
            await other.KillAsync();
        }
        Directory.Exists(folder.Cluster).ShouldBeFalse();

        await using var server = await folder.JoinAsync();

        (await TemporaryFolder.QueryAsync(server, "select 1")).ShouldBe("1");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Hosts_that_come_and_are_killed_at_any_moment_leave_a_server_for_the_next(int seed)
    {
        await using (var server = await folder.JoinAsync())
            await TemporaryFolder.QueryAsync(server, "create table kept as select 1 as n");
        var random = new Random(seed);
        for (var round = 0; round < 4; round++)
        {
            var delays = Enumerable.Range(0, 3).Select(_ => random.Next(200, 2500)).ToList();
            await Task.WhenAll(
                delays.Select(async delay =>
                {
                    using var host = new HostProcess(folder);
                    await Task.Delay(delay, TestContext.Current.CancellationToken);
                    await host.KillAsync();
                })
            );
        }

        var heir = await folder.JoinAsync();
        (await TemporaryFolder.QueryAsync(heir, "update kept set n = n + 1 returning n")).ShouldBe("2");
        await heir.DisposeAsync();
        File.Exists(folder.PidFile).ShouldBeFalse();
    }

    private static async Task<string> PgCtlAsync() =>
        (
            await PostgresBinaries.FindAsync(
                PostgresBinaries.UsualFolders(),
                clusterMajor: null,
                TestContext.Current.CancellationToken
            )
        ).PgCtl;

    private async Task LeavePidFileAsync(int pid, string cluster) =>
        await folder.AsOwnerAsync(
            $"printf '{pid}\\n{cluster}\\n1700000000\\n5432\\n{folder.Path}/socket\\n\\n  5432001    123456\\nready  "
                + $" \\n' > {folder.PidFile}"
        );
}
