using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Replays the participants' and loans' streams of one part: streams, events and rows are gone through together, each
/// once. For one thread.
/// </summary>
internal sealed class PartReplay
{
    private const int StreamsBetweenMarks = 4_096;

    private readonly Tenant tenant;
    private readonly IReadOnlyDictionary<string, ReplayedPlan> plans;
    private readonly DifferenceList? differences;
    private readonly IReplaySink sink;
    private readonly StreamCheck check;
    private readonly LoanProof? proof;
    private readonly DocumentTable<LoanDocument> loanTable;
    private readonly DocumentTable<ParticipantDocument> participantTable;
    private readonly List<object> read = [];
    private readonly List<LoanEvent> loanEvents = [];
    private SortedRows events = null!;
    private SortedRows loans = null!;
    private SortedRows participants = null!;
    private ReplayCounts counts;

    /// <param name="differences">Null for a rebuild, which takes the log as it is.</param>
    public PartReplay(
        Tenant tenant,
        IReadOnlyDictionary<string, ReplayedPlan> plans,
        DifferenceList? differences,
        IReplaySink sink
    )
    {
        (this.tenant, this.plans, this.differences, this.sink) = (tenant, plans, differences, sink);
        check = new(tenant, differences);
        proof = differences is null ? null : new(differences);
        loanTable = new("loan", DocumentRows.Loans, tenant);
        participantTable = new("participant", DocumentRows.Participants, tenant);
    }

    /// <summary>Where the events of remittances lie, as far as this part shows.</summary>
    public RemittanceExtents Extents { get; } = new();

    /// <summary>Returns what was gone through.</summary>
    /// <param name="marks">Whether the sink is told how far it has come.</param>
    /// <param name="seen">Is told now and then how many events there were since.</param>
    public ReplayCounts Run(
        PartConnections connections,
        StreamRange range,
        Action<long> seen,
        CancellationToken cancellation,
        bool marks = true
    )
    {
        using var streams = SortedRows.Of(
            connections.Streams,
            tenant,
            "mt_streams",
            "id, type, version",
            "id",
            0,
            range
        );
        using var loanRows = loans = SortedRows.Of(
            connections.Loans,
            tenant,
            loanTable.Name,
            loanTable.Columns,
            "id",
            loanTable.CellOf("id"),
            range
        );
        using var participantRows = participants = SortedRows.Of(
            connections.Participants,
            tenant,
            participantTable.Name,
            participantTable.Columns,
            "id",
            participantTable.CellOf("id"),
            range
        );
        using var eventRows = events = SortedRows.Of(
            connections.Events,
            tenant,
            "mt_events",
            EventCells.Columns,
            "stream_id",
            0,
            range,
            ", version"
        );
        var total = default(ReplayCounts);
        counts = default;
        for (; !streams.IsAtEnd; streams.Advance())
        {
            var stream = new LoggedStream(
                streams.Row.Uuid(0),
                TypeOf(streams.Row),
                streams.Row.IsNull(2) ? 0 : streams.Row.Bigint(2)
            );
            PassBefore(streams.Id);
            Replay(stream, streams.Id);
            if (counts.Streams == StreamsBetweenMarks)
                Mark(stream.Id);
        }

        PassBefore(default, toTheEnd: true);
        Mark(range.Through);
        return total;

        void Mark(Guid through)
        {
            cancellation.ThrowIfCancellationRequested();
            seen(counts.Events);
            if (marks)
                sink.Reached(range, through, counts);
            total += counts;
            counts = default;
        }
    }

    private static string TypeOf(BinaryCopy stream)
    {
        var type = stream[1];
        return type.SequenceEqual("loan"u8) ? "loan"
            : type.SequenceEqual("participant"u8) ? "participant"
            : type.SequenceEqual("plan"u8) ? "plan"
            : stream.Text(1);
    }

    private void Replay(LoggedStream stream, ReadOnlySpan<byte> id)
    {
        if (stream.Type is not ("loan" or "participant"))
        {
            PassOver(stream, id);
            return;
        }

        check.Begin(stream);
        read.Clear();
        for (; events.IsOf(id); events.Advance())
            Take(new EventCells(events.Row));
        check.End();
        if (stream.Type == "loan")
            Compare(loanTable, loans, id, Loan);
        else
            Compare(participantTable, participants, id, Participant);
        counts += new ReplayCounts(1, check.Events);
    }

    // Plans have been replayed before. Of any other kind there is none but a stream of tombstones: whoever makes a
    // loan's stream one takes the loan out of sight.
    private void PassOver(LoggedStream stream, ReadOnlySpan<byte> id)
    {
        var (tombstones, others) = (0L, 0L);
        for (; events.IsOf(id); events.Advance())
        {
            if (Tombstones.Is(new(events.Row)))
                tombstones++;
            else
                others++;
        }

        var isOfTombstones = stream is { Type.Length: 0, Version: 0 } && others == 0 && tombstones > 0;
        if (stream.Type != StreamTypes.OfPlan && !isOfTombstones)
            differences?.Add(
                new(
                    "event",
                    $"stream {stream.Id}",
                    stream.Type.Length == 0 ? "no type" : $"the type '{stream.Type}'",
                    "plan, participant or loan"
                )
            );
    }

