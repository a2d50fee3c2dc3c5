using LoanServicing.Domain;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Documents;

/// <summary>Reads a plan without locking it.</summary>
public static class PlanReader
{
    /// <summary>As a transaction sees it: what it has appended itself counts.</summary>
    public static async Task<PlanState> ReadAsync(
        TenantTransaction transaction,
        string plan,
        CancellationToken cancellation = default
    )
    {
        var stream = StreamId.OfPlan(transaction.Tenant.Name, plan);
        if (transaction is Recording recording && recording.Find(stream) is PlanStream { State: { } state })
            return state;
        return (await transaction.Session.LoadAsync<PlanDocument>(stream, cancellation))?.State
            ?? throw new InvalidDataException($"plan {plan} has loans and no document; run loans rebuild");
    }

    /// <summary>The plan's whole record.</summary>
    public static async Task<RecordedPlan> HistoryAsync(
        TenantTransaction transaction,
        string plan,
        CancellationToken cancellation = default
    ) =>
        new(
            await EventReader.ReadStreamAsync(transaction, StreamId.OfPlan(transaction.Tenant.Name, plan), cancellation)
        );
}

/// <summary>A plan's events as the log has them, in version order.</summary>
public sealed record RecordedPlan(IReadOnlyList<RecordedEvent> Events)
{
    /// <summary>The plan as it was known at a time, that moment included; null where it was not known then.</summary>
    public PlanState? AsRecordedBy(DateTimeOffset time) =>
        Events[0].RecordedAt > time
            ? null
            : AccountReader.Fold<PlanState, PlanEvent>(
                Events.TakeWhile(recorded => recorded.RecordedAt <= time),
                PlanState.Evolve
            );

    /// <summary>The day from which there is a plan whose days are closed.</summary>
    public DateOnly EstablishedOn => ((PlanEvent)Events[0].Event).On;

    /// <summary>
    /// When a business day had been closed: the recorded time of the first close that went through it; null where it is
    /// still open, or before the plan.
    /// </summary>
    public DateTimeOffset? ClosedAt(DateOnly day) =>
        day < EstablishedOn
            ? null
            : Events
                .FirstOrDefault(recorded => recorded.Event is BusinessDayClosed closed && closed.On >= day)
                ?.RecordedAt;
}
