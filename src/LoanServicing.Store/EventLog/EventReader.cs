using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.EventLog;

/// <summary>Reads events as objects.</summary>
public static class EventReader
{
    // Stream by stream, each through the index on stream and version, whatever the planner knows of the table: of a
    // young one it knows nothing, and would rather read every event of the tenant.
    internal const string OfStreams = """
        select e.stream_id, e.version, e.seq_id, e.timestamp, e.type, e.data::text, e.headers ->> 'hash', e.headers ->> 'user', e.correlation_id, e.causation_id
        from unnest($2) wanted (id) cross join lateral (select * from mt_events where tenant_id = $1 and stream_id = wanted.id order by version) e
        """;

    /// <summary>
    /// A stream's events in version order, as a transaction sees them: what it has appended itself among them.
    /// </summary>
    public static Task<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        TenantTransaction transaction,
        Guid stream,
        CancellationToken cancellation
    ) => ReadStreamsAsync(transaction, [stream], cancellation);

    /// <summary>Several streams' events, stream by stream in the order asked for.</summary>
    public static async Task<IReadOnlyList<RecordedEvent>> ReadStreamsAsync(
        TenantTransaction transaction,
        IReadOnlyCollection<Guid> streams,
        CancellationToken cancellation
    )
    {
        var recording = transaction as Recording;
        // What this transaction began and has not sent yet is not there to be read.
        var stored = recording is null
            ? streams
            : [.. streams.Where(stream => recording.Find(stream) is not { StoredVersion: 0 })];
        var events =
            stored.Count == 0
                ? []
                : await ReadStreamsAsync(transaction.Connection, transaction.Tenant, stored, cancellation);
        return recording is null ? events : [.. events, .. streams.SelectMany(recording.PendingOf)];
    }

    internal static async Task<IReadOnlyList<RecordedEvent>> ReadStreamsAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        IReadOnlyCollection<Guid> streams,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(OfStreams, connection)
        {
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = streams.ToArray() },
            },
        };
        return await ReadAsync(command, cancellation);
    }

    private static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(
        NpgsqlCommand command,
        CancellationToken cancellation
    )
    {
        var events = new List<RecordedEvent>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            events.Add(
                new(
                    row.GetGuid(0),
                    row.GetInt64(1),
                    row.GetInt64(2),
                    row.GetFieldValue<DateTimeOffset>(3),
                    EventJson.Read(row.GetString(4), row.GetString(5)),
                    row.IsDBNull(6) ? null : Convert.FromHexString(row.GetString(6)),
                    row.IsDBNull(7) ? null : row.GetString(7),
                    row.IsDBNull(8) ? null : row.GetString(8),
                    row.IsDBNull(9) ? null : row.GetString(9)
                )
            );
        }

        return events;
    }
}

/// <summary>An event with when and by whom it was recorded.</summary>
/// <param name="Sequence">Its place in the whole log; of what is not sent yet, a place after all others.</param>
/// <param name="Hash">Its link in the stream's chain; null where the writer left none, or it is not sent yet.</param>
public sealed record RecordedEvent(
    Guid Stream,
    long Version,
    long Sequence,
    DateTimeOffset RecordedAt,
    object Event,
    byte[]? Hash,
    string? Actor,
    string? Correlation,
    string? Causation
);
