using System.Diagnostics;
using System.Globalization;

namespace LoanServicing.Embedded;

/// <summary>
/// What postmaster.pid says of the server of a cluster. The file outlives a server that was killed, so it is only a
/// claim.
/// </summary>
internal sealed record Postmaster(string Cluster, int Pid, string ClaimedCluster, string SocketFolder)
{
    /// <summary>Null when there is none, or when it has not been written yet.</summary>
    public static Postmaster? Read(string cluster) => Read(cluster, Path.Combine(cluster, "postmaster.pid"));

    /// <summary>False for the file of a running cluster's copy, whose socket leads to the original.</summary>
    public bool ClaimsThisCluster => ClaimedCluster.Length > 0 && DataFolder.FollowLinks(ClaimedCluster) == Cluster;

    /// <summary>The process exists and is the PostgreSQL of this cluster, not one that got its number later.</summary>
    public bool IsRunning => Directory.Exists("/proc/self") ? IsRunningByProc() : IsRunningByName();

    /// <summary>
    /// A dead process's files are left to PostgreSQL, which first makes sure that no orphan of the killed server is
    /// still at the data. It would refuse, though, when any process has that number today, be it only the killed
    /// server's zombie.
    /// </summary>
    public static void RemoveStaleFiles(string cluster, string socketFolder, Action<string> log)
    {
        // The socket's lock has the same first lines.
        foreach (
            var file in (string[])
                [
                    Path.Combine(cluster, "postmaster.pid"),
                    Path.Combine(socketFolder, $".s.PGSQL.{Embedded.SocketFolder.Port}.lock"),
                ]
        )
        {
            if (Read(cluster, file) is not { IsRunning: false } stale || !Directory.Exists($"/proc/{stale.Pid}"))
                continue;
            File.Delete(file);
            log($"Removed {file}, which was stale: process {stale.Pid} is not the server of {cluster}.");
        }
    }

    private static Postmaster? Read(string cluster, string file)
    {
        try
        {
            // Process id (negative in a single-user session), cluster, start time, port, socket folder, … ; the later
            // lines come as the server gets on.
            var lines = File.ReadAllLines(file);
            return lines.Length > 0 && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                ? new(cluster, Math.Abs(pid), lines.ElementAtOrDefault(1) ?? "", lines.ElementAtOrDefault(4) ?? "")
                : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private bool IsRunningByProc()
    {
        try
        {
            // A zombie's command line is empty. A server's own has the folder it was given, which may have been another
            // way to it; its working directory says it for certain, but only to the same user, and in a container not
            // even to root.
            var command = File.ReadAllText($"/proc/{Pid}/cmdline").Split('\0', StringSplitOptions.RemoveEmptyEntries);
            if (command is [] || Path.GetFileName(command[0]) is not ("postgres" or "postmaster"))
                return false;
            return WorkingDirectory() is { } directory
                ? directory == Cluster
                : command.Any(part => part.StartsWith('/') && DataFolder.FollowLinks(part) == Cluster);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string? WorkingDirectory()
    {
        try
        {
            return new FileInfo($"/proc/{Pid}/cwd").LinkTarget;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private bool IsRunningByName()
    {
        try
        {
            using var process = Process.GetProcessById(Pid);
            return process.ProcessName is "postgres" or "postmaster";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
