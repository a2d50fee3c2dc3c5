using Npgsql;

namespace LoanServicing.Host.Tests.BothLanes;

/// <summary>
/// Every row of every table, as text, without what is another one each time that something is done: event ids, times,
/// hashes, sealed data, and places in the whole log. An event's place is told by its rank within its stream.
/// </summary>
internal static class ComparableRows
{
    // A table that is not here is compared as it is.
    private static readonly Dictionary<string, string> Comparable = new()
    {
        ["mt_streams"] = "to_jsonb(t) - 'timestamp' - 'created'",
        ["mt_events"] = """
            to_jsonb(t) - 'id' - 'timestamp' - 'seq_id' || jsonb_build_object(
              'headers', t.headers - 'hash', 'hash length', length(t.headers ->> 'hash'),
              'rank', rank() over (partition by t.tenant_id, t.stream_id order by t.seq_id))
            """,
        ["mt_doc_remittance"] = """
            (to_jsonb(t) #- '{data,FirstSequence}' #- '{data,LastSequence}') || (
              select jsonb_build_object(
                'begins with its first event', min(e.seq_id) = (t.data ->> 'FirstSequence')::bigint,
                'ends with its last event', max(e.seq_id) = (t.data ->> 'LastSequence')::bigint)
              from mt_events e where e.tenant_id = t.tenant_id and e.correlation_id = t.id::text)
            """,
        ["person"] = "to_jsonb(t) - 'sealed'",
        ["payer"] = "to_jsonb(t) - 'sealed'",
        ["transmitter"] = "to_jsonb(t) - 'sealed'",
        ["remittance_source"] = "to_jsonb(t) - 'sealed'",
        ["personal_data_key"] = "to_jsonb(t) - 'since'",
        ["loans_schema"] = "to_jsonb(t) - 'applied_at'",
        ["seal"] = "jsonb_build_array(tenant_id, number, business_day, events, streams)",
        ["seal_head"] = "to_jsonb(t) - 'hash'",
    };

    /// <summary>By table; the rows in the order of their text.</summary>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> ReadAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var tables = await RowsAsync(
            connection,
            "select tablename from pg_tables where schemaname = 'public' order by 1"
        );
        var rows = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var table in tables)
        {
            var row = Comparable.GetValueOrDefault(table, "to_jsonb(t)");
            rows.Add(table, await RowsAsync(connection, $"select ({row})::text from {table} t order by 1"));
        }

        return rows;
    }

    private static async Task<IReadOnlyList<string>> RowsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await row.ReadAsync())
            rows.Add(row.GetString(0));
        return rows;
    }
}
