using System.Diagnostics;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;
using LoanServicing.Postgres.Remittances;
using Npgsql;

namespace LoanServicing.Postgres.Verification;

/// <summary>
/// Makes the read models of a tenant anew, from the log alone, into temporary tables of the same names: rows of one name shadow the other's for the
/// session, so that the same statements write both.
/// </summary>
/// <param name="connection">Where the tables are made, in a transaction.</param>
/// <param name="source">Where the log is read, in a transaction of the same snapshot.</param>
internal sealed class Replay(NpgsqlConnection connection, NpgsqlConnection source, Tenant tenant, ILogInspection inspection)
{
    private const int StreamsPerRound = 2_000;

    private readonly Dictionary<string, PlanRecord> plans = [];
    private readonly List<PlanRecord> planRows = [];
    private readonly List<ParticipantRecord> participants = [];
    private readonly List<LoanRecord> loans = [];
    private readonly List<RemittanceRow> remittances = [];
    private readonly List<SuspenseRow> suspense = [];
    private readonly HashSet<(string Plan, string Participant)> withBasis = [];

    /// <summary>The tables that follow from the log.</summary>
    public static IReadOnlyList<string> Tables { get; } = ["plan", "participant", "loan", "remittance", "suspense"];

    /// <summary>Returns how many streams and events were read.</summary>
    public async Task<(long Streams, long Events)> RunAsync(IProgress<long> progress, CancellationToken cancellation)
    {
        foreach (var table in Tables)
            await ExecuteAsync($"create temp table {table} (like public.{table} including indexes) on commit drop", cancellation);
        var (streams, events) = (0L, 0L);
        // Plans first: what follows on a loan depends on its plan's policies.
        foreach (var type in (string[])["plan", "participant", "loan"])
        {
            await foreach (var stream in new StreamSource(source, tenant, type).ReadAsync(cancellation))
            {
                inspection.Inspect(stream);
                TryFold(stream);
                streams++;
                events += stream.Entries.Count;
                if (streams % StreamsPerRound == 0)
                {
                    await WriteAsync(cancellation);
                    progress.Report(events);
                }
            }
        }

        await WriteAsync(cancellation);
        await WriteBasesAsync(cancellation);
        return (streams, events);
    }

    private void TryFold(LoggedStream stream)
    {
        if (stream.Events is not { } events)
            return;
        try
        {
            Fold(stream.Type, events);
        }
        catch (Exception impossible) when (impossible is UnreachableException or InvalidCastException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            inspection.CannotBeReplayed(stream, impossible.Message);
        }
    }

    private void Fold(string type, IReadOnlyList<RecordedEvent> stream)
    {
        switch (type)
        {
            case "plan":
                Fold(new PlanRecord(stream[0].Stream), stream);
                break;
            case "participant":
                var participant = Placed(new ParticipantRecord(stream[0].Stream), stream);
                participant.State = AccountReader.Fold<ParticipantState, ParticipantEvent>(stream, ParticipantState.Evolve);
                participants.Add(participant);
                if (participant.State.Movements != AccountMovements.None || participant.State.Valuations.Any(valuation => valuation.AfterTaxBasis is not null))
                    withBasis.Add((participant.State.Plan, participant.State.Participant));
                break;
            default:
                Fold(Placed(new LoanRecord(stream[0].Stream), stream), stream);
                break;
        }
    }

    private void Fold(PlanRecord plan, IReadOnlyList<RecordedEvent> stream)
    {
        var state = AccountReader.Fold<PlanState, PlanEvent>(stream, PlanState.Evolve);
        Placed(plan, stream).State = state;
        planRows.Add(plan);
        plans.Add(state.Plan, plan);
        foreach (var recorded in stream)
        {
            if (recorded.Event is RepaymentSuspended suspended)
                suspense.Add(RemittanceRows.Row(state.Plan, suspended));
            else if (recorded.Event is RemittanceReceived received)
                remittances.Add(new(received, state.Plan, 0, 0));
        }
    }

    private void Fold(LoanRecord loan, IReadOnlyList<RecordedEvent> stream)
    {
        loan.State = AccountReader.Fold<LoanState, LoanEvent>(stream, LoanState.Evolve);
        loans.Add(loan);
        if (stream.Any(recorded => recorded.Event is DeemedDistributed or Offset or TakenOver))
            withBasis.Add((loan.State.Plan, loan.State.Participant));
        inspection.Inspect(new LoanHistory([.. stream.Select(recorded => (LoanEvent)recorded.Event)]), plans[loan.State.Plan].State!, stream);
    }

    private static TRecord Placed<TRecord>(TRecord record, IReadOnlyList<RecordedEvent> stream)
        where TRecord : StreamRecord
    {
        record.Version = stream[^1].Version;
        record.Head = stream[^1].Hash ?? [];
        return record;
    }

    private async Task WriteAsync(CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        PlanRows.All.Insert(batch, planRows);
        ParticipantRows.All.Insert(batch, participants);
        LoanRows.New.Insert(batch, loans);
        RemittanceRows.Insert(batch, remittances, suspense);
        if (batch.BatchCommands.Count > 0)
            await batch.ExecuteNonQueryAsync(cancellation);
        if (remittances.Count > 0)
        {
            await ExecuteAsync(
                """
                update remittance r set first_seq = e.first, last_seq = e.last
                from (select correlation_id, min(seq_id) as first, max(seq_id) as last from mt_events
                      where tenant_id = current_setting('loans.tenant') group by correlation_id) e
                where e.correlation_id = r.remittance::text
                """,
                cancellation);
        }

        planRows.Clear();
        participants.Clear();
        loans.Clear();
        remittances.Clear();
        suspense.Clear();
    }

    private async Task WriteBasesAsync(CancellationToken cancellation)
    {
        foreach (var round in withBasis.GroupBy(account => account.Plan).SelectMany(plan => plan.Chunk(StreamsPerRound)))
        {
            var plan = plans[round[0].Plan].State!;
            var accounts = await AccountReader.ReadAsync(connection, tenant, plan, [.. round.Select(account => account.Participant)], cancellation);
            var bases = accounts.ToDictionary(account => account.Key, account => AccountTax.Of(account.Value.History, DateOnly.MaxValue));
            await using var update = new NpgsqlCommand(
                """
                update participant p set repaid_after_deemed = u.repaid, investment_in_contract = u.investment
                from unnest($2, $3, $4) u (participant, repaid, investment) where p.plan = $1 and p.participant = u.participant
                """,
                connection)
            {
                Parameters =
                {
                    new() { Value = plan.Plan },
                    new() { Value = bases.Keys.ToArray() },
                    new() { Value = bases.Values.Select(basis => basis.RepaidAfterDeemed).ToArray() },
                    new() { Value = bases.Values.Select(basis => basis.InvestmentInContract).ToArray() },
                },
            };
            await update.ExecuteNonQueryAsync(cancellation);
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>Looks at the log as it is replayed.</summary>
internal interface ILogInspection
{
    /// <summary>A stream as the log holds it.</summary>
    void Inspect(LoggedStream stream);

    /// <summary>A loan's events as a history, with its plan.</summary>
    void Inspect(LoanHistory history, PlanState plan, IReadOnlyList<RecordedEvent> stream);

    /// <summary>A stream whose events do not follow from each other.</summary>
    void CannotBeReplayed(LoggedStream stream, string why);
}
