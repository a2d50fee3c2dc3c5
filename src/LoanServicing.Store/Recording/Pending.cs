using LoanServicing.Store.EventLog;
using LoanServicing.Store.ReadModels;
using Npgsql;

namespace LoanServicing.Store.Recording;

/// <summary>What a session has recorded and not yet sent.</summary>
internal sealed class Pending
{
    public List<ChainedEvent> Events { get; } = [];

    public List<PlanRecord> Plans { get; } = [];

    public List<ParticipantRecord> Participants { get; } = [];

    public List<LoanRecord> Loans { get; } = [];

    /// <summary>
    /// One batch: streams, events, read models. All values are taken from the records before the first wait, so that they may move on.
    /// </summary>
    public Task WriteAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellation)
    {
        var batch = new NpgsqlBatch(connection, transaction);
        StreamRecord[] streams = [.. Plans, .. Participants, .. Loans];
        StreamRows.New.Insert(batch, [.. streams.Where(record => !record.IsStored)]);
        StreamRows.Changed.Update(batch, [.. streams.Where(record => record.IsStored)]);
        EventRows.All.Insert(batch, Events);
        Write(batch, Plans, PlanRows.All, PlanRows.All);
        Write(batch, Participants, ParticipantRows.All, ParticipantRows.All);
        Write(batch, Loans, LoanRows.New, LoanRows.Changed);
        foreach (var record in streams)
            (record.IsStored, record.IsPending) = (true, false);
        // On another thread: encoding a large batch takes as long as deciding one.
        return batch.BatchCommands.Count == 0 ? Task.CompletedTask : Task.Run(() => ExecuteAsync(batch, cancellation), cancellation);
    }

    private static void Write<TRecord>(NpgsqlBatch batch, List<TRecord> records, RowSet<TRecord> created, RowSet<TRecord> changed)
        where TRecord : StreamRecord
    {
        created.Insert(batch, records.FindAll(record => !record.IsStored));
        changed.Update(batch, records.FindAll(record => record.IsStored));
    }

    private static async Task ExecuteAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using (batch)
            await batch.ExecuteNonQueryAsync(cancellation);
    }
}
