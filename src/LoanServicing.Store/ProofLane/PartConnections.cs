using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// The four connections that one part is read through at once, each set to read its table from beginning to end and to
/// sort.
/// </summary>
internal sealed record PartConnections(
    NpgsqlConnection Streams,
    NpgsqlConnection Events,
    NpgsqlConnection Loans,
    NpgsqlConnection Participants
)
{
    // Of the server's memory, for each of the two or so parts: the events are many times what fits, the others are not.
    public const string ForEvents = "64MB";
    private const string ForOthers = "16MB";

    public static async Task<PartConnections> OpenAsync(LogSnapshot snapshot, CancellationToken cancellation) =>
        new(
            await SortingAsync(snapshot, ForOthers, cancellation),
            await SortingAsync(snapshot, ForEvents, cancellation),
            await SortingAsync(snapshot, ForOthers, cancellation),
            await SortingAsync(snapshot, ForOthers, cancellation)
        );

    /// <summary>Has a transaction read tables from beginning to end and sort them in so much memory.</summary>
    public static string SortingWith(string memory) =>
        $"set local work_mem = '{memory}'; set local enable_indexscan = off; set local enable_bitmapscan = off; set "
        + "local max_parallel_workers_per_gather = 0";

    /// <summary>The server's processes behind them.</summary>
    public int[] Processes => [Streams.ProcessID, Events.ProcessID, Loans.ProcessID, Participants.ProcessID];

    private static async Task<NpgsqlConnection> SortingAsync(
        LogSnapshot snapshot,
        string memory,
        CancellationToken cancellation
    )
    {
        var connection = await snapshot.OpenAsync(cancellation);
        await using var set = new NpgsqlCommand(SortingWith(memory), connection);
        await set.ExecuteNonQueryAsync(cancellation);
        return connection;
    }
}
