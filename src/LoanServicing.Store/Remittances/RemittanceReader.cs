using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.Remittances;

/// <summary>A line in suspense, with the name of its file.</summary>
public sealed record SuspenseItem(SuspenseRow Row, string File);

/// <summary>A payroll file that was taken in: what it held and what was posted.</summary>
public sealed record RemittanceTotals(Guid Remittance, string Plan, string FileName, DateOnly PayDate, int Lines, decimal Total, int Posted, decimal PostedTotal);

/// <summary>Reads what came in, and what of it waits for a person.</summary>
public static class RemittanceReader
{
    /// <summary>The lines in suspense, the oldest first.</summary>
    public static async Task<IReadOnlyList<SuspenseItem>> ReadSuspenseAsync(LogSession session, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(
            """
            select s.remittance, s.line, s.plan, s.participant, s.loan, s.amount, s.reason, s.detail, s.since, r.file_name
            from suspense s join remittance r using (tenant_id, remittance)
            where s.tenant_id = current_setting('loans.tenant')
            order by s.since, s.plan, r.file_name, s.line
            """,
            session.Connection);
        var items = new List<SuspenseItem>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            items.Add(new(
                new(
                    row.GetGuid(0),
                    row.GetInt32(1),
                    row.GetString(2),
                    row.IsDBNull(3) ? null : row.GetString(3),
                    row.IsDBNull(4) ? null : row.GetString(4),
                    row.GetDecimal(5),
                    row.GetString(6),
                    row.GetString(7),
                    row.GetFieldValue<DateOnly>(8)),
                row.GetString(9)));
        }

        return items;
    }

    /// <summary>In the order in which they came.</summary>
    public static async Task<IReadOnlyList<RemittanceTotals>> ReadTotalsAsync(LogSession session, CancellationToken cancellation = default)
    {
        await using var command = new NpgsqlCommand(
            "select remittance, plan, file_name, pay_date, lines, total, posted, posted_total from remittance where tenant_id = current_setting('loans.tenant') order by last_seq", session.Connection);
        var remittances = new List<RemittanceTotals>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            remittances.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetFieldValue<DateOnly>(3), row.GetInt32(4), row.GetDecimal(5), row.GetInt32(6), row.GetDecimal(7)));
        }

        return remittances;
    }
}
