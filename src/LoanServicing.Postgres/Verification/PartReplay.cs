using System.Diagnostics;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Postgres.EventLog;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Postgres.Verification;

/// <summary>Replays the participants' and loans' streams of one part: streams, events and rows are gone through together, each once. For one thread.</summary>
internal sealed class PartReplay
{
    private const int StreamsBetweenMarks = 4_096;

    private readonly Tenant tenant;
    private readonly IReadOnlyDictionary<string, ReplayedPlan> plans;
    private readonly DifferenceList? differences;
    private readonly IReplaySink sink;
    private readonly StreamCheck check;
    private readonly LoanProof? proof;
    private readonly ReadModelTable<LoanRecord> loanTable;
    private readonly ReadModelTable<ParticipantRecord> participantTable;
    private readonly List<object> read = [];
    private readonly List<LoanEvent> loanEvents = [];
    private SortedRows events = null!;
    private SortedRows loans = null!;
    private SortedRows participants = null!;
    private readonly byte[] idOfStream = new byte[16];
    private readonly int repaidCell;
    private readonly int investmentCell;
    private ReplayCounts counts;

    /// <param name="differences">Null for a rebuild, which takes the log as it is.</param>
    public PartReplay(Tenant tenant, IReadOnlyDictionary<string, ReplayedPlan> plans, DifferenceList? differences, IReplaySink sink)
    {
        (this.tenant, this.plans, this.differences, this.sink) = (tenant, plans, differences, sink);
        check = new(tenant, differences);
        proof = differences is null ? null : new(differences);
        loanTable = new("loan", LoanRows.New, tenant);
        participantTable = new("participant", ParticipantRows.All, tenant);
        (repaidCell, investmentCell) = (participantTable.CellOf("repaid_after_deemed"), participantTable.CellOf("investment_in_contract"));
    }

    /// <summary>Where the events of remittances lie, as far as this part shows.</summary>
    public RemittanceExtents Extents { get; } = new();

