using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Store.Recording;

/// <summary>A stream that a session has locked or is about to begin: its version and head move with each event recorded.</summary>
public abstract class StreamRecord(Guid stream, string aggregate)
{
    public Guid Stream => stream;

    /// <summary>Marten's alias of the aggregate.</summary>
    public string Aggregate => aggregate;

    /// <summary>Version of the latest event, recorded in this session or before; 0 for a stream that does not exist.</summary>
    public long Version { get; internal set; }

    /// <summary>Hash of the latest event; empty for a stream that does not exist.</summary>
    public byte[] Head { get; internal set; } = [];

    internal bool IsStored { get; set; }

    internal bool IsPending { get; set; }

    internal DateTimeOffset RecordedAt { get; set; }
}

/// <summary>A loan's stream and the state at its version; null before it is made.</summary>
public sealed class LoanRecord(Guid stream) : StreamRecord(stream, "loan")
{
    public LoanState? State { get; internal set; }
}

/// <summary>A participant's stream and state, and the basis that the read model shows.</summary>
public sealed class ParticipantRecord(Guid stream) : StreamRecord(stream, "participant")
{
    public ParticipantState? State { get; internal set; }

    public decimal RepaidAfterDeemed { get; internal set; }

    public decimal InvestmentInContract { get; internal set; }
}

/// <summary>A plan's stream and state.</summary>
public sealed class PlanRecord(Guid stream) : StreamRecord(stream, "plan")
{
    public PlanState? State { get; internal set; }
}
