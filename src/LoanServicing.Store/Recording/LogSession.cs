using System.Data;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ReadModels;
using Npgsql;

namespace LoanServicing.Store.Recording;

/// <summary>
/// One transaction on one tenant's log: streams are locked, what happened is recorded, and events, stream versions and read models are written together,
/// in sets. Nothing is seen by others before <see cref="CommitAsync"/>; a session that is disposed without it leaves nothing behind.
/// </summary>
public sealed class LogSession : IAsyncDisposable
{
    // A payroll is recorded within seconds; who asks at a terminal should not sit before a writer that never ends.
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(1);

    private readonly NpgsqlTransaction transaction;
    private readonly string actor;
    private readonly Dictionary<Guid, StreamRecord> known = [];
    private readonly string otherHeaders;
    private Pending pending = new();
    private DateTimeOffset clock;

    private LogSession(NpgsqlConnection connection, NpgsqlTransaction transaction, Tenant tenant, string actor)
    {
        Connection = connection;
        this.transaction = transaction;
        Tenant = tenant;
        this.actor = EventJson.Write(actor);
        otherHeaders = $"{{\"user\": {this.actor}}}";
    }

    public Tenant Tenant { get; }

    /// <summary>Correlation of the events recorded from now on: what they belong together by.</summary>
    public string? Correlation { get; set; }

    /// <summary>When the events recorded now are recorded: read at the server after the latest lock, never before an event of the streams locked.</summary>
    public DateTimeOffset RecordedAt => clock;

    internal NpgsqlConnection Connection { get; }

