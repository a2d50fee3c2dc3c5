using System.Runtime.CompilerServices;
using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.Recording;
using Npgsql;

namespace LoanServicing.Postgres.Verification;

/// <summary>A stream as the log holds it, whether or not its events can be understood.</summary>
/// <param name="Version">What mt_streams says that its version is.</param>
/// <param name="Entries">In version order.</param>
internal sealed record LoggedStream(Guid Id, string Type, long Version, IReadOnlyList<LogEntry> Entries)
{
    /// <summary>The events as objects; null where one of them cannot be read.</summary>
    public IReadOnlyList<RecordedEvent>? Events { get; } = Entries.Any(entry => entry.Recorded is null) ? null : [.. Entries.Select(entry => entry.Recorded!)];
}

/// <summary>One event with the very text that is hashed.</summary>
/// <param name="OtherHeaders">All but the hash, as jsonb prints them.</param>
/// <param name="Recorded">Null where the event cannot be read; <paramref name="Problem"/> says why.</param>
internal sealed record LogEntry(StoredEvent Stored, string OtherHeaders, RecordedEvent? Recorded, string? Hash, string? Problem);

/// <summary>Reads all streams of one type, by stream and version.</summary>
internal sealed class StreamSource(NpgsqlConnection connection, Tenant tenant, string type)
{
    private const string Sql =
        """
        select e.stream_id, e.version, e.id, e.type, e.mt_dotnet_type, e.timestamp, e.correlation_id, e.causation_id, e.data::text,
          (e.headers - 'hash')::text, e.headers ->> 'hash', e.headers ->> 'user', e.seq_id, s.version
        from mt_streams s join mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id
        where s.tenant_id = $1 and s.type = $2
        order by e.stream_id, e.version
        """;

    public async IAsyncEnumerable<LoggedStream> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new() { Value = tenant.Stored }, new() { Value = type } } };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var entries = new List<LogEntry>();
        var version = 0L;
        while (await row.ReadAsync(cancellation))
        {
            var entry = Read(row);
            if (entries.Count > 0 && entries[0].Stored.Stream != entry.Stored.Stream)
            {
                yield return new(entries[0].Stored.Stream, type, version, entries);
                entries = [];
            }

            entries.Add(entry);
            version = row.GetInt64(13);
        }

        if (entries.Count > 0)
            yield return new(entries[0].Stored.Stream, type, version, entries);
    }

    private static LogEntry Read(NpgsqlDataReader row)
    {
        var stored = new StoredEvent(
            row.GetGuid(0), row.GetInt64(1), row.GetGuid(2), row.GetString(3), Text(row, 4) ?? "", row.GetFieldValue<DateTimeOffset>(5), Text(row, 6), Text(row, 7), row.GetString(8));
        var hash = Text(row, 10);
        try
        {
            var e = EventJson.Read(stored.Type, stored.Data);
            var bytes = hash is null ? null : Convert.FromHexString(hash);
            return new(stored, Text(row, 9) ?? "{}", new(stored.Stream, stored.Version, row.GetInt64(12), stored.RecordedAt, e, bytes, Text(row, 11), stored.Correlation, stored.Causation), hash, null);
        }
        catch (Exception unreadable) when (unreadable is System.Text.Json.JsonException or InvalidDataException or FormatException or ArgumentException)
        {
            return new(stored, Text(row, 9) ?? "{}", null, hash, unreadable.Message);
        }
    }

    private static string? Text(NpgsqlDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);
}
