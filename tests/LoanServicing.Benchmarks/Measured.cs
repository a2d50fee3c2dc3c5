using System.Diagnostics;

namespace LoanServicing.Benchmarks;

/// <summary>What going through so many events took.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="Processors">Seconds of all processors together, in this program and in the server.</param>
/// <param name="Own">Those of them that this program used.</param>
/// <param name="PeakMegabytes">The most memory that this program had meanwhile.</param>
internal sealed record Measured(long Events, double Seconds, double Processors, double Own, double PeakMegabytes)
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    /// <summary>Events a second by the clock.</summary>
    public double Rate => Events / Seconds;

    /// <summary>Microseconds of all processors an event.</summary>
    public double Cost => 1e6 * Processors / Events;

    /// <summary>Those of them in this program.</summary>
    public double OwnCost => 1e6 * Own / Events;

    /// <param name="work">Returns how many events it went through.</param>
    public static async Task<Measured> OfAsync(Func<Task<long>> work, ProcessorTime processors)
    {
        GC.Collect();
        var (before, own, peak) = (processors.Seconds, ProcessorTime.Own, Environment.WorkingSet);
        var time = Stopwatch.StartNew();
        var running = Task.Run(work);
        while (await Task.WhenAny(running, Task.Delay(BetweenLooks)) != running)
            peak = Math.Max(peak, Environment.WorkingSet);
        return new(
            await running,
            time.Elapsed.TotalSeconds,
            processors.Seconds - before,
            ProcessorTime.Own - own,
            peak / Megabyte
        );
    }
}
