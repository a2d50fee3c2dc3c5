using LoanServicing.Store.EventLog;

namespace LoanServicing.Store.Transactions;

/// <summary>An event's place in its stream's chain.</summary>
/// <param name="Event">As the row will have it.</param>
/// <param name="Hash">Hexadecimal.</param>
/// <param name="Content">Of the message that caused it; null where nothing with an id of its own did.</param>
internal readonly record struct ChainLink(StoredEvent Event, string Hash, string? Content)
{
    /// <summary>Links the event to the stream's head, and moves the head.</summary>
    public static ChainLink Of(LockedStream stream, long version, in PendingEvent pending, Recording recording)
    {
        var type = EventTypes.Of(pending.Event);
        var stored = new StoredEvent(
            stream.Id,
            version,
            pending.Id,
            type.CurrentName,
            type.DotnetType,
            pending.RecordedAt,
            pending.Correlation,
            pending.Message,
            EventJson.Write(pending.Event)
        );
        stream.Head = EventChain.Hash(
            stream.Head,
            recording.Tenant.Stored,
            stored,
            $"{{{Others(recording, pending.Content)}}}"
        );
        return new(stored, Convert.ToHexStringLower(stream.Head), pending.Content);
    }

    /// <summary>The event's headers as jsonb prints them.</summary>
    public string HeadersText(Recording recording) => $"{{\"hash\": \"{Hash}\", {Others(recording, Content)}}}";

    /// <summary>The same for Marten.</summary>
    public Dictionary<string, object> Headers(Recording recording)
    {
        var headers = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["hash"] = Hash,
            ["user"] = recording.Actor,
        };
        if (Content is not null)
            headers.Add("message", Content);
        return headers;
    }

    // Members in the order of jsonb: the shorter name first.
    private static string Others(Recording recording, string? content) =>
        content is null
            ? $"\"user\": {recording.ActorJson}"
            : $"\"user\": {recording.ActorJson}, \"message\": \"{content}\"";
}
