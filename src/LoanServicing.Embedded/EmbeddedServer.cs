using Npgsql;

namespace LoanServicing.Embedded;

/// <summary>
/// A place at the private PostgreSQL server of a data folder. The first process to join starts it, the last to leave
/// stops it; a process that dies leaves by dying, and a server that nobody stopped is taken over by whoever joins next.
/// </summary>
public sealed class EmbeddedServer : IAsyncDisposable
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(90);

    private readonly DataFolder data;
    private readonly FileLock place;
    private readonly string socketFolder;
    private readonly Action<string> log;
    private int left;

    private EmbeddedServer(DataFolder data, FileLock place, string socketFolder, Action<string> log) =>
        (this.data, this.place, this.socketFolder, this.log) = (data, place, socketFolder, log);

    /// <summary>Absolute, symbolic links followed.</summary>
    public string Folder => data.Path;

    /// <summary>
    /// Returns when the server answers queries. Creates the folder and the cluster where there are none.
    /// </summary>
    /// <exception cref="NoDatabaseException">There can be no server here; the message says why and what to
    /// do.</exception>
    public static async Task<EmbeddedServer> JoinAsync(
        string dataFolder,
        Action<string>? log = null,
        CancellationToken cancellation = default
    )
    {
        log ??= _ => { };
        var folder = DataFolder.Open(dataFolder);
        try
        {
            using var starting =
                await FileLock.WaitAsync(() => FileLock.TryExclusive(folder.StartLock), LockPatience, cancellation)
                ?? throw new NoDatabaseException(
                    $"The server of {folder.Path} has been starting or stopping for {LockPatience.TotalSeconds} seconds "
                        + $"(by {FileLock.Holder(folder.StartLock)}): try again when it is done."
                );
            return await JoinAsync(folder, log, cancellation);
        }
        catch (UnauthorizedAccessException refused)
        {
            throw DataFolder.Forbidden(folder.Path, refused);
        }
    }

    /// <summary>Through the socket, as that role, without a password.</summary>
    public string ConnectionString(string role, string database) => ConnectionString(socketFolder, role, database);

    /// <summary>
    /// Leaves, and stops the server when nobody else is left. A server that could not be stopped is only reported: the
    /// next to join takes it over.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref left, 1) == 1)
            return;
        try
        {
            using var starting = await FileLock.WaitAsync(
                () => FileLock.TryExclusive(data.StartLock),
                LockPatience,
                CancellationToken.None
            );
            if (starting is null)
                log(
                    $"{FileLock.Holder(data.StartLock)} is starting or stopping the server of {data.Path}, and is left to stop it."
                );
            else
                await LeaveAsync(data, place, log);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            log($"The server of {data.Path} may still be running: {failure.Message}");
        }
        finally
        {
            place.Dispose();
        }
    }

    internal static string ConnectionString(string socketFolder, string role, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = socketFolder,
            Port = SocketFolder.Port,
            Username = role,
            Database = database,
            // Nobody is between two ends of a socket; asking for encryption costs a round trip and, for GSS, loads
            // Kerberos.
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;

    private static async Task<EmbeddedServer> JoinAsync(
        DataFolder folder,
        Action<string> log,
        CancellationToken cancellation
    )
    {
        var cluster = new Cluster(folder, log);
        // Before the start: a host that dies from here on leaves a server with no user, never a user without a server.
        var taken =
            await FileLock.WaitAsync(() => FileLock.TryShared(folder.UsersLock), LockPatience, cancellation)
            ?? throw new NoDatabaseException(
                $"{folder.UsersLock} is locked by {FileLock.Holder(folder.UsersLock)}: try again when it is done."
            );
        try
        {
            return new(folder, taken, await cluster.EnsureRunningAsync(cancellation), log);
        }
        catch when (!cluster.StillBusy)
        {
            await LeaveAsync(folder, taken, log);
            throw;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    private static async Task LeaveAsync(DataFolder folder, FileLock taken, Action<string> log)
    {
        taken.Dispose();
        // Not at once: a child process just being started holds a copy of our lock until it becomes another program.
        using var last = await FileLock.WaitAsync(
            () => FileLock.TryExclusive(folder.UsersLock),
            TimeSpan.FromMilliseconds(50),
            CancellationToken.None
        );
        if (last is null)
            return;
        try
        {
            await new Cluster(folder, log).StopAsync();
        }
        catch (NoDatabaseException failure)
        {
            log(failure.Message);
        }
    }
}
