using JasperFx.Events;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Transactions;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace LoanServicing.Store.Documents;

/// <summary>
/// Makes the documents of remittances and of what of them is in suspense, from the events of the plan that received
/// them.
/// </summary>
public sealed class RemittanceProjection : IProjection
{
    // Place by place, of those taken since the recording began: asked for all of them at once, the planner may rather
    // read every event of the tenant.
    internal const string Extent = """
        select min(e.seq_id), max(e.seq_id)
        from generate_series($2 + 1, (select last_value from mt_events_sequence)) taken (place)
        cross join lateral (select seq_id from mt_events where seq_id = taken.place and tenant_id = $1 and correlation_id = $3 offset 0) e
        """;

    public Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        if (operations is not IDocumentSession session || Recording.Of(session) is not { } recording)
            throw new NotSupportedException(
                "a remittance is looked at in the recording that took it in; loans rebuild makes the documents anew"
            );
        foreach (var e in events)
        {
            if (e.Data is not PlanEvent of || recording.Find(e.StreamId) is not PlanStream plan)
                continue;
            if (of is RepaymentSuspended suspended)
                operations.Insert(SuspendedLine.Of(plan.State!.Plan, suspended));
            if (of is RemittanceReceived received)
                operations.Insert(
                    Received(
                        plan,
                        received,
                        events
                            .Where(other => other.CorrelationId == e.CorrelationId)
                            .Select(other => other.Sequence)
                            .ToList()
                    )
                );
        }

        return Task.CompletedTask;
    }

    /// <summary>What the bulk lane has written of remittances.</summary>
    internal static async Task ApplyAsync(
        IDocumentOperations operations,
        Recording recording,
        CancellationToken cancellation
    )
    {
        foreach (var (plan, received) in recording.Received)
            operations.Insert(
                Received(plan, received, await ExtentAsync(recording, received.Remittance, cancellation))
            );
    }

    internal static IEnumerable<SuspendedLine> SuspendedIn(PlanStream plan) =>
        plan
            .Pending.Select(pending => pending.Event)
            .OfType<RepaymentSuspended>()
            .Select(e => SuspendedLine.Of(plan.State!.Plan, e));

    private static RemittanceDocument Received(
        PlanStream plan,
        RemittanceReceived e,
        IReadOnlyCollection<long> sequences
    ) => RemittanceDocument.Of(plan.State!.Plan, e, sequences.Min(), sequences.Max());

    private static async Task<long[]> ExtentAsync(Recording recording, Guid remittance, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Extent, recording.Connection)
        {
            Parameters =
            {
                new() { Value = recording.Tenant.Stored },
                new() { Value = recording.LogPosition },
                new() { Value = remittance.ToString() },
            },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return [row.GetInt64(0), row.GetInt64(1)];
    }
}
