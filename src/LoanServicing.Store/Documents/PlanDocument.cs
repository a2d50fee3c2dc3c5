using JasperFx.Events;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using Marten.Events.Aggregation;
using Marten.Schema;
using Marten.Schema.Indexing.Unique;

namespace LoanServicing.Store.Documents;

/// <summary>
/// A plan as its events have made it: its loan program by effective date, and how far its business days are closed.
/// </summary>
/// <param name="Id">Of the stream.</param>
public sealed record PlanDocument(Guid Id, PlanState State)
{
    public string Plan => State.Plan;

    public static void ConfigureMarten(DocumentMapping<PlanDocument> mapping)
    {
        mapping.Alias = StreamTypes.OfPlan;
        mapping.UniqueIndex(UniqueIndexType.DuplicatedField, "plan_by_name", TenancyScope.PerTenant, plan => plan.Plan);
    }
}

/// <summary>Keeps a plan's document in step with the stream.</summary>
public sealed class PlanProjection : SingleStreamProjection<PlanDocument, Guid>
{
    public PlanProjection() => IncludeType<PlanEvent>();

    public override PlanDocument Evolve(PlanDocument? snapshot, Guid id, IEvent e) =>
        new(id, PlanState.Evolve(snapshot?.State, (PlanEvent)e.Data));
}
