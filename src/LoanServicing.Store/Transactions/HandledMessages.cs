using LoanServicing.Store.Documents;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// The messages that a recording carries out, and what becomes of them. One that no event names leaves nothing, unless
/// it is to be kept all the same.
/// </summary>
internal sealed class HandledMessages
{
    private readonly Dictionary<string, string> begun = [];
    private readonly Dictionary<string, HandledMessage> kept = [];
    private readonly HashSet<string> taken = [];

    public IEnumerable<HandledMessage> ToKeep => kept.Values;

    public void Begin(string message, string content) => begun[message] = content;

    public void Keep(string message, string content) => kept[message] = new(message, content, HandledMessage.BesideLog);

    /// <summary>
    /// An event names the message. Returns its content; null where there is none, or it was not begun.
    /// </summary>
    public string? Named(string? message)
    {
        if (message is null || !begun.TryGetValue(message, out var content))
            return null;
        if (!taken.Contains(message))
            kept.TryAdd(message, new(message, content, HandledMessage.Recorded));
        return content;
    }

    public void Suspended(string message)
    {
        if (kept.TryGetValue(message, out var handled))
            kept[message] = handled with { Answer = HandledMessage.Suspended };
    }

    /// <summary>Those not sent yet.</summary>
    public IReadOnlyList<HandledMessage> Take()
    {
        HandledMessage[] messages = [.. kept.Values];
        taken.UnionWith(kept.Keys);
        kept.Clear();
        return messages;
    }
}