    /// <summary>Returns what was gone through.</summary>
    /// <param name="marks">Whether the sink is told how far it has come.</param>
    /// <param name="seen">Is told now and then how many events there were since.</param>
    public ReplayCounts Run(PartConnections connections, StreamRange range, Action<long> seen, CancellationToken cancellation, bool marks = true)
    {
        using var streams = SortedRows.Of(connections.Streams, tenant, "mt_streams", "id, type, version", "id", 0, range);
        using var loanRows = loans = SortedRows.Of(connections.Loans, tenant, "loan", loanTable.Columns, "loan_id", loanTable.CellOf("loan_id"), range);
        using var participantRows = participants = SortedRows.Of(connections.Participants, tenant, "participant", participantTable.Columns, "stream_id", participantTable.CellOf("stream_id"), range);
        using var eventRows = events = SortedRows.Of(connections.Events, tenant, "mt_events", EventCells.Columns, "stream_id", 0, range, ", version");
        var total = default(ReplayCounts);
        counts = default;
        for (; !streams.IsAtEnd; streams.Advance())
        {
            var stream = new LoggedStream(streams.Row.Uuid(0), TypeOf(streams.Row[1]), streams.Row.IsNull(2) ? 0 : streams.Row.Bigint(2));
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

    private static string TypeOf(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("loan"u8) ? "loan" : type.SequenceEqual("participant"u8) ? "participant" : "";

    // A stream of another kind is passed over.
    private void Replay(LoggedStream stream, ReadOnlySpan<byte> id)
    {
        if (stream.Type.Length == 0)
        {
            while (events.IsOf(id))
                events.Advance();
            return;
        }

        check.Begin(stream);
        id.CopyTo(idOfStream);
        read.Clear();
        for (; events.IsOf(id); events.Advance())
            Take(new EventCells(events.Row));
        check.End();
        var folds = check.IsReadable && read.Count > 0;
        if (stream.Type == "loan")
            Compare(loanTable, loans, id, folds ? TryFold(Loan) : null);
        else
            Compare(participantTable, participants, id, folds ? TryFold(Participant) : null);
        counts += new ReplayCounts(1, check.Events);
    }

    private void Take(in EventCells e)
    {
        Extents.Take(e.Correlation, e.Sequence);
        if (check.Take(e) is { } taken)
            read.Add(taken);
    }

    private LoanRecord Loan()
    {
        loanEvents.Clear();
        foreach (var e in read)
            loanEvents.Add((LoanEvent)e);
        var plan = PlanOf((loanEvents[0] as LoanMade)?.Plan);
        var state = proof is null ? loanEvents.Aggregate((LoanState?)null, LoanState.Evolve)! : proof.Prove(loanEvents, plan.State, plan.StatedThrough(check.Sequence));
        if (AccountBasisReplay.MayGiveBasis(loanEvents))
            sink.MayHaveBasis(state.Plan, state.Participant);
        return check.Place(new LoanRecord(check.Stream.Id) { State = state });
    }

    private ParticipantRecord Participant()
    {
        var state = read.Aggregate((ParticipantState?)null, (state, e) => ParticipantState.Evolve(state, (ParticipantEvent)e))!;
        var record = check.Place(new ParticipantRecord(check.Stream.Id) { State = state });
        // The basis follows from the loans too, which lie in other parts: the stored one is looked at when all are through.
        if (participants.IsOf(idOfStream))
        {
            record.RepaidAfterDeemed = CopyNumeric.Value(participants.Row[repaidCell]);
            record.InvestmentInContract = CopyNumeric.Value(participants.Row[investmentCell]);
        }

        if (AccountBasisReplay.MayGiveBasis(state) || record.RepaidAfterDeemed != 0m || record.InvestmentInContract != 0m)
            sink.MayHaveBasis(state.Plan, state.Participant);
        return record;
    }

    /// <summary>Whether it says that a stream's events do not follow from each other: it was thrown as they were taken in one after the other.</summary>
    internal static bool DoesNotFollow(Exception impossible) => impossible
        is UnreachableException or InvalidCastException or ArgumentException or InvalidOperationException or KeyNotFoundException or ArithmeticException or NullReferenceException;

    private ReplayedPlan PlanOf(string? plan) =>
        plan is not null && plans.TryGetValue(plan, out var replayed) ? replayed : throw new KeyNotFoundException($"its plan, {plan ?? "which its first event does not name"}, is not in the log");

    private TRecord? TryFold<TRecord>(Func<TRecord> fold)
        where TRecord : class
    {
        try
        {
            return fold();
        }
        catch (Exception impossible) when (DoesNotFollow(impossible))
        {
            check.CannotBeReplayed(impossible.Message);
            return null;
        }
    }

    private void Compare<TRecord>(ReadModelTable<TRecord> table, SortedRows rows, ReadOnlySpan<byte> id, TRecord? record)
        where TRecord : class
    {
        var stored = rows.IsOf(id) ? rows.Row.Row : default;
        var computed = record is null ? default : table.Row(record);
        // Of a stream that cannot be replayed nothing is known about its row.
        if (record is not null ? !table.Same(stored, computed) : check.Events == 0 && !stored.IsEmpty)
            sink.Differs(table, stored, computed, check.Stream.Id, check.Version);
        if (!stored.IsEmpty)
            rows.Advance();
    }

    private void PassBefore(ReadOnlySpan<byte> id, bool toTheEnd = false)
    {
        for (; !events.IsAtEnd && (toTheEnd || events.IsBefore(id)); events.Advance())
            differences?.Add(new("version", $"stream {new Guid(events.Id, bigEndian: true)}, event {events.Row.Bigint(1)}", "an event", "none: mt_streams has no such stream"));
        PassBefore(loanTable, loans, id, toTheEnd);
        PassBefore(participantTable, participants, id, toTheEnd);
    }

    private void PassBefore<TRecord>(ReadModelTable<TRecord> table, SortedRows rows, ReadOnlySpan<byte> id, bool toTheEnd)
    {
        for (; !rows.IsAtEnd && (toTheEnd || rows.IsBefore(id)); rows.Advance())
            sink.Differs(table, rows.Row.Row, default, new(rows.Id, bigEndian: true), 0);
    }
}
