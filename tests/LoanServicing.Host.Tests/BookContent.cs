using Npgsql;

namespace LoanServicing.Host.Tests;

/// <summary>What a database says, line for line, so that two can be compared.</summary>
internal static class BookContent
{
    private static readonly string[] Questions =
    [
        "select concat_ws(' ', 'event', tenant_id, stream_id, version, type, data, correlation_id, causation_id) from mt_events order by tenant_id, stream_id, version",
        "select concat_ws(' ', 'stream', tenant_id, id, type, version) from mt_streams order by tenant_id, id",
        "select concat_ws(' ', 'loan', to_jsonb(l) - 'head') from loan l order by loan_id",
        "select concat_ws(' ', 'participant', to_jsonb(p) - 'head') from participant p order by plan, participant",
        "select concat_ws(' ', 'plan', to_jsonb(p) - 'head') from plan p order by plan",
        "select concat_ws(' ', 'remittance', to_jsonb(r) - 'first_seq' - 'last_seq') from remittance r order by remittance",
        "select concat_ws(' ', 'suspense', to_jsonb(s)) from suspense s order by remittance, line",
        "select concat_ws(' ', 'inbox', message_id, content_hash, outcome) from inbox order by message_id",
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
