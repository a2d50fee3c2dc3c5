namespace LoanServicing.Store.ProofLane;

/// <summary>
/// An event as the cells of a row that <see cref="Columns"/> asks for, good until the next row is read.
/// </summary>
internal readonly ref struct EventCells(BinaryCopy row)
{
    /// <summary>The columns of <c>mt_events</c> that the cells are read from, in their order.</summary>
    public const string Columns =
        "stream_id, version, id, type, mt_dotnet_type, timestamp, correlation_id, causation_id, data, headers, seq_id";

    public ReadOnlySpan<byte> Stream { get; } = row[0];

    public long Version { get; } = row.Bigint(1);

    public ReadOnlySpan<byte> Id { get; } = row[2];

    public ReadOnlySpan<byte> Type { get; } = row[3];

    public ReadOnlySpan<byte> DotnetType { get; } = row[4];

    /// <summary>Microseconds since 2000, as the server sends it.</summary>
    public ReadOnlySpan<byte> Timestamp { get; } = row[5];

    public ReadOnlySpan<byte> Correlation { get; } = row[6];

    public ReadOnlySpan<byte> Causation { get; } = row[7];

    /// <summary>The text that jsonb prints.</summary>
    public ReadOnlySpan<byte> Data { get; } = row.Jsonb(8);

    public ReadOnlySpan<byte> Headers { get; } = row.Jsonb(9);

    /// <summary>The event's place in the whole log.</summary>
    public long Sequence { get; } = row.Bigint(10);
}
