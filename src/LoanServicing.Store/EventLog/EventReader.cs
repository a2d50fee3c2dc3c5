using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.EventLog;

/// <summary>Reads events as objects.</summary>
public static class EventReader
{
    private const string Columns =
        "select stream_id, version, seq_id, timestamp, type, data::text, headers ->> 'hash', headers ->> 'user', correlation_id, causation_id from mt_events";

    /// <summary>A stream's events in version order, those after a version.</summary>
    public static async Task<IReadOnlyList<RecordedEvent>> ReadStreamAsync(
        NpgsqlConnection connection, Tenant tenant, Guid stream, CancellationToken cancellation, long after = 0)
    {
        await using var command = new NpgsqlCommand($"{Columns} where tenant_id = $1 and stream_id = $2 and version > $3 order by version", connection)
        {
            Parameters = { new() { Value = tenant.Stored }, new() { Value = stream }, new() { Value = after } },
        };
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Several streams' events, by stream and version.</summary>
    public static async Task<IReadOnlyList<RecordedEvent>> ReadStreamsAsync(
        NpgsqlConnection connection, Tenant tenant, IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"{Columns} where tenant_id = $1 and stream_id = any ($2) order by stream_id, version", connection)
        {
            Parameters = { new() { Value = tenant.Stored }, new() { Value = streams.ToArray() } },
        };
        return await ReadAsync(command, cancellation);
    }

    /// <summary>Several streams' events as a session sees them, by stream and version.</summary>
    public static Task<IReadOnlyList<RecordedEvent>> ReadStreamsAsync(LogSession session, IReadOnlyCollection<Guid> streams, CancellationToken cancellation) =>
        ReadStreamsAsync(session.Connection, session.Tenant, streams, cancellation);

    private static async Task<IReadOnlyList<RecordedEvent>> ReadAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        var events = new List<RecordedEvent>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            events.Add(new(
                row.GetGuid(0),
                row.GetInt64(1),
                row.GetInt64(2),
                row.GetFieldValue<DateTimeOffset>(3),
                EventJson.Read(row.GetString(4), row.GetString(5)),
                row.IsDBNull(6) ? null : Convert.FromHexString(row.GetString(6)),
                row.IsDBNull(7) ? null : row.GetString(7),
                row.IsDBNull(8) ? null : row.GetString(8),
                row.IsDBNull(9) ? null : row.GetString(9)));
        }

        return events;
    }
}

/// <summary>An event with when and by whom it was recorded.</summary>
/// <param name="Sequence">Its place in the whole log.</param>
/// <param name="Hash">Its link in the stream's chain; null where the writer left none.</param>
public sealed record RecordedEvent(
    Guid Stream,
    long Version,
    long Sequence,
    DateTimeOffset RecordedAt,
    object Event,
    byte[]? Hash,
    string? Actor,
    string? Correlation,
    string? Causation);
