using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Benchmarks;

/// <summary>
/// The least that a database has to do for the same events and one document a loan: no reading, no deciding, no
/// hashing, no checks.
/// </summary>
internal sealed class RawPath(IReadOnlyList<RawRow> rows)
{
    private const string Staging = """
        create temp table staging (id uuid, stream_id uuid, version bigint, data jsonb, type varchar,
          timestamp timestamptz, mt_dotnet_type varchar, correlation_id varchar, headers jsonb, document jsonb,
          in_order_from date, oldest_unpaid_due date) on commit drop
        """;

    private static readonly string[] Moves =
    [
        """
            insert into mt_events (seq_id, id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type,
              correlation_id, headers)
            select nextval('mt_events_sequence'), id, stream_id, version, data, type, timestamp, '*DEFAULT*',
              mt_dotnet_type, correlation_id, headers from staging
            """,
        """
            update mt_streams s set version = t.version from staging t
            where s.tenant_id = '*DEFAULT*' and s.id = t.stream_id
            """,
        """
            update mt_doc_loan l set data = t.document, mt_version = t.version, in_order_from = t.in_order_from,
              oldest_unpaid_due = t.oldest_unpaid_due
            from staging t where l.tenant_id = '*DEFAULT*' and l.id = t.stream_id
            """,
    ];

    /// <summary>From the first row to the commit.</summary>
    public async Task<Measured> MeasureAsync(string connectionString, ProcessorTime processors)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return await Measured.OfAsync(() => RunAsync(connection), processors);
    }

    private async Task<long> RunAsync(NpgsqlConnection connection)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, Staging);
        await CopyAsync(connection);
        foreach (var move in Moves)
            await ExecuteAsync(connection, move);
        await transaction.CommitAsync();
        return rows.Count;
    }

    private async Task CopyAsync(NpgsqlConnection connection)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy staging from stdin (format binary)");
        foreach (var row in rows)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(row.Id, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Stream, NpgsqlDbType.Uuid);
            await copy.WriteAsync(row.Version, NpgsqlDbType.Bigint);
            await copy.WriteAsync(row.Data, NpgsqlDbType.Jsonb);
            await copy.WriteAsync(row.Type, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.Timestamp, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync(row.DotnetType, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.Correlation, NpgsqlDbType.Varchar);
            await copy.WriteAsync(row.Headers, NpgsqlDbType.Jsonb);
            await copy.WriteAsync(row.Document, NpgsqlDbType.Jsonb);
            await copy.WriteAsync(row.InOrderFrom, NpgsqlDbType.Date);
            if (row.OldestUnpaidDue is { } due)
                await copy.WriteAsync(due, NpgsqlDbType.Date);
            else
                await copy.WriteNullAsync();
        }

        await copy.CompleteAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
