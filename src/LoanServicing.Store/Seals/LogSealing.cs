using System.Data;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Seals;

/// <summary>Seals a tenant's log.</summary>
/// <remarks>
/// Everything committed is covered and nothing that is still being written: a writer sets its mark before it draws a
/// sequence number, which Marten does before it inserts an event, and a seal waits for the marks. Marten's tombstones
/// are under no seal: they say that a number was drawn and given up.
/// </remarks>
public static class LogSealing
{
    private const string Heads = """
        insert into seal_head (tenant_id, number, stream_id, version, hash)
        select $1, $2, stream_id, version, case when hash ~ '^[0-9a-f]{64}$' then decode(hash, 'hex') else '' end
        from (
          select distinct on (stream_id) stream_id, version, headers ->> 'hash' as hash from mt_events
          where tenant_id = $1 and seq_id > $3 and seq_id <= $4 and type <> 'tombstone'
          order by stream_id, version desc) latest
        order by stream_id
        """;

    /// <summary>Seals what was recorded since the seal before; null where that is nothing.</summary>
    /// <param name="businessDay">The last day closed, or the business date where none was.</param>
    public static async Task<Seal?> SealAsync(
        LoansDatabase database,
        Tenant tenant,
        SealKey key,
        DateOnly businessDay,
        CancellationToken cancellation = default
    )
    {
        // One connection holds the turn until the end, the other sees the log as it was when no event was on its way
        // into it.
        await using var waiting = await database.App.OpenConnectionAsync(cancellation);
        await using var turn = await waiting.BeginTransactionAsync(cancellation);
        await ExecuteAsync(
            waiting,
            "select pg_advisory_xact_lock(hashtext('loans seal'), hashtext($1))",
            cancellation,
            tenant.Stored
        );
        await turn.SaveAsync("writers", cancellation);
        await ExecuteAsync(waiting, WriterMarks.Exclude, cancellation, tenant.Stored);
        await using var connection = await database.App.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellation
        );
        await ExecuteAsync(connection, "select set_config('loans.tenant', $1, true)", cancellation, tenant.Stored);
        await turn.RollbackAsync("writers", cancellation);

        var previous = await SealReader.LatestAsync(connection, tenant, cancellation);
        if (await BeginAsync(connection, tenant, previous, businessDay, cancellation) is not { } begun)
            return null;
        await ExecuteAsync(
            connection,
            Heads,
            cancellation,
            tenant.Stored,
            begun.Number,
            previous?.LastSequence ?? 0,
            begun.LastSequence
        );
        var tree = new MerkleRoot();
        await foreach (var (_, head) in SealReader.HeadsOfAsync(connection, tenant, begun.Number, cancellation))
            head.AddTo(tree, tenant.Stored);
        var seal = (begun with { Streams = tree.Count, Root = tree.Root() }).SignedWith(key, tenant.Stored);
        await InsertAsync(connection, tenant, seal, cancellation);
        await transaction.CommitAsync(cancellation);
        return seal;
    }

    // What the seal says but for its heads and its signature; null where nothing was recorded.
    private static async Task<Seal?> BeginAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        Seal? previous,
        DateOnly businessDay,
        CancellationToken cancellation
    )
    {
        // A number that a removed seal has left heads of is not taken again: the gap gives the removal away.
        await using var command = new NpgsqlCommand(
            """
            select max(seq_id), count(*), clock_timestamp(), (select coalesce(max(number), 0) from seal_head where tenant_id = $1)
            from mt_events where tenant_id = $1 and seq_id > $2 and type <> 'tombstone'
            """,
            connection
        )
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = tenant.Stored },
                new() { Value = previous?.LastSequence ?? 0 },
            },
        };
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return row.GetInt64(1) == 0
            ? null
            : new(
                Math.Max(previous?.Number ?? 0, row.GetInt32(3)) + 1,
                businessDay,
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetInt64(0),
                row.GetInt64(1),
                0,
                [],
                previous?.Hash(tenant.Stored) ?? [],
                [],
                []
            );
    }

    private static Task InsertAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        Seal seal,
        CancellationToken cancellation
    ) =>
        ExecuteAsync(
            connection,
            """
            insert into seal (tenant_id, number, business_day, sealed_at, last_sequence, events, streams, root, previous, hash, public_key, signature)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
            """,
            cancellation,
            tenant.Stored,
            seal.Number,
            seal.BusinessDay,
            seal.SealedAt,
            seal.LastSequence,
            seal.Events,
            seal.Streams,
            seal.Root,
            seal.Previous,
            seal.Hash(tenant.Stored),
            seal.PublicKey,
            seal.Signature
        );

    private static async Task ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellation,
        params object[] values
    )
    {
        // However long it takes: a payroll that it waits for, or a first seal of the whole book.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
