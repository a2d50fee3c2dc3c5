using Npgsql;

namespace LoanServicing.Benchmarks;

/// <summary>What one repayment leaves in the tables: its event, and its loan's document as finally stored.</summary>
/// <param name="Causation">Id of the message that the event names; null where it names none.</param>
/// <param name="Handled">The document of that message.</param>
internal sealed record RawRow(
    Guid Id,
    Guid Stream,
    long Version,
    string Data,
    string Type,
    DateTime Timestamp,
    string DotnetType,
    string Correlation,
    string? Causation,
    string Headers,
    string Document,
    DateOnly InOrderFrom,
    DateOnly? OldestUnpaidDue,
    string? Handled
)
{
    /// <summary>Those of all repayments of a database, in the order of the log.</summary>
    public static async Task<IReadOnlyList<RawRow>> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select e.id, e.stream_id, e.version, e.data::text, e.type, e.timestamp, e.mt_dotnet_type, e.correlation_id,
              e.causation_id, e.headers::text, l.data::text, l.in_order_from, l.oldest_unpaid_due, m.data::text
            from mt_events e
            join mt_doc_loan l on l.tenant_id = e.tenant_id and l.id = e.stream_id
            left join mt_doc_handled_message m on m.tenant_id = e.tenant_id and m.id = e.causation_id
            where e.type = 'installment_paid' order by e.seq_id
            """,
            connection
        );
        var rows = new List<RawRow>();
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            rows.Add(
                new(
                    row.GetGuid(0),
                    row.GetGuid(1),
                    row.GetInt64(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetDateTime(5),
                    row.GetString(6),
                    row.GetString(7),
                    row.IsDBNull(8) ? null : row.GetString(8),
                    row.GetString(9),
                    row.GetString(10),
                    row.GetFieldValue<DateOnly>(11),
                    row.IsDBNull(12) ? null : row.GetFieldValue<DateOnly>(12),
                    row.IsDBNull(13) ? null : row.GetString(13)
                )
            );
        }

        return rows;
    }
}
