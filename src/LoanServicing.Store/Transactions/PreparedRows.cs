using Npgsql;

namespace LoanServicing.Store.Transactions;

/// <summary>What was appended up to a moment, as rows that are ready to be sent.</summary>
public readonly struct PreparedRows
{
    private readonly NpgsqlBatch? batch;

    internal PreparedRows(NpgsqlBatch batch) => this.batch = batch;

    /// <summary>
    /// Sends them, if there are any. Appending and preparing may go on while it is under way; locking, reading and
    /// sending more may not.
    /// </summary>
    // On another thread: encoding a large batch takes as long as deciding one.
    public Task SendAsync(CancellationToken cancellation = default) =>
        batch is { } rows ? Task.Run(() => SendAsync(rows, cancellation), cancellation) : Task.CompletedTask;

    private static async Task SendAsync(NpgsqlBatch batch, CancellationToken cancellation)
    {
        await using (batch)
            await batch.ExecuteNonQueryAsync(cancellation);
    }
}
