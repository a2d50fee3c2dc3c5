using System.Globalization;

namespace LoanServicing.Embedded;

/// <summary>
/// Makes a cluster so that there is either a whole one or none: in a folder of another name, which gets its own when
/// all is on disk.
/// </summary>
internal static class ClusterCreation
{
    private const string UnfinishedName = "postgres.new-";

    /// <summary>Null when there is no cluster yet.</summary>
    public static int? MajorVersion(string cluster)
    {
        var file = Path.Combine(cluster, "PG_VERSION");
        if (File.Exists(file))
            return int.Parse(File.ReadAllText(file).Trim().Split('.')[0], CultureInfo.InvariantCulture);
        if (Directory.Exists(cluster) && Directory.EnumerateFileSystemEntries(cluster).Any())
        {
            throw new NoDatabaseException(
                $"{cluster} has files but is no PostgreSQL cluster (it has no PG_VERSION): move it away, or choose another data folder."
            );
        }
        return null;
    }

    public static async Task CreateAsync(
        DataFolder data,
        PostgresBinaries binaries,
        ServerAccount account,
        Action<string> log,
        CancellationToken cancellation
    )
    {
        RemoveUnfinished(data, log);
        log($"Creating a PostgreSQL {binaries.Major} cluster in {data.Cluster}.");
        var unfinished = data.In(UnfinishedName + Guid.NewGuid().ToString("N")[..8]);
        await account.OwnAsync(unfinished, cancellation);
        var initdb = await account.RunAsync(
            [
                binaries.Initdb,
                "--pgdata",
                unfinished,
                "--username=postgres",
                "--encoding=UTF8",
                "--locale=C",
                // Who reaches the socket has passed the folder's mode; nobody is to come in through the network,
                // whatever is set later.
                "--auth-local=trust",
                "--auth-host=reject",
            ],
            cancellation
        );
        if (!initdb.Succeeded)
            throw new NoDatabaseException($"initdb could not create a cluster in {data.Path}: {initdb.Output}");
        await ServerSettings.IncludeAsync(unfinished, account, cancellation);
        if (Directory.Exists(data.Cluster))
            Directory.Delete(data.Cluster); // empty: see MajorVersion
        Directory.Move(unfinished, data.Cluster);
        // The new name must outlast a power cut: under the old one the next start would take it for a leftover.
        var synced = await ChildProcess.RunAsync(["sync", data.Path], cancellation);
        if (!synced.Succeeded)
            throw new NoDatabaseException($"{data.Path} could not be brought to disk: {synced.Output}");
    }

    // Only under the start lock, and only names that a finished cluster never has.
    private static void RemoveUnfinished(DataFolder data, Action<string> log)
    {
        foreach (var leftover in Directory.GetDirectories(data.Path, UnfinishedName + "*"))
        {
            try
            {
                Directory.Delete(leftover, recursive: true);
                log($"Removed {leftover}, left by a start that was interrupted.");
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                log($"{leftover}, left by a start that was interrupted, could not be removed yet: {busy.Message}");
            }
        }
    }
}
