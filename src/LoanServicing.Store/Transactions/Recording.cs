using System.Runtime.CompilerServices;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.BulkLane;
using LoanServicing.Store.EventLog;
using Marten;
using Npgsql;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// One unit of work on a tenant's log, in a Marten session's own transaction: streams are locked, what happened is
/// appended, and the session's <c>SaveChangesAsync</c> commits events, stream versions and documents together. A
/// session that is disposed without it leaves nothing behind.
/// </summary>
/// <remarks>
/// Marten writes what is appended, unless it is so much that the <see cref="BulkWriter"/> takes it over, inside the
/// same transaction.
/// </remarks>
public sealed class Recording : TenantTransaction
{
    /// <summary>So many events are written by Marten; more go through the bulk lane.</summary>
    public const int MostByMarten = 100;

    internal const string FreshPlans = "discard plans";

    // The longest payroll takes minutes; who waits longer waits for something that hangs.
    private static readonly TimeSpan LockPatience = TimeSpan.FromMinutes(5);

    private static readonly ConditionalWeakTable<IDocumentSession, Recording> Begun = [];

    private readonly Dictionary<Guid, LockedStream> known = [];
    private readonly HashSet<Guid> shared = [];
    private readonly Dictionary<Guid, List<LoanStream>> begunLoans = [];
    private readonly List<LockedStream> appended = [];
    private readonly List<(PlanStream Plan, RemittanceReceived Event)> received = [];
    private readonly HandledMessages messages = new();
    private readonly List<NotedConsequence> consequences = [];
    private readonly StreamLocks locks;
    private readonly BulkWriter bulk;
    private int pendingEvents;

    private Recording(IDocumentSession session, Tenant tenant, string actor)
        : base(session, tenant)
    {
        (Actor, ActorJson) = (actor, EventJson.Write(actor));
        locks = new(this);
        bulk = new(this);
    }

    /// <summary>For tests, which do the same work both ways: null for the usual number.</summary>
    internal static AsyncLocal<int?> MostByMartenInTest { get; } = new();

    internal static AsyncLocal<TimeSpan?> LockPatienceInTest { get; } = new();

    /// <summary>Who: a user of the machine, the holder of an API key, the queue.</summary>
    public string Actor { get; }

    internal string ActorJson { get; }

    /// <summary>Correlation of the events appended from now on: what they belong together by.</summary>
    public string? Correlation { get; set; }

    /// <summary>
    /// When the events appended now are recorded: read at the server after the latest lock, never before an event of
    /// the streams locked.
    /// </summary>
    public DateTimeOffset RecordedAt => Now;

    /// <summary>
    /// What was appended that deems a loan or finds what does not fit, and what takes a consequence back; in order.
    /// </summary>
    public IReadOnlyList<NotedConsequence> Consequences => consequences;

    /// <summary>The accounts whose document may have to change.</summary>
    internal TouchedAccounts Touched { get; } = new();

    internal HandledMessages Messages => messages;

    /// <summary>The remittances that were taken in.</summary>
    internal IReadOnlyList<(PlanStream Plan, RemittanceReceived Event)> Received => received;

    /// <summary>Begins the session's transaction for its tenant, with the mark of a writer.</summary>
    /// <exception cref="InvalidOperationException">The session has been begun before.</exception>
    public static async Task<Recording> BeginAsync(
        IDocumentSession session,
        string actor,
        CancellationToken cancellation = default
    )
    {
        var tenant = Tenant.OfStored(session.TenantId);
        var recording = new Recording(session, tenant, actor);
        if (!Begun.TryAdd(session, recording))
            throw new InvalidOperationException("the session has a recording already; open another session");
        await recording.BeginAsync(
            WriterMarks.Set(tenant, LockPatienceInTest.Value ?? LockPatience),
            answers: true,
            cancellation
        );
        return recording;
    }

    /// <summary>
    /// The same of a recording that goes over many loans. It plans its statements anew: what was planned while the
    /// tables were small would cost it dearly, and one planning is nothing beside the rest.
    /// </summary>
    public static async Task<Recording> BeginOfManyAsync(
        IDocumentSession session,
        string actor,
        CancellationToken cancellation = default
    )
    {
        var recording = await BeginAsync(session, actor, cancellation);
        await using var command = new NpgsqlCommand(FreshPlans, recording.Connection);
        await command.ExecuteNonQueryAsync(cancellation);
        return recording;
    }

