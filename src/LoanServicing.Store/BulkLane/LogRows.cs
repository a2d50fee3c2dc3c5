using LoanServicing.Store.Transactions;
using NpgsqlTypes;

namespace LoanServicing.Store.BulkLane;

/// <summary>An event ready to be inserted.</summary>
/// <param name="Headers">As jsonb prints them, the hash among them.</param>
// No struct: rows of a round are gone through once a column.
internal sealed record EventRow(ChainLink Link, string Headers);

/// <summary>
/// Events and streams as rows of Marten's tables: those columns that Marten writes, in the form in which it writes
/// them.
/// </summary>
internal static class LogRows
{
    public static readonly RowSet<EventRow> Events = new(
        "mt_events",
        [
            Column<EventRow>.Of("id", NpgsqlDbType.Uuid, e => e.Link.Event.Id),
            Column<EventRow>.Of("stream_id", NpgsqlDbType.Uuid, e => e.Link.Event.Stream),
            Column<EventRow>.Of("version", NpgsqlDbType.Bigint, e => e.Link.Event.Version),
            Column<EventRow>.Of("data", NpgsqlDbType.Jsonb, e => e.Link.Event.Data),
            Column<EventRow>.Of("type", NpgsqlDbType.Varchar, e => e.Link.Event.Type),
            Column<EventRow>.Of("timestamp", NpgsqlDbType.TimestampTz, e => e.Link.Event.RecordedAt.UtcDateTime),
            Column<EventRow>.Of("mt_dotnet_type", NpgsqlDbType.Varchar, e => e.Link.Event.DotnetType),
            Column<EventRow>.Of("correlation_id", NpgsqlDbType.Varchar, e => e.Link.Event.Correlation),
            Column<EventRow>.Of("causation_id", NpgsqlDbType.Varchar, e => e.Link.Event.Causation),
            Column<EventRow>.Of("headers", NpgsqlDbType.Jsonb, e => e.Headers),
        ],
        ("seq_id", "nextval('mt_events_sequence')")
    );

    public static readonly RowSet<LockedStream> BegunStreams = new(
        "mt_streams",
        Column<LockedStream>.Key("id", NpgsqlDbType.Uuid, stream => stream.Id),
        Column<LockedStream>.Of("type", NpgsqlDbType.Varchar, stream => stream.Type),
        Column<LockedStream>.Of("version", NpgsqlDbType.Bigint, stream => stream.Version)
    );

    public static readonly RowSet<LockedStream> AppendedStreams = new(
        "mt_streams",
        Column<LockedStream>.Key("id", NpgsqlDbType.Uuid, stream => stream.Id),
        Column<LockedStream>.Of("version", NpgsqlDbType.Bigint, stream => stream.Version)
    );
}
