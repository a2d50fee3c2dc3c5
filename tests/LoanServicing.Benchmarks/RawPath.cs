using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Benchmarks;

/// <summary>The least that a database has to do for the same events: no reading, no deciding, no hashing, no checks.</summary>
internal sealed class RawPath
{
    private readonly List<Row> rows;

    private RawPath(List<Row> rows) => this.rows = rows;

    /// <summary>Takes the events of a finished ingestion into memory.</summary>
    public static async Task<RawPath> PrepareAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select e.id, e.stream_id, e.version, e.data::text, e.type, e.timestamp, e.mt_dotnet_type, e.correlation_id, e.headers::text, l.principal, l.interest_due, l.installments_paid
            from mt_events e join loan l on l.tenant_id = e.tenant_id and l.loan_id = e.stream_id where e.type = 'installment_paid' order by e.seq_id
            """,
            connection);
        var rows = new List<Row>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            rows.Add(new(
                row.GetGuid(0), row.GetGuid(1), row.GetInt64(2), row.GetString(3), row.GetString(4), row.GetDateTime(5), row.GetString(6), row.GetString(7), row.GetString(8),
                row.GetDecimal(9), row.GetDecimal(10), row.GetInt32(11)));
        }

        return new(rows);
    }

    /// <summary>Seconds from the first row to the commit.</summary>
    public async Task<double> TimeAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        var time = Stopwatch.StartNew();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(
            connection,
            """
            create temp table staging (id uuid, stream_id uuid, version bigint, data jsonb, type varchar, timestamp timestamptz, mt_dotnet_type varchar,
              correlation_id varchar, headers jsonb, principal numeric, interest_due numeric, installments_paid int) on commit drop
            """);
        await CopyAsync(connection);
        await ExecuteAsync(
            connection,
            """
            insert into mt_events (id, stream_id, version, data, type, timestamp, tenant_id, mt_dotnet_type, correlation_id, headers)
            select id, stream_id, version, data, type, timestamp, '*DEFAULT*', mt_dotnet_type, correlation_id, headers from staging
            """);
        await ExecuteAsync(connection, "update mt_streams s set version = t.version, timestamp = t.timestamp from staging t where s.tenant_id = '*DEFAULT*' and s.id = t.stream_id");
        await ExecuteAsync(
            connection,
            """
            update loan l set version = t.version, principal = t.principal, interest_due = t.interest_due, installments_paid = t.installments_paid
            from staging t where l.tenant_id = '*DEFAULT*' and l.loan_id = t.stream_id
            """);
        await transaction.CommitAsync();
        return time.Elapsed.TotalSeconds;
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
            await copy.WriteAsync(row.Principal, NpgsqlDbType.Numeric);
            await copy.WriteAsync(row.InterestDue, NpgsqlDbType.Numeric);
            await copy.WriteAsync(row.InstallmentsPaid, NpgsqlDbType.Integer);
        }

        await copy.CompleteAsync();
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Row(
        Guid Id, Guid Stream, long Version, string Data, string Type, DateTime Timestamp, string DotnetType, string Correlation, string Headers, decimal Principal, decimal InterestDue, int InstallmentsPaid);
}
