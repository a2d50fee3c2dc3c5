using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// A stream that a recording has locked, or is about to begin: its state moves with each event appended.
/// </summary>
/// <param name="type">One of <see cref="StreamTypes"/>.</param>
public abstract class LockedStream(Guid id, string type)
{
    public Guid Id => id;

    public string Type => type;

    /// <summary>
    /// Version of the latest event, appended by this recording or before; 0 for a stream that does not exist.
    /// </summary>
    public long Version { get; internal set; }

    /// <summary>Hash of the latest event that is chained; empty for a stream that does not exist.</summary>
    internal byte[] Head { get; set; } = [];

    /// <summary>Version that the database has; 0 for a stream that does not exist there.</summary>
    internal long StoredVersion { get; set; }

    /// <summary>What was appended and not yet sent, in order.</summary>
    internal List<PendingEvent> Pending { get; set; } = [];

    /// <summary>
    /// The document as the database sent it, until its state is first asked for: rows of many streams are taken off the
    /// connection as fast as they come, and what they say is read while the server is at its next work.
    /// </summary>
    internal byte[]? Unread { get; set; }

    internal abstract void Take(object e);

    private protected T Document<T>()
        where T : class
    {
        var document = EventJson.ReadDocument<T>(Unread!);
        Unread = null;
        return document;
    }
}

/// <summary>An event that is to be written.</summary>
/// <param name="Message">What caused it; null where nothing with an id of its own did.</param>
/// <param name="Content">Of that message.</param>
internal readonly record struct PendingEvent(
    Guid Id,
    object Event,
    DateTimeOffset RecordedAt,
    string? Correlation,
    string? Message,
    string? Content
);

/// <summary>A loan's stream and the state at its version; null before it is made.</summary>
public sealed class LoanStream(Guid id) : LockedStream(id, StreamTypes.OfLoan)
{
    public LoanState? State
    {
        get => Unread is null ? field : field = Document<Documents.LoanDocument>().State;
        internal set;
    }

    internal override void Take(object e) => State = LoanState.Evolve(State, (LoanEvent)e);
}

/// <summary>An event of a loan that whoever records it may have to tell of.</summary>
public readonly record struct NotedConsequence(LoanStream Loan, long Version, LoanEvent Event);

/// <summary>A participant's stream and state.</summary>
public sealed class ParticipantStream(Guid id) : LockedStream(id, StreamTypes.OfParticipant)
{
    public ParticipantState? State
    {
        get => Unread is null ? field : field = Document<Documents.ParticipantDocument>().State;
        internal set;
    }

    internal override void Take(object e) => State = ParticipantState.Evolve(State, (ParticipantEvent)e);
}

/// <summary>A plan's stream and state.</summary>
public sealed class PlanStream(Guid id) : LockedStream(id, StreamTypes.OfPlan)
{
    public PlanState? State
    {
        get => Unread is null ? field : field = Document<Documents.PlanDocument>().State;
        internal set;
    }

    internal override void Take(object e) => State = PlanState.Evolve(State, (PlanEvent)e);
}
