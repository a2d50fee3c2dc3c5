using LoanServicing.Domain;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.ReadModels;

/// <summary>Reads a plan without locking it.</summary>
public static class PlanReader
{
    public static async Task<PlanState> ReadAsync(LogSession session, string plan, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand($"{PlanRows.Select} where tenant_id = current_setting('loans.tenant') and plan = $1", session.Connection) { Parameters = { new() { Value = plan } } };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? PlanRows.Read(row).State! : throw new InvalidDataException($"plan {plan} has loans and no row; run loans rebuild");
    }

    /// <summary>The plan's whole record.</summary>
    public static async Task<RecordedPlan> HistoryAsync(LogSession session, string plan, CancellationToken cancellation = default) =>
        new(await EventReader.ReadStreamAsync(session.Connection, session.Tenant, StreamId.OfPlan(session.Tenant.Name, plan), cancellation));
}

/// <summary>A plan's events as the log has them, in version order.</summary>
public sealed record RecordedPlan(IReadOnlyList<RecordedEvent> Events)
{
    /// <summary>The plan as it was known at a time, that moment included; null where it was not known then.</summary>
    public PlanState? AsRecordedBy(DateTimeOffset time) =>
        Events[0].RecordedAt > time ? null : AccountReader.Fold<PlanState, PlanEvent>(Events.TakeWhile(recorded => recorded.RecordedAt <= time), PlanState.Evolve);

    /// <summary>The day from which there is a plan whose days are closed.</summary>
    public DateOnly EstablishedOn => ((PlanEvent)Events[0].Event).On;

    /// <summary>When a business day had been closed: the recorded time of the first close that went through it; null where it is still open, or before the plan.</summary>
    public DateTimeOffset? ClosedAt(DateOnly day) =>
        day < EstablishedOn ? null : Events.FirstOrDefault(recorded => recorded.Event is BusinessDayClosed closed && closed.On >= day)?.RecordedAt;
}
