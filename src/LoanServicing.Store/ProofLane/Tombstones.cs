namespace LoanServicing.Store.ProofLane;

/// <summary>
/// What Marten leaves of a unit of work that failed after it had drawn sequence numbers: an event for each number, in a
/// stream of the process's own that has no type. They say nothing, and are passed over; whatever else lies in such a
/// stream is not one.
/// </summary>
internal static class Tombstones
{
    private static ReadOnlySpan<byte> Type => "tombstone"u8;

    private static ReadOnlySpan<byte> DotnetType => "JasperFx.Events.Tombstone, JasperFx.Events"u8;

    /// <summary>Whether the event is one, to the last cell: there is no room in it for anything else.</summary>
    public static bool Is(in EventCells e) =>
        e.Type.SequenceEqual(Type)
        && e.DotnetType.SequenceEqual(DotnetType)
        && e.Version == e.Sequence
        && e.Data.SequenceEqual("{}"u8)
        && (e.Headers.IsEmpty || e.Headers.SequenceEqual("{}"u8))
        && e.Correlation.IsEmpty
        && e.Causation.IsEmpty;
}
