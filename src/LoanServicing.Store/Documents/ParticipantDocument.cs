using JasperFx.Events;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.EventLog;
using Marten.Events.Aggregation;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace LoanServicing.Store.Documents;

/// <summary>A participant's account as its own events have made it; its loans have streams of their own.</summary>
/// <param name="Id">Of the stream.</param>
public sealed record ParticipantDocument(Guid Id, ParticipantState State)
{
    public string Plan => State.Plan;

    public string Participant => State.Participant;

    public static void ConfigureMarten(DocumentMapping<ParticipantDocument> mapping)
    {
        mapping.Alias = StreamTypes.OfParticipant;
        mapping.UniqueIndex(
            UniqueIndexType.DuplicatedField,
            "participant_by_name",
            TenancyScope.PerTenant,
            participant => participant.Plan,
            participant => participant.Participant
        );
    }
}

/// <summary>Keeps a participant's document in step with the stream.</summary>
public sealed class ParticipantProjection : SingleStreamProjection<ParticipantDocument, Guid>
{
    public ParticipantProjection() => IncludeType<ParticipantEvent>();

    public override ParticipantDocument Evolve(ParticipantDocument? snapshot, Guid id, IEvent e) =>
        new(id, ParticipantState.Evolve(snapshot?.State, (ParticipantEvent)e.Data));
}
