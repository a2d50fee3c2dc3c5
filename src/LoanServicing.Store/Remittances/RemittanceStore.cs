using System.IO.Compression;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Remittances;

/// <summary>What the database knows about payroll files, inside a session's transaction.</summary>
public sealed class RemittanceStore(TenantTransaction session, PersonalDataKey key)
{
    // Place by place: asked for all of them at once, the planner may rather go through the index of the tenant's every
    // event as well.
    internal const string PostedFor = """
        select e.stream_id, (e.data ->> 'Amount')::numeric, count(*)::int
        from mt_doc_remittance r
        cross join lateral (
          select generate_series((r.data ->> 'FirstSequence')::bigint, (r.data ->> 'LastSequence')::bigint) as place offset 0) taken
        cross join lateral (
          select stream_id, data from mt_events
          where seq_id = taken.place and tenant_id = r.tenant_id and type = any ($3) and data #>> '{Source,Remittance}' = r.id::text
          offset 0) e
        where r.tenant_id = current_setting('loans.tenant') and r.plan = $1 and r.pay_date = $2
        group by e.stream_id, (e.data ->> 'Amount')::numeric
        """;

    private const int PieceBytes = 1 << 20;

    /// <summary>Whether the plan has taken in this very file for this pay date before, under whatever name.</summary>
    public async Task<bool> IsKnownAsync(Guid remittance, CancellationToken cancellation = default)
    {
        await using var command = Command(
            "select exists (select from mt_doc_remittance where tenant_id = current_setting('loans.tenant') and id = $1)",
            remittance
        );
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>
    /// What earlier remittances of the same pay date did, by loan and amount: how many lines each posted. It is looked
    /// for among the events of those remittances, where the log holds them together, so that the log needs no index for
    /// it.
    /// </summary>
    public async Task<Dictionary<(Guid Loan, decimal Amount), int>> PostedForAsync(
        string plan,
        DateOnly payDate,
        CancellationToken cancellation = default
    )
    {
        await using var command = Command(
            PostedFor,
            plan,
            payDate,
            // A version that calls these two members otherwise needs another question.
            EventTypes.NamesOf(typeof(InstallmentPaid))
        );
        var posted = new Dictionary<(Guid Loan, decimal Amount), int>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            posted.Add((row.GetGuid(0), row.GetDecimal(1)), row.GetInt32(2));
        return posted;
    }

    /// <summary>Keeps the file as it came, compressed and sealed.</summary>
    public async Task SaveSourceAsync(
        Guid remittance,
        ReadOnlyMemory<byte> file,
        CancellationToken cancellation = default
    )
    {
        for (var piece = 0; piece * PieceBytes < file.Length; piece++)
        {
            var plain = file.Slice(piece * PieceBytes, Math.Min(PieceBytes, file.Length - (piece * PieceBytes)));
            await using var command = Command(
                "insert into remittance_source (tenant_id, remittance, piece, sealed) values (current_setting('loans.tenant'), $1, $2, $3)",
                remittance,
                piece,
                key.Seal(Compress(plain.Span), PersonalDataStore.SourceContext(session.Tenant, remittance, piece))
            );
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

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, session.Connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
