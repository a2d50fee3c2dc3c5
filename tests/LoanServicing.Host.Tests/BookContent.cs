using Npgsql;

namespace LoanServicing.Host.Tests;

/// <summary>What a database says, line for line, so that two can be compared.</summary>
internal static class BookContent
{
    private static readonly string[] Questions =
    [
        "select concat_ws(' ', 'event', tenant_id, stream_id, version, type, data, correlation_id, causation_id) "
            + "from mt_events order by tenant_id, stream_id, version",
        "select concat_ws(' ', 'stream', tenant_id, id, type, version) from mt_streams order by tenant_id, id",
        "select concat_ws(' ', 'loan', to_jsonb(l)) from mt_doc_loan l order by tenant_id, id",
        "select concat_ws(' ', 'participant', to_jsonb(p)) from mt_doc_participant p order by tenant_id, id",
        "select concat_ws(' ', 'plan', to_jsonb(p)) from mt_doc_plan p order by tenant_id, id",
        "select concat_ws(' ', 'account', to_jsonb(a)) from mt_doc_account a order by tenant_id, id",
        "select concat_ws(' ', 'remittance', to_jsonb(r) #- '{data,FirstSequence}' #- '{data,LastSequence}') from "
            + "mt_doc_remittance r order by tenant_id, id",
        "select concat_ws(' ', 'suspended line', to_jsonb(s)) from mt_doc_suspended_line s order by tenant_id, id",
        "select concat_ws(' ', 'handled message', to_jsonb(m)) from mt_doc_handled_message m order by tenant_id, id",
        "select concat_ws(' ', 'source', remittance, count(*)) from remittance_source group by remittance order by remittance",
    ];

    public static async Task<IReadOnlyList<string>> ReadAsync(string connectionString)
    {
        var lines = new List<string>();
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var question in Questions)
        {
            await using var command = new NpgsqlCommand(question, connection);
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
                lines.Add(row.GetString(0));
        }

        return lines;
    }
}
