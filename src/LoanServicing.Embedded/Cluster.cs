using System.Diagnostics;
using System.Net.Sockets;
using Npgsql;

namespace LoanServicing.Embedded;

/// <summary>
/// The server of a data folder, brought from whatever state it was left in to one that answers, and stopped. Only under
/// the start lock.
/// </summary>
internal sealed class Cluster(DataFolder data, Action<string> log)
{
    // Recovery after a crash replays at most max_wal_size, a shutdown writes out at most shared_buffers: minutes on a
    // poor disk.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan OrphanInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(10);

    private bool startAnnounced;

    /// <summary>
    /// True when a server that is alive was given up on: it may still get there, and stopping it would undo what it has
    /// done so far.
    /// </summary>
    public bool StillBusy { get; private set; }

    /// <summary>Returns the folder of the socket on which the server answers.</summary>
    public async Task<string> EnsureRunningAsync(CancellationToken cancellation)
    {
        var began = Stopwatch.GetTimestamp();
        var report = ReportInterval;
        while (true)
        {
            var postmaster = Postmaster.Read(data.Cluster);
            // The socket first: a server in another container answers though its process cannot be seen from here.
            var (socketFolder, answer) = await AskAsync(postmaster, cancellation);
            if (answer == Answer.Ready)
                return socketFolder;
            if (answer == Answer.None && postmaster is not { IsRunning: true } && await StartAsync(cancellation))
                continue;
            var elapsed = Stopwatch.GetElapsedTime(began);
            if (elapsed > Patience)
            {
                StillBusy = true;
                throw new NoDatabaseException(
                    $"PostgreSQL in {data.Path} (process {postmaster?.Pid}) has not answered for {Patience.TotalMinutes} minutes, "
                        + $"and is left to its recovery or shutdown: try again later. Its log ends:\n{ServerLog.Tail(data.Log)}"
                );
            }
            if (elapsed > report)
            {
                log(
                    $"Waiting for PostgreSQL in {data.Path}, which is recovering, shutting down, or survived by a "
                        + "process of a killed server."
                );
                report += ReportInterval;
            }
            await Task.Delay(PollInterval, cancellation);
        }
    }

    public async Task StopAsync()
    {
        if (Postmaster.Read(data.Cluster) is not { IsRunning: true } postmaster)
            return;
        var account = await ServerAccount.ChooseAsync(data.Cluster, CancellationToken.None);
        var binaries = await PostgresBinaries.FindAsync(
            PostgresBinaries.UsualFolders(),
            ClusterCreation.MajorVersion(data.Cluster),
            CancellationToken.None
        );
        var stop = await account.RunAsync(
            [binaries.PgCtl, "stop", "--pgdata", data.Cluster, "--mode=fast", "--wait", "--timeout=60"],
            CancellationToken.None
        );
        if (!stop.Succeeded)
            throw new NoDatabaseException(
                $"PostgreSQL in {data.Path} (process {postmaster.Pid}) did not stop: {stop.Output}"
            );
        log($"Stopped PostgreSQL in {data.Path}.");
        SocketFolder.RemoveTemporary(data);
    }

    /// <summary>False when there is something to wait for before the next attempt.</summary>
    private async Task<bool> StartAsync(CancellationToken cancellation)
    {
        var major = ClusterCreation.MajorVersion(data.Cluster);
        var account = await ServerAccount.ChooseAsync(data.Cluster, cancellation);
        var binaries = await PostgresBinaries.FindAsync(PostgresBinaries.UsualFolders(), major, cancellation);
        await account.RequireWayToAsync(binaries.Folder, cancellation);
        await account.RequireWayToAsync(data.Path, cancellation);
        if (major is null)
            await ClusterCreation.CreateAsync(data, binaries, account, log, cancellation);

        await account.OwnAsync(data.Cluster, cancellation);
        await account.OwnAsync(data.Log, cancellation);
        var socketFolder = SocketFolder.For(data);
        await SocketFolder.PrepareAsync(data, account, cancellation);
        ServerSettings.Write(data, socketFolder);
        await ServerSettings.IncludeAsync(data.Cluster, account, cancellation);
        Postmaster.RemoveStaleFiles(data.Cluster, socketFolder, log);

        if (!startAnnounced)
            log($"Starting PostgreSQL {binaries.Major} in {data.Path}.");
        startAnnounced = true;
        var printed = ServerLog.StartFile(data.Log);
        // Not to be cancelled half-way, when nobody knows yet whom to stop; what takes longer is waited for by the
        // caller.
        var start = await account.RunAsync(
            [binaries.PgCtl, "start", "--pgdata", data.Cluster, "--wait", "--timeout=15", "--silent", "--log", printed],
            CancellationToken.None
        );
        if (start.Succeeded)
            return true;
        // Still recovering after that time, or started at the same time by a pg_ctl whose host was killed.
        if (Postmaster.Read(data.Cluster) is { IsRunning: true })
            return false;
        var said = ServerLog.Tail(data.Log);
        // Backends of a server that was killed end when they next look up from their work.
        if (said.Contains("pre-existing shared memory block", StringComparison.Ordinal))
        {
            await Task.Delay(OrphanInterval, cancellation);
            return false;
        }
        throw new NoDatabaseException(
            $"PostgreSQL in {data.Path} did not start: {start.Output}\nIts log ends:\n{said}"
        );
    }

    private enum Answer
    {
        None,
        NotYet,
        Ready,
    }

    private async Task<(string SocketFolder, Answer Answer)> AskAsync(
        Postmaster? postmaster,
        CancellationToken cancellation
    )
    {
        List<string> places = [SocketFolder.For(data)];
        if (postmaster is { ClaimsThisCluster: true })
            places.Add(postmaster.SocketFolder); // another one, where the starter's TMPDIR was another
        foreach (var place in places)
        {
            if (await AskAsync(place, cancellation) is not Answer.None and var answer)
                return (place, answer);
        }
        return ("", Answer.None);
    }

    private static async Task<Answer> AskAsync(string socketFolder, CancellationToken cancellation)
    {
        if (!File.Exists($"{socketFolder}/.s.PGSQL.{SocketFolder.Port}"))
            return Answer.None;
        try
        {
            await using var asking = Asking(socketFolder);
            await using var connection = await asking.OpenConnectionAsync(cancellation);
            return Answer.Ready;
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return Answer.Ready;
        }
        catch (PostgresException notYet)
            when (notYet.SqlState
                    is PostgresErrorCodes.CannotConnectNow
                        or PostgresErrorCodes.AdminShutdown
                        or PostgresErrorCodes.CrashShutdown
            )
        {
            return Answer.NotYet;
        }
        catch (NpgsqlException silent) when (silent.InnerException is TimeoutException)
        {
            return Answer.NotYet;
        }
        catch (NpgsqlException nobody) when (nobody.InnerException is SocketException or IOException)
        {
            return Answer.None;
        }
    }

    private static NpgsqlDataSource Asking(string socketFolder)
    {
        var builder = new NpgsqlDataSourceBuilder(
            EmbeddedServer.ConnectionString(socketFolder, "postgres", "postgres")
        );
        (builder.ConnectionStringBuilder.Pooling, builder.ConnectionStringBuilder.Timeout) = (false, 5);
        // Nothing is asked of it, so it need not learn the types.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder.Build();
    }
}
