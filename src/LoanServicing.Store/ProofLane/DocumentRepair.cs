using System.Buffers.Binary;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Rows of one read model to be put right: what is stored goes, what follows from the log comes in its place.
/// </summary>
/// <param name="columns">In the order in which the cells of a row are.</param>
/// <param name="identity">The columns that say which row was seen: one that was put in its place since, under the same
/// key, is another.</param>
/// <param name="keys">Each set of columns that no two rows of a tenant may share.</param>
internal sealed class DocumentRepair(string table, string columns, string identity, params string[] keys)
{
    // What every binary COPY begins with: its signature, no flags, no extension.
    private static readonly byte[] Header =
    [
        0x50,
        0x47,
        0x43,
        0x4F,
        0x50,
        0x59,
        0x0A,
        0xFF,
        0x0D,
        0x0A,
        0x00,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
    ];

    private readonly List<(Guid Stream, long Version, byte[]? Stored, byte[]? Computed)> rows = [];

    public int Count => rows.Count;

    public IEnumerable<(Guid Stream, long Version)> Streams => rows.Select(row => (row.Stream, row.Version));

    /// <param name="version">The stream's version that the row follows from; 0 where the log has no such
    /// stream.</param>
    public void Add(Guid stream, long version, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> computed) =>
        rows.Add(
            (stream, version, stored.IsEmpty ? null : stored.ToArray(), computed.IsEmpty ? null : computed.ToArray())
        );

    public void Clear() => rows.Clear();

    /// <summary>Puts the rows of those streams right, whose locks the transaction holds. Returns how many.</summary>
    public async Task<int> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        Func<Guid, bool> mayWrite,
        CancellationToken cancellation
    )
    {
        var held = rows.Where(row => mayWrite(row.Stream)).ToList();
        if (held.Count == 0)
            return 0;
        var stored = held.Where(row => row.Stored is not null).Select(row => row.Stored!).ToList();
        if (stored.Count > 0)
            await DeleteAsync(connection, stored, [identity], cancellation);
        var computed = held.Where(row => row.Computed is not null).Select(row => row.Computed!).ToList();
        if (computed.Count == 0)
            return held.Count;
        await transaction.SaveAsync("rows", cancellation);
        try
        {
            await InsertAsync(connection, computed, cancellation);
        }
        catch (PostgresException other) when (other.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another row bears the name of one of these: whatever stream it claims to be of, the log gives the name to
            // these.
            await transaction.RollbackAsync("rows", cancellation);
            await DeleteAsync(connection, computed, keys, cancellation);
            await InsertAsync(connection, computed, cancellation);
        }

        return held.Count;
    }

    private async Task DeleteAsync(
        NpgsqlConnection connection,
        List<byte[]> like,
        string[] by,
        CancellationToken cancellation
    )
    {
        await CopyAsync(connection, "doomed", like, cancellation);
        foreach (var key in by)
            await ExecuteAsync(
                connection,
                $"delete from {table} t using pg_temp.doomed d where ({Of("t", key)}) = ({Of("d", key)})",
                cancellation
            );
        await ExecuteAsync(connection, "drop table pg_temp.doomed", cancellation);

        static string Of(string alias, string key) =>
            string.Join(", ", $"tenant_id, {key}".Split(", ").Select(column => $"{alias}.{column}"));
    }

    private async Task InsertAsync(NpgsqlConnection connection, List<byte[]> rows, CancellationToken cancellation)
    {
        await CopyAsync(connection, "right_rows", rows, cancellation);
        await ExecuteAsync(
            connection,
            $"insert into {table} ({columns}) select {columns} from pg_temp.right_rows",
            cancellation
        );
        await ExecuteAsync(connection, "drop table pg_temp.right_rows", cancellation);
    }

    // To a temporary table: PostgreSQL copies into none that has row policies.
    private async Task CopyAsync(
        NpgsqlConnection connection,
        string into,
        List<byte[]> rows,
        CancellationToken cancellation
    )
    {
        await ExecuteAsync(connection, $"create temp table {into} (like {table}) on commit drop", cancellation);
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"copy pg_temp.{into} ({columns}) from stdin (format binary)",
            cancellation
        );
        await copy.WriteAsync(Header, cancellation);
        foreach (var row in rows)
            await copy.WriteAsync(row, cancellation);
        var end = new byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(end, -1);
        await copy.WriteAsync(end, cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
