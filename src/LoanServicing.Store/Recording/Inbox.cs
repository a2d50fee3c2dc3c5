using Npgsql;

namespace LoanServicing.Store.Recording;

/// <summary>Which messages have been carried out, by their sender's id, with the content they had.</summary>
public static class Inbox
{
    /// <summary>The content hashes of those ids that are known.</summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> FindAsync(LogSession session, IReadOnlyCollection<string> ids, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(
            "select i.message_id, i.content_hash from unnest($1) u (id) join inbox i on i.tenant_id = current_setting('loans.tenant') and i.message_id = u.id", session.Connection)
        {
            Parameters = { new() { Value = ids.ToArray() } },
        };
        var found = new Dictionary<string, byte[]>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            found[row.GetString(0)] = row.GetFieldValue<byte[]>(1);
        return found;
    }

    public static async Task AddAsync(LogSession session, IReadOnlyCollection<(string Id, byte[] ContentHash)> messages, string outcome, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(
            "insert into inbox (tenant_id, message_id, content_hash, outcome, recorded_at) select current_setting('loans.tenant'), u.id, u.hash, $3, $4 from unnest($1, $2) u (id, hash)",
            session.Connection)
        {
            Parameters =
            {
                new() { Value = messages.Select(message => message.Id).ToArray() },
                new() { Value = messages.Select(message => message.ContentHash).ToArray() },
                new() { Value = outcome },
                new() { Value = session.RecordedAt.UtcDateTime },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
