using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.ReadModels;

/// <summary>Reads participants' whole records: the account's events and those of all their loans in the plan.</summary>
public static class AccountReader
{
    /// <summary>By participant; what the session has recorded and not yet committed is in it.</summary>
    public static async Task<IReadOnlyDictionary<string, RecordedAccount>> ReadAsync(
        LogSession session, PlanState plan, IReadOnlyCollection<string> participants, CancellationToken cancellation = default)
    {
        await session.FlushAsync(cancellation);
        return await ReadAsync(session.Connection, session.Tenant, plan, participants, cancellation);
    }

    internal static async Task<IReadOnlyDictionary<string, RecordedAccount>> ReadAsync(
        NpgsqlConnection connection, Tenant tenant, PlanState plan, IReadOnlyCollection<string> participants, CancellationToken cancellation)
    {
        if (participants.Count == 0)
            return new Dictionary<string, RecordedAccount>();
        var owners = await LoansOfAsync(connection, tenant, plan.Plan, participants, cancellation);
        var accounts = participants.ToDictionary(participant => StreamId.OfParticipant(tenant.Name, plan.Plan, participant));
        var events = (await EventReader.ReadStreamsAsync(connection, tenant, [.. accounts.Keys, .. owners.Keys], cancellation))
            .GroupBy(recorded => recorded.Stream)
            .ToDictionary(group => group.Key, group => group.ToList());
        var loans = owners.ToLookup(pair => pair.Value, pair => pair.Key);
        return accounts.ToDictionary(account => account.Value, account => new RecordedAccount(
            plan,
            events[account.Key],
            [.. loans[account.Value].Select(stream => events[stream]).OrderBy(loan => loan[0].Sequence)]));
    }

    private static async Task<Dictionary<Guid, string>> LoansOfAsync(
        NpgsqlConnection connection, Tenant tenant, string plan, IReadOnlyCollection<string> participants, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select loan_id, participant from loan where tenant_id = $1 and plan = $2 and participant = any ($3)", connection)
        {
            Parameters = { new() { Value = tenant.Stored }, new() { Value = plan }, new() { Value = participants.ToArray() } },
        };
        var owners = new Dictionary<Guid, string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            owners.Add(row.GetGuid(0), row.GetString(1));
        return owners;
    }

    internal static TState Fold<TState, TEvent>(IEnumerable<RecordedEvent> events, Func<TState?, TEvent, TState> evolve)
        where TState : class => events.Aggregate((TState?)null, (state, recorded) => evolve(state, (TEvent)recorded.Event))!;
}

/// <summary>A participant's events as the log has them.</summary>
/// <param name="Loans">Each loan's events in version order; the loans in the order in which they were recorded.</param>
public sealed record RecordedAccount(PlanState Plan, IReadOnlyList<RecordedEvent> Participant, IReadOnlyList<IReadOnlyList<RecordedEvent>> Loans)
{
    /// <summary>The record that the domain's questions are asked of.</summary>
    public AccountHistory History => new(
        Plan,
        AccountReader.Fold<ParticipantState, ParticipantEvent>(Participant, ParticipantState.Evolve),
        [.. Loans.Select(events => new LoanHistory([.. events.Select(recorded => (LoanEvent)recorded.Event)]))]);

    /// <summary>The same as it was known at a time, that moment included; null where the participant was not known then.</summary>
    /// <param name="plan">The plan as it was known then.</param>
    public RecordedAccount? AsRecordedBy(DateTimeOffset time, PlanState plan)
    {
        var participant = Participant.Where(recorded => recorded.RecordedAt <= time).ToList();
        IReadOnlyList<RecordedEvent>[] loans = [.. Loans.Select(events => events.Where(recorded => recorded.RecordedAt <= time).ToList()).Where(events => events.Count > 0)];
        return participant.Count == 0 ? null : new(plan, participant, loans);
    }
}
