using LoanServicing.Store;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The least that a replay has to do: read the events by binary COPY on all processors, and make objects of them by the
/// same reader.
/// </summary>
internal static class RawRead
{
    /// <summary>
    /// In the order in which a replay uses them: each processor has a part of the streams, sorted by the server.
    /// </summary>
    public static Task<long> InOrderAsync(LoansDatabase database) =>
        RunAsync(
            StreamRange
                .Cut(ReplayParts.Count)
                .Select(range =>
                    Task.Factory.StartNew(
                        () => Read(database, Condition(range.Condition("stream_id")) + " order by stream_id, version"),
                        TaskCreationOptions.LongRunning
                    )
                )
        );

    /// <summary>
    /// As they lie in the table, which serves nobody who wants to fold them: each processor has a part of its pages.
    /// </summary>
    public static async Task<long> AsStoredAsync(LoansDatabase database)
    {
        await using var size = database.Owner.CreateCommand(
            "select (pg_relation_size('mt_events') / current_setting('block_size')::int)::bigint"
        );
        var pages = (long)(await size.ExecuteScalarAsync())!;
        var parts = ReplayParts.Count;
        return await RunAsync(
            Enumerable
                .Range(0, parts)
                .Select(part =>
                    Task.Factory.StartNew(
                        () =>
                            Read(
                                database,
                                Condition(
                                    $"ctid >= '({pages * part / parts},0)' and ctid < '({pages * (part + 1) / parts},0)'"
                                )
                            ),
                        TaskCreationOptions.LongRunning
                    )
                )
        );
    }

    private static async Task<long> RunAsync(IEnumerable<Task<long>> parts) => (await Task.WhenAll(parts)).Sum();

    private static string Condition(string events) =>
        $"where tenant_id = {Sql.Text(Tenant.Default.Stored)} and {events}";

    // Returns how many events there were.
    private static long Read(LoansDatabase database, string which)
    {
        using var connection = database.Owner.OpenConnection();
        using var transaction = connection.BeginTransaction();
        using (var set = new NpgsqlCommand(PartConnections.SortingWith(PartConnections.ForEvents), connection))
            set.ExecuteNonQuery();
        using var rows = BinaryCopy.Of(connection, $"select {EventCells.Columns} from mt_events {which}");
        var count = 0L;
        for (; rows.Read(); count++)
        {
            var e = new EventCells(rows);
            if (EventJson.Read(EventTypes.Named(e.Type), e.Data) is null)
                throw new InvalidDataException("an event that is null");
        }

        return count;
    }
}
