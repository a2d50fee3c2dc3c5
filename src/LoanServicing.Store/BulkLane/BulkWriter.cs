using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.BulkLane;

/// <summary>
/// The bulk lane: writes what a recording appended to very many streams in sets, a statement a table, inside the
/// transaction of the recording's Marten session.
/// </summary>
/// <remarks>
/// <para>
/// Why it is there: a payroll brings one event to each of a hundred thousand loans. Marten appends them one statement
/// an event and a document, at some 420 µs of processor time an event (client and server together); the lane does it at
/// less than half of that, because a statement carries a set of rows as arrays, and because it sends one round while
/// the next is decided. The README's table has the figures of the day.
/// </para>
/// <para>
/// What it may do: only what Marten would have done. Its rows are those that Marten writes, column by column (a test
/// does the same work both ways and compares every table), the chain is linked by the same code, and the documents are
/// made by the same functions as Marten's inline projections make them. The events' sequence numbers are drawn by the
/// statement that inserts them, in the order of the streams.
/// </para>
/// <para>
/// How it joins Marten's transaction: it works on the session's connection after the session's transaction has begun,
/// and the session's <c>SaveChangesAsync</c> commits it together with whatever else the session stores. It takes part
/// in no retry: a transaction that broke takes the lane's rows with it, and
/// <see cref="ITransactionParticipant.BeforeCommitAsync"/> refuses a transaction that they are not in.
/// </para>
/// </remarks>
internal sealed class BulkWriter(Recording recording) : Marten.ITransactionParticipant
{
    private int process;

    /// <summary>Whether it has written something, or is about to.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>
    /// Takes what was appended to the streams: all values are taken before the first wait, so that the streams may move
    /// on.
    /// </summary>
    public PreparedRows Take(IReadOnlyList<LockedStream> streams)
    {
        Join();
        var batch = new NpgsqlBatch(recording.Connection);
        LogRows.BegunStreams.Insert(batch, [.. streams.Where(stream => stream.StoredVersion == 0)]);
        LogRows.AppendedStreams.Update(batch, [.. streams.Where(stream => stream.StoredVersion > 0)]);
        LogRows.Events.Insert(batch, Link(streams));
        Write(batch, streams.OfType<PlanStream>(), DocumentRows.Plans, stream => new(stream.Id, stream.State!));
        Write(
            batch,
            streams.OfType<ParticipantStream>(),
            DocumentRows.Participants,
            stream => new(stream.Id, stream.State!)
        );
        Write(
            batch,
            streams.OfType<LoanStream>(),
            DocumentRows.Loans,
            stream => LoanDocument.Of(stream.Id, stream.State!)
        );
        DocumentRows.SuspendedLines.Insert(
            batch,
            [.. streams.OfType<PlanStream>().SelectMany(RemittanceProjection.SuspendedIn)]
        );
        DocumentRows.HandledMessages.Insert(batch, recording.Messages.Take());
        foreach (var stream in streams)
            (stream.StoredVersion, stream.Pending) = (stream.Version, []);
        return new PreparedRows(batch);
    }

    /// <summary>What follows from all that was written.</summary>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        await AccountProjection.ApplyAsync(recording.Session, recording, cancellation);
        await RemittanceProjection.ApplyAsync(recording.Session, recording, cancellation);
        // Marten commits where it has something to do.
        recording.Session.QueueSqlCommand("select 1");
    }

    /// <exception cref="InvalidOperationException">The rows are not in this transaction: the one that they were in is
    /// lost, and nothing was done.</exception>
    public Task BeforeCommitAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken token
    ) =>
        connection.ProcessID == process
            ? Task.CompletedTask
            : throw new InvalidOperationException(
                "the connection to the database was lost while a bulk of events was recorded, and nothing was done; run it again"
            );

    private void Join()
    {
        if (IsInUse)
            return;
        IsInUse = true;
        process = recording.Connection.ProcessID;
        ((Marten.ITransactionParticipantRegistrar)recording.Session).AddTransactionParticipant(this);
    }

    private List<EventRow> Link(IReadOnlyList<LockedStream> streams)
    {
        var rows = new List<EventRow>(streams.Sum(stream => stream.Pending.Count));
        foreach (var stream in streams)
        {
            var version = stream.Version - stream.Pending.Count;
            foreach (var pending in stream.Pending)
            {
                var link = ChainLink.Of(stream, ++version, pending, recording);
                rows.Add(new(link, link.HeadersText(recording)));
            }
        }

        return rows;
    }

    private static void Write<TStream, TDocument>(
        NpgsqlBatch batch,
        IEnumerable<TStream> streams,
        RowSet<TDocument> rows,
        Func<TStream, TDocument> document
    )
        where TStream : LockedStream
    {
        var (begun, appended) = (new List<TDocument>(), new List<TDocument>());
        foreach (var stream in streams)
            (stream.StoredVersion == 0 ? begun : appended).Add(document(stream));
        rows.Insert(batch, begun);
        rows.Update(batch, appended);
    }
}