    /// <summary>The recording of a session; null where none was begun.</summary>
    internal static Recording? Of(IDocumentSession session) =>
        Begun.TryGetValue(session, out var recording) ? recording : null;

    /// <summary>
    /// The plan's stream, locked: what goes over many loans of a plan takes this lock first, so that two such never
    /// wait for each other in a circle.
    /// </summary>
    public async Task<PlanStream> LockPlanAsync(string plan, CancellationToken cancellation = default) =>
        (
            await LockAsync(
                [Domain.StreamId.OfPlan(Tenant.Name, plan)],
                id => new PlanStream(id),
                "mt_doc_plan",
                cancellation
            )
        )[0];

    /// <summary>
    /// The plan's stream, kept as it is while others keep it so too: what concerns one account only does not hold up
    /// the rest of the plan, and waits for what goes over many loans of it. To append to it, it has to be locked
    /// afterwards.
    /// </summary>
    public async Task<PlanStream> SharePlanAsync(string plan, CancellationToken cancellation = default)
    {
        var id = Domain.StreamId.OfPlan(Tenant.Name, plan);
        if (known.TryGetValue(id, out var stream))
            return (PlanStream)stream;
        var begun = new PlanStream(id);
        known.Add(id, begun);
        shared.Add(id);
        Now = await locks.TakeAsync([id], "mt_doc_plan", StreamLocks.Shared, cancellation);
        return begun;
    }

    /// <summary>The participants' streams, locked, in the order asked for.</summary>
    public Task<IReadOnlyList<ParticipantStream>> LockParticipantsAsync(
        IReadOnlyList<Guid> streams,
        CancellationToken cancellation = default
    ) => LockAsync(streams, id => new ParticipantStream(id), "mt_doc_participant", cancellation);

    /// <summary>
    /// The loans' streams, locked, in the order asked for. A stream that does not exist comes back at version 0.
    /// </summary>
    public Task<IReadOnlyList<LoanStream>> LockLoansAsync(
        IReadOnlyList<Guid> streams,
        CancellationToken cancellation = default
    ) => LockAsync(streams, id => new LoanStream(id), "mt_doc_loan", cancellation);

    /// <summary>
    /// Notes that a message is being carried out. Kept, with the transaction, if an event names the message.
    /// </summary>
    /// <param name="content"><see cref="MessageContent"/> of it.</param>
    public void Handle(string message, string content) => messages.Begin(message, content);

    /// <summary>The same of a message that leads to no event: what it says is kept beside the log.</summary>
    public void HandleBesideLog(string message, string content) => messages.Keep(message, content);

    public void Append(PlanStream plan, PlanEvent e)
    {
        Take(plan, e, e.Source.Message);
        if (e is RemittanceReceived remittance)
            received.Add((plan, remittance));
        if (e is RepaymentSuspended && e.Source.Message is { } message)
            messages.Suspended(message);
    }

    public void Append(ParticipantStream participant, ParticipantEvent e)
    {
        Take(participant, e, e.Source.Message);
        Touched.Note(participant.State!, e);
    }

    public void Append(LoanStream loan, LoanEvent e)
    {
        var before = loan.State;
        Take(loan, e, e.Source.Message);
        Touched.Note(before, loan.State!, e);
        if (e is DeemedDistributed or DiscrepancyFound or ConsequenceWithdrawn)
            consequences.Add(new(loan, loan.Version, e));
        if (before is null)
            BegunLoansOf(loan.State!).Add(loan);
    }

    /// <summary>Sends what was appended so far, if it is much.</summary>
    public Task FlushAsync(CancellationToken cancellation = default) => Prepare().SendAsync(cancellation);

    /// <summary>
    /// Makes rows of what was appended so far, if it is much, to be sent after those that were prepared before. Until
    /// they are there, nothing may be read of their streams.
    /// </summary>
    public PreparedRows Prepare() =>
        bulk.IsInUse || pendingEvents > (MostByMartenInTest.Value ?? MostByMarten) ? bulk.Take(TakePending()) : default;

