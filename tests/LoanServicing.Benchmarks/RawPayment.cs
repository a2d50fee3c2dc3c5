using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The least that a database has to do for single payments: for each a transaction with the event, its stream's
/// version, the loan's document and the handled message, as prepared statements in one round trip, and a commit.
/// </summary>
internal sealed class RawPayment(IReadOnlyList<RawRow> rows)
{
    public async Task<Measured> MeasureAsync(string connectionString, ProcessorTime processors)
    {
        var prepared = connectionString + ";Pooling=false;Max Auto Prepare=60;Auto Prepare Min Usages=2";
        await using var connection = new NpgsqlConnection(prepared);
        await connection.OpenAsync();
        return await Measured.OfAsync(() => RunAsync(connection), processors);
    }

    private async Task<long> RunAsync(NpgsqlConnection connection)
    {
        foreach (var row in rows)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var batch = Batch(connection, row))
                await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }

        return rows.Count;
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, RawRow row) =>
        new(connection)
        {
            BatchCommands =
            {
                Command(
                    """
                    insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
                      correlation_id, causation_id, headers)
                    values (nextval('mt_events_sequence'), $1, $2, $3, $4::jsonb, $5, $6, '*DEFAULT*', $7, $8, $9, $10::jsonb)
                    """,
                    row.Id,
                    row.Stream,
                    row.Version,
                    row.Data,
                    row.Type,
                    row.Timestamp,
                    row.DotnetType,
                    row.Correlation,
                    row.Causation,
                    row.Headers
                ),
                Command(
                    "update mt_streams set version = $1 where tenant_id = '*DEFAULT*' and id = $2",
                    row.Version,
                    row.Stream
                ),
                Command(
                    """
                    update mt_doc_loan set data = $1::jsonb, mt_version = $2, in_order_from = $3, oldest_unpaid_due = $4
                    where tenant_id = '*DEFAULT*' and id = $5
                    """,
                    row.Document,
                    row.Version,
                    row.InOrderFrom,
                    row.OldestUnpaidDue,
                    row.Stream
                ),
                Command(
                    "insert into mt_doc_handled_message (tenant_id, id, data) values ('*DEFAULT*', $1, $2::jsonb)",
                    row.Causation,
                    row.Handled
                ),
            },
        };

    private static NpgsqlBatchCommand Command(string sql, params object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
