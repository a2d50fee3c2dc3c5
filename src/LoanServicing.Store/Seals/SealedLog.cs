using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Seals;

/// <summary>
/// Compares the log with sealed heads, those of the database that can be relied on and those of a file.
/// </summary>
/// <param name="names">Names of the seals by number.</param>
/// <param name="standing">The seals of the database whose heads are evidence.</param>
internal sealed class SealedLog(
    NpgsqlConnection connection,
    Tenant tenant,
    IReadOnlyDictionary<int, string> names,
    int[] standing
)
{
    /// <summary>The heads of a file, in a temporary table of the columns of seal_head.</summary>
    public const string Exported = "pg_temp.exported_head";

    private const int MostStreams = 20;

    // Of each stream the first head that no longer holds, and the last one before it: until there the stream is as it
    // was.
    private static readonly string Changed = $"""
        with head as not materialized (
          select stream_id, version, number, encode(hash, 'hex') as hash from seal_head where tenant_id = $1 and number = any ($2)
          union all
          select stream_id, version, number, encode(hash, 'hex') from {Exported}),
        compared as not materialized (
          select h.stream_id, h.version, h.number, h.hash, e.headers ->> 'hash' as found,
            e.stream_id is not null and (h.hash = '' or h.hash = e.headers ->> 'hash') is true as holds
          from head h left join mt_events e on e.tenant_id = $1 and e.stream_id = h.stream_id and e.version = h.version),
        first as materialized (
          select distinct on (stream_id) stream_id, version, number, hash, found from compared where not holds
          order by stream_id, version, number),
        shown as materialized (select *, count(*) over () as streams from first order by stream_id limit {MostStreams}),
        until as (
          select c.stream_id, max(c.version) as version
          from compared c join shown f on f.stream_id = c.stream_id and c.version < f.version
          group by c.stream_id)
        select f.stream_id, f.version, f.number, f.hash, f.found, s.type, coalesce(u.version, 0),
          (select coalesce(max(e.version), 0) from mt_events e where e.tenant_id = $1 and e.stream_id = f.stream_id), f.streams
        from shown f left join until u on u.stream_id = f.stream_id left join mt_streams s on s.tenant_id = $1 and s.id = f.stream_id
        order by f.stream_id
        """;

    /// <summary>
    /// Streams that no longer are what they were when they were sealed, each with the first event that is another one
    /// or gone.
    /// </summary>
    public async Task<IReadOnlyList<Difference>> ChangedAsync(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Changed, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = standing },
            },
        };
        var differences = new List<Difference>();
        var streams = 0L;
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var (version, until, last) = (row.GetInt64(1), row.GetInt64(6), row.GetInt64(7));
            var found =
                last == 0 ? "no event: the stream was removed"
                : last < version ? $"an end after event {last}: what followed was cut off"
                : $"event {version} with hash {Short(row.IsDBNull(4) ? "" : row.GetString(4))}: the history was rewritten";
            differences.Add(
                new(
                    "seal",
                    $"{Stream(row, 5)}, {Events(until + 1, Math.Min(version, last + 1))}",
                    found,
                    $"event {version} with hash {Short(row.GetString(3))}, as in {names[row.GetInt32(2)]}"
                )
            );
            streams = row.GetInt64(8);
        }

        if (streams > differences.Count)
            differences.Add(
                new("seal", $"{streams - differences.Count} more streams", "another history", "the one that was sealed")
            );
        return differences;
    }

    /// <summary>Events that say that they were recorded before a seal, and are under none.</summary>
    /// <param name="heads">The table of heads to look in, those of the seal or earlier.</param>
    /// <param name="events">How many events that is.</param>
    /// <param name="always">Whether to look even where the number is right.</param>
    public async Task<IReadOnlyList<Difference>> PutInBehindAsync(
        string heads,
        Seal seal,
        long events,
        bool always,
        CancellationToken cancellation
    )
    {
        await using (
            var count = new NpgsqlCommand(
                "select count(*) from mt_events where tenant_id = $1 and seq_id <= $2 and type <> 'tombstone'",
                connection
            )
            {
                CommandTimeout = 0,
                Parameters =
                {
                    new() { Value = tenant.Stored },
                    new() { Value = seal.LastSequence },
                },
            }
        )
        {
            if (await count.ExecuteScalarAsync(cancellation) is long found && found == events && !always)
                return [];
        }

        await using var command = new NpgsqlCommand(
            $"""
            select e.stream_id, min(e.version), s.type, min(e.seq_id)
            from mt_events e
            left join (
              select stream_id, max(version) as version from {heads} where tenant_id = $1 and number <= $3
              group by stream_id) h on h.stream_id = e.stream_id
            left join mt_streams s on s.tenant_id = $1 and s.id = e.stream_id
            where e.tenant_id = $1 and e.seq_id <= $2 and e.type <> 'tombstone' and e.version > coalesce(h.version, 0)
            group by e.stream_id, s.type order by e.stream_id limit {MostStreams}
            """,
            connection
        )
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = seal.LastSequence },
                new() { Value = seal.Number },
            },
        };
        var differences = new List<Difference>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            differences.Add(
                new(
                    "seal",
                    $"{Stream(row, 2)}, event {row.GetInt64(1)}",
                    $"sequence {row.GetInt64(3)}",
                    $"one after {seal.LastSequence}, where {seal.Name} ends: the event was put in after it"
                )
            );
        return differences;
    }

    private static string Stream(NpgsqlDataReader row, int type) =>
        $"{(row.IsDBNull(type) ? "stream" : row.GetString(type))} {row.GetGuid(0)}";

    private static string Events(long first, long last) =>
        first == last ? $"event {first}" : $"between event {first} and {last}";

    private static string Short(string hash) =>
        hash.Length == 0 ? "missing"
        : hash.Length <= 12 ? hash
        : $"{hash[..12]}…";
}