    /// <summary>A loan's events in version order, those of this recording among them.</summary>
    public async Task<LoanHistory> ReadHistoryAsync(LoanStream loan, CancellationToken cancellation = default) =>
        new([
            .. (await EventReader.ReadStreamAsync(this, loan.Id, cancellation)).Select(recorded =>
                (LoanEvent)recorded.Event
            ),
        ]);

    /// <summary>Hands all that was appended to the session, whose <c>SaveChangesAsync</c> is to follow.</summary>
    public async Task CompleteAsync(CancellationToken cancellation = default)
    {
        await FlushAsync(cancellation);
        if (bulk.IsInUse)
            await bulk.CompleteAsync(cancellation);
        else
            AppendByMarten();
    }

    /// <summary>The loans that something was appended to and not sent yet.</summary>
    internal IEnumerable<LoanState> AppendedLoans => appended.OfType<LoanStream>().Select(loan => loan.State!);

    /// <summary>A stream that this recording has locked or begun; null where it has not.</summary>
    internal LockedStream? Find(Guid stream) => known.GetValueOrDefault(stream);

    /// <summary>What was appended to a stream and not sent yet.</summary>
    internal IEnumerable<RecordedEvent> PendingOf(Guid stream) =>
        Find(stream) is { Pending: { Count: > 0 } pending } of
            ? pending.Select(
                (e, index) =>
                    new RecordedEvent(
                        stream,
                        of.Version - pending.Count + index + 1,
                        long.MaxValue,
                        e.RecordedAt,
                        e.Event,
                        null,
                        Actor,
                        e.Correlation,
                        e.Message
                    )
            )
            : [];

    /// <summary>
    /// Those of a participant that are not in the database yet, in the order in which they were made.
    /// </summary>
    internal IReadOnlyList<LoanStream> BegunLoans(Guid participant) =>
        begunLoans.TryGetValue(participant, out var loans) ? loans.FindAll(loan => loan.StoredVersion == 0) : [];

    private List<LoanStream> BegunLoansOf(LoanState loan)
    {
        var participant = Domain.StreamId.OfParticipant(Tenant.Name, loan.Plan, loan.Participant);
        return begunLoans.TryGetValue(participant, out var loans) ? loans : begunLoans[participant] = [];
    }

    private async Task<IReadOnlyList<TStream>> LockAsync<TStream>(
        IReadOnlyList<Guid> streams,
        Func<Guid, TStream> begin,
        string documents,
        CancellationToken cancellation
    )
        where TStream : LockedStream
    {
        Guid[] wanted = [.. streams.Where(id => !known.ContainsKey(id) || shared.Remove(id)).Distinct()];
        if (wanted.Length > 0)
        {
            foreach (var id in wanted)
                known.TryAdd(id, begin(id));
            Now = await locks.TakeAsync(wanted, documents, StreamLocks.Alone, cancellation);
        }

        return [.. streams.Select(id => (TStream)known[id])];
    }

    private void Take(LockedStream stream, object e, string? message)
    {
        stream.Take(e);
        stream.Version++;
        if (stream.Pending.Count == 0)
            appended.Add(stream);
        known.TryAdd(stream.Id, stream);
        stream.Pending.Add(new(Guid.CreateVersion7(Now), e, Now, Correlation, message, messages.Named(message)));
        pendingEvents++;
    }

    private LockedStream[] TakePending()
    {
        LockedStream[] streams = [.. appended];
        appended.Clear();
        pendingEvents = 0;
        return streams;
    }

    private void AppendByMarten()
    {
        foreach (var stream in TakePending())
        {
            var events = stream.Pending.ConvertAll(object (pending) => EventOf(pending));
            if (stream.StoredVersion == 0)
                Session.Events.StartStream(StreamTypes.Named(stream.Type), stream.Id, events);
            else
                Session.Events.Append(stream.Id, stream.Version, events);
        }

        Session.Insert<Documents.HandledMessage>([.. messages.ToKeep]);
    }

    private JasperFx.Events.IEvent EventOf(in PendingEvent pending)
    {
        var e = Session.Events.BuildEvent(pending.Event);
        (e.Id, e.Timestamp, e.CorrelationId, e.CausationId) = (
            pending.Id,
            pending.RecordedAt,
            pending.Correlation,
            pending.Message
        );
        return e;
    }
}
