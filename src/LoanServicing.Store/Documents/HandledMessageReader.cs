using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Documents;

/// <summary>Finds out which messages have been carried out.</summary>
public static class HandledMessageReader
{
    // Without "offset 0" the planner makes a join of it, and may rather read every message there ever was.
    internal const string OfIds = """
        select m.data from unnest($2) wanted (id)
        cross join lateral (select data from mt_doc_handled_message where tenant_id = $1 and id = wanted.id offset 0) m
        """;

    /// <summary>Those of the ids that are known, by id.</summary>
    public static async Task<IReadOnlyDictionary<string, HandledMessage>> FindAsync(
        TenantTransaction transaction,
        IReadOnlyCollection<string> ids,
        CancellationToken cancellation = default
    )
    {
        await using var command = new NpgsqlCommand(OfIds, transaction.Connection)
        {
            Parameters =
            {
                new() { Value = transaction.Tenant.Stored },
                new() { Value = ids.ToArray() },
            },
        };
        var found = new Dictionary<string, HandledMessage>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var message = EventJson.ReadDocument<HandledMessage>(row.GetFieldValue<byte[]>(0));
            found[message.Id] = message;
        }

        return found;
    }
}
