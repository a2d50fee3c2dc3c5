using Npgsql;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// Locks streams and reads where they stand: version, latest link of the chain, and the document, in one round trip
/// whatever their number.
/// </summary>
internal sealed class StreamLocks(Recording recording)
{
    public const string Alone = "no key update";
    public const string Shared = "share";

    // Stream by stream, in the order of their ids, whatever the planner knows of the tables: of a young one it knows
    // nothing.
    internal static string Locking(string strength) =>
        $"""
            select locked.* from unnest($1) wanted (id)
            cross join lateral (select id, version from mt_streams s where s.tenant_id = $2 and s.id = wanted.id for {strength}) locked
            """;

    /// <summary>
    /// Returns the server's clock, or the recorded time of the latest event of these streams where that is later.
    /// </summary>
    /// <param name="documents">The table of what follows from such streams.</param>
    /// <param name="strength">Of the lock: alone, or shared with others who do not append.</param>
    /// <exception cref="InvalidDataException">A document is not at its stream's version, or the latest event carries no
    /// hash.</exception>
    public async Task<DateTimeOffset> TakeAsync(
        Guid[] streams,
        string documents,
        string strength,
        CancellationToken cancellation
    )
    {
        var ids = streams.Order().ToArray();
        // What is read is read by a statement of its own, after the locks: in the same one it could be older than the
        // lock.
        await using var batch = new NpgsqlBatch(recording.Connection)
        {
            BatchCommands =
            {
                Command(Locking(strength), ids),
                Command(Standing(documents), ids),
                new("select clock_timestamp()"),
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        var unread = new HashSet<LockedStream>();
        while (await row.ReadAsync(cancellation))
            unread.Add(Locked(row));
        await row.NextResultAsync(cancellation);
        var latest = recording.Now;
        while (await row.ReadAsync(cancellation))
        {
            // What another began after the locks were taken is not locked, and is not there for this recording.
            if (recording.Find(row.GetGuid(0)) is { } stream && unread.Remove(stream))
                latest = Later(latest, Read(row, stream));
        }

        if (unread.FirstOrDefault() is { } bare)
            throw Unfit(bare, "is missing");
        await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        return Later(latest, row.GetFieldValue<DateTimeOffset>(0));
    }

    // Without "offset 0" the planner makes a join of each, and may rather read every event or document of the tenant.
    internal static string Standing(string documents) =>
        $"""
            select d.id, d.data, d.mt_version, e.timestamp, e.headers ->> 'hash' from unnest($1) wanted (id)
            cross join lateral (select id, data, mt_version from {documents} where tenant_id = $2 and id = wanted.id offset 0) d
            left join lateral (
              select timestamp, headers from mt_events where tenant_id = $2 and stream_id = d.id and version = d.mt_version offset 0) e on true
            """;

    private NpgsqlBatchCommand Command(string sql, Guid[] ids) =>
        new(sql)
        {
            Parameters =
            {
                new() { Value = ids },
                new() { Value = recording.Tenant.Stored },
            },
        };

    private LockedStream Locked(NpgsqlDataReader row)
    {
        var stream = recording.Find(row.GetGuid(0))!;
        stream.Version = stream.StoredVersion = row.GetInt64(1);
        return stream;
    }

    // Returns when the latest event was recorded.
    private static DateTimeOffset Read(NpgsqlDataReader row, LockedStream stream)
    {
        if (row.GetInt64(2) != stream.Version)
            throw Unfit(stream, $"is at version {row.GetInt64(2)} instead of {stream.Version}");
        if (row.IsDBNull(4))
            throw new InvalidDataException(
                $"event {stream.Version} of {stream.Type} {stream.Id} is missing or has no hash; run loans verify"
            );
        stream.Head = Convert.FromHexString(row.GetString(4));
        stream.Unread = row.GetFieldValue<byte[]>(1);
        return row.GetFieldValue<DateTimeOffset>(3);
    }

    private static InvalidDataException Unfit(LockedStream stream, string found) =>
        new($"the document of {stream.Type} {stream.Id} {found}; run loans rebuild");

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
