using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Remittances;

/// <summary>What is in suspense, with the name of its file, or the id of its message where it came by itself.</summary>
/// <param name="PayDate">Of its file; null for a message.</param>
public sealed record SuspenseItem(SuspendedLine Row, string File, DateOnly? PayDate);

/// <summary>Reads what came in, and what of it waits for a person.</summary>
public static class RemittanceReader
{
    // What waits in a plan is little beside its loans: all of that is looked through, by the index on the plan.
    internal const string SuspendedOf =
        "select data from mt_doc_suspended_line where tenant_id = $1 and plan = $2 and data ->> 'Participant' = any ($3)";

    internal const string WithIds = """
        select r.data from unnest($2) wanted (id)
        cross join lateral (select data from mt_doc_remittance where tenant_id = $1 and id = wanted.id) r
        """;

    /// <summary>The lines in suspense, the oldest first.</summary>
    public static async Task<IReadOnlyList<SuspenseItem>> ReadSuspenseAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    ) =>
        Items(
            await DocumentsAsync<SuspendedLine>(transaction, AllOf("mt_doc_suspended_line"), cancellation),
            await ReadAsync(transaction, cancellation)
        );

    /// <summary>Those of some participants of a plan.</summary>
    public static async Task<IReadOnlyList<SuspenseItem>> ReadSuspenseAsync(
        TenantTransaction transaction,
        string plan,
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation = default
    )
    {
        var lines = await DocumentsAsync<SuspendedLine>(
            transaction,
            SuspendedOf,
            cancellation,
            plan,
            participants.ToArray()
        );
        Guid[] remittances = [.. lines.Select(line => line.Remittance).OfType<Guid>().Distinct()];
        return Items(
            lines,
            remittances.Length == 0
                ? []
                : await DocumentsAsync<RemittanceDocument>(transaction, WithIds, cancellation, remittances)
        );
    }

    /// <summary>All remittances, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<RemittanceDocument>> ReadAsync(
        TenantTransaction transaction,
        CancellationToken cancellation = default
    ) =>
        [
            .. (
                await DocumentsAsync<RemittanceDocument>(transaction, AllOf("mt_doc_remittance"), cancellation)
            ).OrderBy(remittance => remittance.LastSequence),
        ];

    private static SuspenseItem[] Items(IEnumerable<SuspendedLine> lines, IEnumerable<RemittanceDocument> remittances)
    {
        var files = remittances.ToDictionary(remittance => remittance.Id);
        return
        [
            .. lines
                .Select(line =>
                    line.Remittance is { } remittance
                        ? new SuspenseItem(line, files[remittance].FileName, files[remittance].PayDate)
                        : new(line, line.Id, null)
                )
                .OrderBy(item => item.Row.Since)
                .ThenBy(item => item.Row.Plan, StringComparer.Ordinal)
                .ThenBy(item => item.File, StringComparer.Ordinal)
                .ThenBy(item => item.Row.Line),
        ];
    }

    private static string AllOf(string table) => $"select data from {table} where tenant_id = $1";

    private static async Task<List<T>> DocumentsAsync<T>(
        TenantTransaction transaction,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
        where T : class
    {
        await using var command = new NpgsqlCommand(sql, transaction.Connection)
        {
            Parameters = { new() { Value = transaction.Tenant.Stored } },
        };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var documents = new List<T>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            documents.Add(EventJson.ReadDocument<T>(row.GetFieldValue<byte[]>(0)));
        return documents;
    }
}
