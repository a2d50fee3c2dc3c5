using LoanServicing.Store.BulkLane;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// A rebuild puts right what it finds, portion by portion, each in a transaction of its own together with the word of
/// how far it has come. It locks the streams whose rows it writes, and no others; a stream that was written since the
/// replay's moment, or that somebody holds, is left for the end.
/// </summary>
internal sealed class RebuildSink(LoansDatabase database, Tenant tenant, RebuildProgress progress) : IReplaySink
{
    private readonly Dictionary<string, DocumentRepair> repairs = new()
    {
        [DocumentRows.Plans.Table] = Repair(DocumentRows.Plans, "id, plan", "id", "plan"),
        [DocumentRows.Participants.Table] = Repair(
            DocumentRows.Participants,
            "id, plan, participant",
            "id",
            "plan, participant"
        ),
        [DocumentRows.Loans.Table] = Repair(
            DocumentRows.Loans,
            "id, plan, participant, loan",
            "id",
            "plan, participant, loan"
        ),
        [DocumentRows.Remittances.Table] = Repair(DocumentRows.Remittances, "id, plan", "id"),
        [DocumentRows.SuspendedLines.Table] = Repair(DocumentRows.SuspendedLines, "id", "id"),
    };

    private readonly HashSet<Guid> left = [];
    private readonly List<(string Plan, string Participant)> accounts = [];
    private int accountsKept;

    /// <summary>Streams whose rows are still to be put right.</summary>
    public IReadOnlyCollection<Guid> Left => left;

    public IReadOnlyList<(string Plan, string Participant)> Accounts => accounts;

    /// <summary>How many rows were written or removed.</summary>
    public long Rows { get; private set; }

    public void Differs<TDocument>(
        DocumentTable<TDocument> table,
        ReadOnlySpan<byte> stored,
        ReadOnlySpan<byte> computed,
        Guid stream,
        long version
    )
    {
        repairs[table.Name].Add(stream, version, stored, computed);
    }

    public void MayMeanTax(string plan, string participant) => accounts.Add((plan, participant));

    public void Reached(StreamRange part, Guid through, ReplayCounts since) =>
        WriteAsync((part, through, since), CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Writes what was found so far.</summary>
    public async Task WriteAsync(
        (StreamRange Part, Guid Through, ReplayCounts Since)? reached,
        CancellationToken cancellation
    )
    {
        if (reached is null && repairs.Values.All(repair => repair.Count == 0))
            return;
        await using var work = await OwnerTransaction.BeginAsync(database, tenant, cancellation);
        var (connection, transaction) = (work.Connection, work.Transaction);
        // A portion lost in a crash is lost together with the word that it was written.
        await using (var set = new NpgsqlCommand("set local synchronous_commit = off", connection))
            await set.ExecuteNonQueryAsync(cancellation);
        var unwritten = await LockAsync(connection, cancellation);
        await RepairAsync(connection, transaction, stream => !unwritten.Contains(stream), cancellation);
        left.UnionWith(unwritten);
        if (reached is { } mark)
        {
            await progress.KeepAsync(
                connection,
                mark.Part,
                mark.Through,
                mark.Since,
                accounts[accountsKept..],
                unwritten,
                cancellation
            );
            accountsKept = accounts.Count;
        }

        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Writes what was found of streams whose locks the transaction holds.</summary>
    public Task WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken cancellation
    ) => RepairAsync(connection, transaction, _ => true, cancellation);

    private async Task RepairAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Func<Guid, bool> mayWrite,
        CancellationToken cancellation
    )
    {
        foreach (var repair in repairs.Values)
        {
            Rows += await repair.WriteAsync(connection, transaction, mayWrite, cancellation);
            repair.Clear();
        }
    }

    // Those whose rows are not to be written now. Nobody is waited for: two that wait for each other's streams would
    // wait for ever.
    private async Task<HashSet<Guid>> LockAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var versions = new Dictionary<Guid, long>();
        foreach (var (stream, version) in repairs.Values.SelectMany(repair => repair.Streams))
            versions[stream] = Math.Max(versions.GetValueOrDefault(stream), version);
        var unwritten = versions.Keys.ToHashSet();
        if (unwritten.Count == 0)
            return unwritten;
        await using (
            var locking = Of(
                "select id, version from mt_streams where tenant_id = $1 and id = any ($2) order by id for no key update skip locked",
                [.. versions.Keys],
                connection
            )
        )
        await using (var row = await locking.ExecuteReaderAsync(cancellation))
        {
            while (await row.ReadAsync(cancellation))
            {
                // Version 0: the log has the stream, and its row is one of another that bears its id or name.
                if (versions[row.GetGuid(0)] == row.GetInt64(1))
                    unwritten.Remove(row.GetGuid(0));
            }
        }

        await using var missing = Of(
            "select wanted.id from unnest($2) wanted (id) where not exists (select from mt_streams s where "
                + "s.tenant_id = $1 and s.id = wanted.id)",
            [.. unwritten],
            connection
        );
        await using var none = await missing.ExecuteReaderAsync(cancellation);
        while (await none.ReadAsync(cancellation))
            unwritten.Remove(none.GetGuid(0));
        return unwritten;
    }

    private NpgsqlCommand Of(string sql, Guid[] streams, NpgsqlConnection connection) =>
        new(sql, connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = streams },
            },
        };

    private static DocumentRepair Repair<TDocument>(RowSet<TDocument> rows, string identity, params string[] keys) =>
        new(rows.Table, rows.ColumnNames, identity, keys);
}
