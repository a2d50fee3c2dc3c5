using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using Npgsql;

namespace LoanServicing.Store.Recording;

/// <summary>Another engine may have written the log without our rows: what they lack is read from the stream.</summary>
internal static class CatchUp
{
    public static async Task Async(NpgsqlConnection connection, Tenant tenant, StreamRecord record, long version, CancellationToken cancellation)
    {
        if (record.Version > version)
            throw new InvalidDataException($"the row of stream {record.Stream} is at version {record.Version}, ahead of the log's {version}; run loans verify");
        foreach (var recorded in await EventReader.ReadStreamAsync(connection, tenant, record.Stream, cancellation, after: record.Version))
        {
            switch (record, recorded.Event)
            {
                case (LoanRecord loan, LoanEvent e):
                    loan.State = LoanState.Evolve(loan.State, e);
                    break;
                case (ParticipantRecord participant, ParticipantEvent e):
                    participant.State = ParticipantState.Evolve(participant.State, e);
                    break;
                case (PlanRecord plan, PlanEvent e):
                    plan.State = PlanState.Evolve(plan.State, e);
                    break;
                default:
                    throw new InvalidDataException($"stream {record.Stream} of type {record.Aggregate} holds a {recorded.Event.GetType().Name}");
            }

            record.Version = recorded.Version;
            record.Head = recorded.Hash ?? throw new InvalidDataException($"event {recorded.Version} of stream {record.Stream} has no hash in its headers");
        }
    }
}
