using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Remittances;

/// <summary>What is in suspense, with the name of its file, or the id of its message where it came by itself.</summary>
public sealed record SuspenseItem(SuspendedLine Row, string File);

/// <summary>Reads what came in, and what of it waits for a person.</summary>
public static class RemittanceReader
{
    /// <summary>The lines in suspense, the oldest first.</summary>
    public static async Task<IReadOnlyList<SuspenseItem>> ReadSuspenseAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    )
    {
        var files = (await ReadAsync(transaction, cancellation)).ToDictionary(
            remittance => remittance.Id,
            remittance => remittance.FileName
        );
        var lines = await DocumentsAsync<SuspendedLine>(transaction, "mt_doc_suspended_line", cancellation);
        return
        [
            .. lines
                .Select(line => new SuspenseItem(line, line.Remittance is { } remittance ? files[remittance] : line.Id))
                .OrderBy(item => item.Row.Since)
                .ThenBy(item => item.Row.Plan, StringComparer.Ordinal)
                .ThenBy(item => item.File, StringComparer.Ordinal)
                .ThenBy(item => item.Row.Line),
        ];
    }

    /// <summary>All remittances, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<RemittanceDocument>> ReadAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    ) =>
        [
            .. (await DocumentsAsync<RemittanceDocument>(transaction, "mt_doc_remittance", cancellation)).OrderBy(
                remittance => remittance.LastSequence
            ),
        ];

    private static async Task<List<T>> DocumentsAsync<T>(
        TenantTransaction transaction,
        string table,
        CancellationToken cancellation
    )
        where T : class
    {
        await using var command = new NpgsqlCommand(
            $"select data from {table} where tenant_id = $1",
            transaction.Connection
        )
        {
            Parameters = { new() { Value = transaction.Tenant.Stored } },
        };
        var documents = new List<T>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            documents.Add(EventJson.ReadDocument<T>(row.GetFieldValue<byte[]>(0)));
        return documents;
    }
}