    /// <param name="actor">Who: a user of the machine, the holder of an API key.</param>
    public static async Task<LogSession> BeginAsync(LoansDatabase database, Tenant tenant, string actor, CancellationToken cancellation = default)
    {
        var connection = await database.App.OpenConnectionAsync(cancellation);
        try
        {
            var session = new LogSession(connection, await connection.BeginTransactionAsync(cancellation), tenant, actor);
            await session.StartAsync(records: true, cancellation);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>A session that asks and records nothing: all that it reads is of one moment.</summary>
    /// <param name="recordedBy">
    /// Waits until no event of this time or before can still be committed, so that what was recorded by then is read in full, now and ever after; the time
    /// must be past at the server. Null asks for what is there now, without waiting for anybody.
    /// </param>
    /// <param name="patience">How long to wait; null for the usual.</param>
    /// <exception cref="TimeoutException">Somebody went on recording for longer than that.</exception>
    public static async Task<LogSession> AskAsync(
        LoansDatabase database, Tenant tenant, DateTimeOffset? recordedBy = null, TimeSpan? patience = null, CancellationToken cancellation = default)
    {
        var connection = await database.App.OpenConnectionAsync(cancellation);
        try
        {
            if (recordedBy is { } time)
                await WriterMarks.AwaitAsync(connection, tenant, time, patience ?? UsualPatience, cancellation);
            var session = new LogSession(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation), tenant, "");
            await session.StartAsync(records: false, cancellation);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The plan's stream, locked: what goes over many loans of a plan takes this lock first, so that two such never wait for each other in a circle.</summary>
    public async Task<PlanRecord> LockPlanAsync(string plan, CancellationToken cancellation = default) =>
        (await LockAsync([Domain.StreamId.OfPlan(Tenant.Name, plan)], id => new PlanRecord(id), $"{PlanRows.Select} where tenant_id = $2 and stream_id = any ($1)", PlanRows.Read, cancellation))[0];

    /// <summary>The participants' streams, locked, in the order asked for.</summary>
    public Task<IReadOnlyList<ParticipantRecord>> LockParticipantsAsync(IReadOnlyList<Guid> streams, CancellationToken cancellation = default) =>
        LockAsync(streams, id => new ParticipantRecord(id), $"{ParticipantRows.Select} where tenant_id = $2 and stream_id = any ($1)", ParticipantRows.Read, cancellation);

    /// <summary>The loans' streams, locked, in the order asked for. A stream that does not exist comes back at version 0.</summary>
    public Task<IReadOnlyList<LoanRecord>> LockLoansAsync(IReadOnlyList<Guid> streams, CancellationToken cancellation = default) =>
        LockAsync(streams, id => new LoanRecord(id), $"{LoanRows.Select} where tenant_id = $2 and loan_id = any ($1)", LoanRows.Read, cancellation);

    public void Record(PlanRecord plan, PlanEvent e)
    {
        plan.State = PlanState.Evolve(plan.State, e);
        Append(plan, e, e.Source.Message, pending.Plans);
    }

    public void Record(ParticipantRecord participant, ParticipantEvent e)
    {
        participant.State = ParticipantState.Evolve(participant.State, e);
        Append(participant, e, e.Source.Message, pending.Participants);
    }

    public void Record(LoanRecord loan, LoanEvent e)
    {
        loan.State = LoanState.Evolve(loan.State, e);
        Append(loan, e, e.Source.Message, pending.Loans);
    }

    /// <summary>States what a participant's basis has become; it is written with the row.</summary>
    public void RestateBasis(ParticipantRecord participant, decimal repaidAfterDeemed, decimal investmentInContract)
    {
        (participant.RepaidAfterDeemed, participant.InvestmentInContract) = (repaidAfterDeemed, investmentInContract);
        Touch(participant, pending.Participants);
    }

    /// <summary>
    /// Sends what was recorded so far in one round trip. Recording may go on while it is under way; locking, reading and another flush may not.
    /// </summary>
    public Task FlushAsync(CancellationToken cancellation = default)
    {
        var written = pending;
        pending = new();
        return written.WriteAsync(Connection, transaction, cancellation);
    }

    /// <summary>The loan's events in version order, those of this session among them.</summary>
    public async Task<LoanHistory> ReadHistoryAsync(LoanRecord loan, CancellationToken cancellation = default)
    {
        await FlushAsync(cancellation);
        return new([.. (await EventReader.ReadStreamAsync(Connection, Tenant, loan.Stream, cancellation)).Select(recorded => (LoanEvent)recorded.Event)]);
    }

    public async Task CommitAsync(CancellationToken cancellation = default)
    {
        await FlushAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private async Task StartAsync(bool records, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(Connection, transaction)
        {
            BatchCommands =
            {
                records ? WriterMarks.Set(Tenant) : new("set transaction read only"),
                new("select set_config('loans.tenant', $1, true), clock_timestamp()") { Parameters = { new() { Value = Tenant.Stored } } },
            },
        };
        await using var row = await batch.ExecuteReaderAsync(cancellation);
        if (records)
            await row.NextResultAsync(cancellation);
        await row.ReadAsync(cancellation);
        clock = row.GetFieldValue<DateTimeOffset>(1);
    }

    private async Task<IReadOnlyList<TRecord>> LockAsync<TRecord>(
        IReadOnlyList<Guid> streams, Func<Guid, TRecord> begin, string select, Func<NpgsqlDataReader, TRecord> read, CancellationToken cancellation)
        where TRecord : StreamRecord
    {
        var wanted = streams.Where(id => !known.ContainsKey(id)).Distinct().ToArray();
        if (wanted.Length > 0)
        {
            // The rows are read by a statement of their own, after the locks: read in the same one they could be older than the lock.
            await using var batch = new NpgsqlBatch(Connection, transaction)
            {
                BatchCommands =
                {
                    Command("select id, version, timestamp from mt_streams where tenant_id = $2 and id = any ($1) order by id for no key update", wanted),
                    Command(select, wanted),
                    new("select clock_timestamp()"),
                },
            };
            var versions = new Dictionary<Guid, long>(wanted.Length);
            await using (var rows = await batch.ExecuteReaderAsync(cancellation))
            {
                var latest = clock;
                while (await rows.ReadAsync(cancellation))
                {
                    versions.Add(rows.GetGuid(0), rows.GetInt64(1));
                    latest = Later(latest, rows.GetFieldValue<DateTimeOffset>(2));
                }

                await rows.NextResultAsync(cancellation);
                while (await rows.ReadAsync(cancellation))
                {
                    var record = read(rows);
                    known[record.Stream] = record;
                }

                await rows.NextResultAsync(cancellation);
                await rows.ReadAsync(cancellation);
                clock = Later(latest, rows.GetFieldValue<DateTimeOffset>(0));
            }

            foreach (var id in wanted)
            {
                var version = versions.GetValueOrDefault(id);
                var record = known.TryGetValue(id, out var row) ? row : known[id] = begin(id);
                record.IsStored = version > 0;
                if (record.Version != version)
                    await CatchUp.Async(Connection, Tenant, record, version, cancellation);
            }
        }

        return [.. streams.Select(id => (TRecord)known[id])];
    }

    private void Append<TRecord>(TRecord record, object e, string? causation, List<TRecord> touched)
        where TRecord : StreamRecord
    {
        var type = EventTypes.Of(e);
        record.Version++;
        record.RecordedAt = clock;
        var stored = new StoredEvent(record.Stream, record.Version, Guid.CreateVersion7(clock), type.CurrentName, type.DotnetType, clock, Correlation, causation, EventJson.Write(e));
        record.Head = EventChain.Hash(record.Head, Tenant.Stored, stored, otherHeaders);
        pending.Events.Add(new(stored, $"{{\"hash\": \"{Convert.ToHexStringLower(record.Head)}\", \"user\": {actor}}}"));
        known[record.Stream] = record;
        Touch(record, touched);
    }

    private static void Touch<TRecord>(TRecord record, List<TRecord> touched)
        where TRecord : StreamRecord
    {
        if (record.IsPending)
            return;
        record.IsPending = true;
        touched.Add(record);
    }

    private NpgsqlBatchCommand Command(string sql, Guid[] ids) => new(sql) { Parameters = { new() { Value = ids }, new() { Value = Tenant.Stored } } };

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
