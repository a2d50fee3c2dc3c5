using LoanServicing.Store.Recording;
using NpgsqlTypes;
using static LoanServicing.Store.Recording.Column<LoanServicing.Store.EventLog.ChainedEvent>;

namespace LoanServicing.Store.EventLog;

/// <summary>An event with its link in the chain, ready to be inserted.</summary>
/// <param name="Headers">The hash among them.</param>
public readonly record struct ChainedEvent(StoredEvent Event, string Headers);

/// <summary>Events as rows of Marten's table.</summary>
internal static class EventRows
{
    public static readonly RowSet<ChainedEvent> All = new(
        "mt_events",
        Of("id", NpgsqlDbType.Uuid, e => e.Event.Id),
        Of("stream_id", NpgsqlDbType.Uuid, e => e.Event.Stream),
        Of("version", NpgsqlDbType.Bigint, e => e.Event.Version),
        Of("data", NpgsqlDbType.Jsonb, e => e.Event.Data),
        Of("type", NpgsqlDbType.Varchar, e => e.Event.Type),
        Of("timestamp", NpgsqlDbType.TimestampTz, e => e.Event.RecordedAt.UtcDateTime),
        Of("mt_dotnet_type", NpgsqlDbType.Varchar, e => e.Event.DotnetType),
        Of("correlation_id", NpgsqlDbType.Varchar, e => e.Event.Correlation),
        Of("causation_id", NpgsqlDbType.Varchar, e => e.Event.Causation),
        Of("headers", NpgsqlDbType.Jsonb, e => e.Headers));
}

/// <summary>Streams as rows of Marten's table.</summary>
internal static class StreamRows
{
    public static readonly RowSet<StreamRecord> New = new(
        "mt_streams",
        Column<StreamRecord>.Key("id", NpgsqlDbType.Uuid, r => r.Stream),
        Column<StreamRecord>.Of("type", NpgsqlDbType.Varchar, r => r.Aggregate),
        Column<StreamRecord>.Of("version", NpgsqlDbType.Bigint, r => r.Version),
        Column<StreamRecord>.Of("timestamp", NpgsqlDbType.TimestampTz, r => r.RecordedAt.UtcDateTime),
        Column<StreamRecord>.Of("created", NpgsqlDbType.TimestampTz, r => r.RecordedAt.UtcDateTime));

    public static readonly RowSet<StreamRecord> Changed = new(
        "mt_streams",
        Column<StreamRecord>.Key("id", NpgsqlDbType.Uuid, r => r.Stream),
        Column<StreamRecord>.Of("version", NpgsqlDbType.Bigint, r => r.Version),
        Column<StreamRecord>.Of("timestamp", NpgsqlDbType.TimestampTz, r => r.RecordedAt.UtcDateTime));
}