    private void Take(in EventCells e)
    {
        Extents.Take(e.Correlation, e.Sequence);
        if (check.Take(e) is { } taken)
            read.Add(taken);
    }

    private LoanDocument? Loan()
    {
        loanEvents.Clear();
        foreach (var e in read)
            loanEvents.Add((LoanEvent)e);
        var made = loanEvents[0] as LoanMade;
        var plan = PlanOf(made?.Plan);
        if (
            !check.IsOwn(
                StreamId.OfLoan(tenant.Name, made!.Plan, made.Participant, made.Loan),
                made.Plan,
                made.Participant,
                made.Loan
            )
        )
            return null;
        var state = proof is null
            ? loanEvents.Aggregate((LoanState?)null, LoanState.Evolve)!
            : proof.Prove(loanEvents, plan.State, plan.StatedThrough(check.Sequence));
        if (AccountReplay.MayMeanTax(loanEvents))
            sink.MayMeanTax(state.Plan, state.Participant);
        if (AccountProof.IsCalledFor(loanEvents))
            sink.RestsOnAccount(state.Plan, state.Participant);
        return LoanDocument.Of(check.Stream.Id, state);
    }

    private ParticipantDocument? Participant()
    {
        var state = read.Aggregate(
            (ParticipantState?)null,
            (state, e) => ParticipantState.Evolve(state, (ParticipantEvent)e)
        )!;
        PlanOf(state.Plan);
        if (
            !check.IsOwn(
                StreamId.OfParticipant(tenant.Name, state.Plan, state.Participant),
                state.Plan,
                state.Participant
            )
        )
            return null;
        if (AccountReplay.MayMeanTax(state))
            sink.MayMeanTax(state.Plan, state.Participant);
        return new(check.Stream.Id, state);
    }

    /// <summary>
    /// Whether it says that a stream's events do not follow from each other: it was thrown as they were taken in one
    /// after the other, which asks nobody for anything. Who changes an event can make any rule fail in any way.
    /// </summary>
    internal static bool DoesNotFollow(Exception impossible) =>
        impossible
            is not (
                OutOfMemoryException
                or OperationCanceledException
                or System.Data.Common.DbException
                or IOException
            );

    private ReplayedPlan PlanOf(string? plan) =>
        plan is not null && plans.TryGetValue(plan, out var replayed)
            ? replayed
            : throw new KeyNotFoundException(
                $"its plan, {plan ?? "which its first event does not name"}, is not in the log"
            );

    // Empty for a stream that cannot be replayed.
    private ReadOnlySpan<byte> TryRow<TDocument>(DocumentTable<TDocument> table, Func<TDocument?> fold)
        where TDocument : class
    {
        if (!check.IsReadable || read.Count == 0)
            return default;
        try
        {
            return fold() is { } document ? table.Row(document) : default;
        }
        catch (Exception impossible) when (DoesNotFollow(impossible))
        {
            check.CannotBeReplayed(impossible.Message);
            return default;
        }
    }

    private void Compare<TDocument>(
        DocumentTable<TDocument> table,
        SortedRows rows,
        ReadOnlySpan<byte> id,
        Func<TDocument?> fold
    )
        where TDocument : class
    {
        var computed = TryRow(table, fold);
        var stored = rows.IsOf(id) ? rows.Row.Row : default;
        // Of a stream that cannot be replayed nothing is known about its row.
        if (computed.IsEmpty ? check.Events == 0 && !stored.IsEmpty : !stored.SequenceEqual(computed))
            sink.Differs(table, stored, computed, check.Stream.Id, check.Version);
        if (stored.IsEmpty)
            return;
        // A stream has one row; what else bears its id has another one's name.
        for (rows.Advance(); rows.IsOf(id); rows.Advance())
            sink.Differs(table, rows.Row.Row, default, check.Stream.Id, check.Version);
    }

    private void PassBefore(ReadOnlySpan<byte> id, bool toTheEnd = false)
    {
        for (; !events.IsAtEnd && (toTheEnd || events.IsBefore(id)); events.Advance())
            differences?.Add(Astray(new(events.Row)));
        PassBefore(loanTable, loans, id, toTheEnd);
        PassBefore(participantTable, participants, id, toTheEnd);
    }

    private static Difference Astray(in EventCells e) =>
        e.Stream.IsEmpty
            ? new(
                "version",
                $"event of no stream, sequence {e.Sequence}",
                "an event",
                "none: what belongs to no stream was put in"
            )
            : new(
                "version",
                $"stream {new Guid(e.Stream, bigEndian: true)}, event {e.Version}",
                "an event",
                "none: mt_streams has no such stream"
            );

    private void PassBefore<TDocument>(
        DocumentTable<TDocument> table,
        SortedRows rows,
        ReadOnlySpan<byte> id,
        bool toTheEnd
    )
    {
        for (; !rows.IsAtEnd && (toTheEnd || rows.IsBefore(id)); rows.Advance())
            sink.Differs(table, rows.Row.Row, default, new(rows.Id, bigEndian: true), 0);
    }
}
