using System.Diagnostics;
using System.Globalization;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The processors' time that this program and the private server have used so far, as Linux counts it: on a machine
/// that others use too it says more about what something costs than the clock does.
/// </summary>
internal sealed class ProcessorTime(string dataFolder)
{
    private const int TicksPerSecond = 100;

    // Fields of /proc/PID/stat after the name, which may hold anything: state is the first.
    private const int Parent = 1;
    private const int User = 11;
    private const int System = 12;
    private const int ChildrenUser = 13;
    private const int ChildrenSystem = 14;

    private readonly string postmaster = File.ReadLines(Path.Combine(dataFolder, "postgres", "postmaster.pid"))
        .First()
        .Trim();

    /// <summary>This program's part.</summary>
    public static double Own => Environment.CpuUsage.TotalTime.TotalSeconds;

    public double Seconds => Own + (ServerTicks() / (double)TicksPerSecond);

    // Of the first process, of those of its children that have ended, and of those that have not.
    private long ServerTicks()
    {
        var ticks = 0L;
        foreach (
            var folder in Directory
                .EnumerateDirectories("/proc")
                .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
        )
        {
            var isFirst = Path.GetFileName(folder) == postmaster;
            if (Stat(folder) is { } stat && (isFirst || stat[Parent] == postmaster))
                ticks += Sum(stat, isFirst ? [User, System, ChildrenUser, ChildrenSystem] : [User, System]);
        }

        return ticks;
    }

    private static long Sum(string[] stat, int[] fields) =>
        fields.Sum(field => long.Parse(stat[field], CultureInfo.InvariantCulture));

    private static string[]? Stat(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null; // It has ended since.
        }
    }
}
