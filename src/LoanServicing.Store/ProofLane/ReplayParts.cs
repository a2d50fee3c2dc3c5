using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>What came of one part.</summary>
internal sealed record ReplayedPart<TSink>(ReplayCounts Counts, RemittanceExtents Extents, TSink Sink);

/// <summary>
/// Replays the parts of the log beside each other, one for each processor: each reads the tables from beginning to end
/// for its own streams.
/// </summary>
internal static class ReplayParts
{
    private const int Most = 16;

    public static int Count { get; } = Math.Clamp(Environment.ProcessorCount, 1, Most);

    /// <param name="begin">Makes what replays a part.</param>
    /// <param name="seen">Is told of events as they are gone through, by several threads.</param>
    public static async Task<IReadOnlyList<ReplayedPart<TSink>>> RunAsync<TSink>(
        LogSnapshot snapshot,
        IReadOnlyList<StreamRange> ranges,
        Func<StreamRange, (PartReplay Replay, TSink Sink)> begin,
        Action<long> seen,
        CancellationToken cancellation
    )
    {
        // What stops one part stops the others.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var connections = new List<PartConnections>();
        foreach (var range in ranges)
            connections.Add(await PartConnections.OpenAsync(snapshot, cancellation));
        return await Task.WhenAll(
            ranges.Select(
                (range, index) =>
                    Task.Factory.StartNew(
                        () => Run(range, connections[index]),
                        stop.Token,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
            )
        );

        ReplayedPart<TSink> Run(StreamRange range, PartConnections through)
        {
            // A server that sorts does not look whether anybody still waits.
            using var cancel = stop.Token.Register(() => snapshot.Cancel(through.Processes));
            try
            {
                var (replay, sink) = begin(range);
                var counts = replay.Run(through, range, seen, stop.Token);
                return new(counts, replay.Extents, sink);
            }
            catch (PostgresException cancelled)
                when (cancelled.SqlState == PostgresErrorCodes.QueryCanceled && stop.IsCancellationRequested)
            {
                throw new OperationCanceledException(stop.Token);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }
}
