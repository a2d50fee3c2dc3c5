using System.IO.Compression;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Recording;
using Npgsql;

namespace LoanServicing.Store.Remittances;

/// <summary>What the database knows about payroll files, inside a session's transaction.</summary>
public sealed class RemittanceStore(LogSession session, PersonalDataKey key)
{
    private const int PieceBytes = 1 << 20;

    /// <summary>Whether the plan has taken in this very file for this pay date before, under whatever name.</summary>
    public async Task<bool> IsKnownAsync(Guid remittance, CancellationToken cancellation = default)
    {
        await using var command = Command("select exists (select from remittance where tenant_id = current_setting('loans.tenant') and remittance = $1)", remittance);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>
    /// What earlier remittances of the same pay date did, by loan and amount: how many lines each posted. It is looked for among the events of those
    /// remittances, where the log holds them together, so that the log needs no index for it.
    /// </summary>
    public async Task<Dictionary<(Guid Loan, decimal Amount), int>> PostedForAsync(string plan, DateOnly payDate, CancellationToken cancellation = default)
    {
        await using var command = Command(
            """
            select e.stream_id, (e.data ->> 'Amount')::numeric, count(*)::int
            from remittance r
            join mt_events e on e.tenant_id = r.tenant_id and e.seq_id between r.first_seq and r.last_seq
              and e.type = any ($3) and e.data #>> '{Source,Remittance}' = r.remittance::text
            where r.tenant_id = current_setting('loans.tenant') and r.plan = $1 and r.pay_date = $2
            group by e.stream_id, (e.data ->> 'Amount')::numeric
            """,
            plan,
            payDate,
            // A version that calls these two members otherwise needs another question.
            EventTypes.NamesOf(typeof(InstallmentPaid)));
        var posted = new Dictionary<(Guid Loan, decimal Amount), int>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            posted.Add((row.GetGuid(0), row.GetDecimal(1)), row.GetInt32(2));
        return posted;
    }

    /// <summary>Where in the log the events of this remittance lie, its own receipt among them.</summary>
    /// <param name="after">A place before all of them.</param>
    public async Task<(long First, long Last)> FindAsync(Guid remittance, long after, CancellationToken cancellation = default)
    {
        await using var command = Command(
            "select min(seq_id), max(seq_id) from mt_events where tenant_id = current_setting('loans.tenant') and seq_id > $2 and correlation_id = $1", remittance.ToString(), after);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1));
    }

    /// <summary>The latest place taken in the log, whoever took it.</summary>
    public async Task<long> LogPositionAsync(CancellationToken cancellation = default)
    {
        await using var command = Command("select case when is_called then last_value else last_value - 1 end from mt_events_sequence");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task SaveAsync(RemittanceRow remittance, IReadOnlyList<SuspenseRow> suspense, CancellationToken cancellation = default)
    {
        await using var batch = new NpgsqlBatch(session.Connection);
        RemittanceRows.Insert(batch, [remittance], suspense);
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Keeps the file as it came, compressed and sealed.</summary>
    public async Task SaveSourceAsync(Guid remittance, ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        for (var piece = 0; piece * PieceBytes < file.Length; piece++)
        {
            var plain = file.Slice(piece * PieceBytes, Math.Min(PieceBytes, file.Length - (piece * PieceBytes)));
            await using var command = Command(
                "insert into remittance_source (tenant_id, remittance, piece, sealed) values (current_setting('loans.tenant'), $1, $2, $3)",
                remittance,
                piece,
                key.Seal(Compress(plain.Span), Context(remittance, piece)));
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }

    private static byte[] Compress(ReadOnlySpan<byte> plain)
    {
        using var compressed = new MemoryStream();
        using (var zip = new GZipStream(compressed, CompressionLevel.Fastest))
            zip.Write(plain);
        return compressed.ToArray();
    }

    private string Context(Guid remittance, int piece) => $"remittance {session.Tenant.Name}/{remittance}/{piece}";

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
