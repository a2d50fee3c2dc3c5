using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Documents;

/// <summary>Reads participants' whole records: the account's events and those of all their loans in the plan.</summary>
public static class AccountReader
{
    // Without "offset 0" the planner makes a join of it, and may rather read every loan of the plan, or of all plans.
    internal const string LoansOf = """
        select l.id, l.participant from unnest($3) wanted (participant)
        cross join lateral (
          select id, participant from mt_doc_loan where tenant_id = $1 and plan = $2 and participant = wanted.participant offset 0) l
        """;

    /// <summary>By participant; what the transaction has appended and not yet committed is in it.</summary>
    public static async Task<IReadOnlyDictionary<string, RecordedAccount>> ReadAsync(
        TenantTransaction transaction,
        PlanState plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation = default
    )
    {
        if (participants.Count == 0)
            return new Dictionary<string, RecordedAccount>();
        var owners = await LoansOfAsync(
            transaction.Connection,
            transaction.Tenant,
            plan.Plan,
            participants,
            cancellation
        );
        if (transaction is Recording recording)
        {
            foreach (var participant in participants)
            {
                foreach (
                    var loan in recording.BegunLoans(
                        StreamId.OfParticipant(transaction.Tenant.Name, plan.Plan, participant)
                    )
                )
                    owners.Add(loan.Id, participant);
            }
        }

        var accounts = Accounts(transaction.Tenant, plan, participants);
        return Put(
            plan,
            accounts,
            owners,
            await EventReader.ReadStreamsAsync(transaction, [.. accounts.Keys, .. owners.Keys], cancellation)
        );
    }

    internal static async Task<IReadOnlyDictionary<string, RecordedAccount>> ReadAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        PlanState plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation
    )
    {
        if (participants.Count == 0)
            return new Dictionary<string, RecordedAccount>();
        var owners = await LoansOfAsync(connection, tenant, plan.Plan, participants, cancellation);
        var accounts = Accounts(tenant, plan, participants);
        return Put(
            plan,
            accounts,
            owners,
            await EventReader.ReadStreamsAsync(connection, tenant, [.. accounts.Keys, .. owners.Keys], cancellation)
        );
    }

    private static Dictionary<Guid, string> Accounts(
        Tenant tenant,
        PlanState plan,
        IReadOnlyCollection<string> participants
    ) => participants.ToDictionary(participant => StreamId.OfParticipant(tenant.Name, plan.Plan, participant));

    private static Dictionary<string, RecordedAccount> Put(
        PlanState plan,
        Dictionary<Guid, string> accounts,
        Dictionary<Guid, string> owners,
        IReadOnlyList<RecordedEvent> read
    )
    {
        var events = read.GroupBy(recorded => recorded.Stream)
            .ToDictionary(group => group.Key, group => group.ToList());
        var loans = owners.ToLookup(pair => pair.Value, pair => pair.Key);
        return accounts.ToDictionary(
            account => account.Value,
            account => new RecordedAccount(
                plan,
                events[account.Key],
                [.. loans[account.Value].Select(stream => events[stream]).OrderBy(loan => loan[0].Sequence)]
            )
        );
    }

    private static async Task<Dictionary<Guid, string>> LoansOfAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        string plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(LoansOf, connection)
        {
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = plan },
                new() { Value = participants.ToArray() },
            },
        };
        var owners = new Dictionary<Guid, string>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            owners.Add(row.GetGuid(0), row.GetString(1));
        return owners;
    }

    internal static TState Fold<TState, TEvent>(IEnumerable<RecordedEvent> events, Func<TState?, TEvent, TState> evolve)
        where TState : class =>
        events.Aggregate((TState?)null, (state, recorded) => evolve(state, (TEvent)recorded.Event))!;
}

/// <summary>A participant's events as the log has them.</summary>
/// <param name="Loans">Each loan's events in version order; the loans in the order in which they were recorded.</param>
public sealed record RecordedAccount(
    PlanState Plan,
    IReadOnlyList<RecordedEvent> Participant,
    IReadOnlyList<IReadOnlyList<RecordedEvent>> Loans
)
{
    /// <summary>The record that the domain's questions are asked of.</summary>
    public AccountHistory History =>
        new(
            Plan,
            AccountReader.Fold<ParticipantState, ParticipantEvent>(Participant, ParticipantState.Evolve),
            [.. Loans.Select(events => new LoanHistory([.. events.Select(recorded => (LoanEvent)recorded.Event)]))]
        );

    /// <summary>
    /// The same as it was known at a time, that moment included; null where the participant was not known then.
    /// </summary>
    /// <param name="plan">The plan as it was known then.</param>
    public RecordedAccount? AsRecordedBy(DateTimeOffset time, PlanState plan)
    {
        var participant = Participant.Where(recorded => recorded.RecordedAt <= time).ToList();
        IReadOnlyList<RecordedEvent>[] loans =
        [
            .. Loans
                .Select(events => events.Where(recorded => recorded.RecordedAt <= time).ToList())
                .Where(events => events.Count > 0),
        ];
        return participant.Count == 0 ? null : new(plan, participant, loans);
    }
}
