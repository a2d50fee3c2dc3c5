using System.Runtime.CompilerServices;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Seals;

/// <summary>Reads seals and the heads under them.</summary>
internal static class SealReader
{
    private const string Seals =
        "select number, business_day, sealed_at, last_sequence, events, streams, root, previous, public_key, "
        + "signature, hash from seal where tenant_id = $1 order by number";

    // The head of each stream in the last seal that it is in: seals only ever take it further.
    private const string Latest = """
        select h.number, h.stream_id, h.version, h.hash
        from (select stream_id, max(number) as number from seal_head where tenant_id = $1 and number <= $2 group by stream_id) latest
        join seal_head h on h.tenant_id = $1 and h.number = latest.number and h.stream_id = latest.stream_id
        order by h.stream_id
        """;

    /// <summary>All seals of a tenant in order, each with the hash that stands beside it.</summary>
    public static async Task<IReadOnlyList<(Seal Seal, byte[] Hash)>> SealsAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand(Seals, connection)
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        return await ReadAsync(command, cancellation);
    }

    /// <summary>The seal with the highest number; null before the first.</summary>
    public static async Task<Seal?> LatestAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        CancellationToken cancellation
    )
    {
        await using var command = new NpgsqlCommand($"{Seals} desc limit 1", connection)
        {
            Parameters = { new() { Value = tenant.Stored } },
        };
        return (await ReadAsync(command, cancellation)) is [var (seal, _)] ? seal : null;
    }

    /// <summary>The heads under each seal, by number and stream.</summary>
    public static IAsyncEnumerable<(int Number, SealedHead Head)> HeadsAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        CancellationToken cancellation
    ) =>
        HeadsAsync(
            new(
                "select number, stream_id, version, hash from seal_head where tenant_id = $1 order by number, stream_id",
                connection
            )
            {
                Parameters = { new() { Value = tenant.Stored } },
            },
            cancellation
        );

    /// <summary>The heads under one seal, by stream.</summary>
    public static IAsyncEnumerable<(int Number, SealedHead Head)> HeadsOfAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        int number,
        CancellationToken cancellation
    ) =>
        HeadsAsync(
            new(
                "select number, stream_id, version, hash from seal_head where tenant_id = $1 and number = $2 order by stream_id",
                connection
            )
            {
                Parameters =
                {
                    new() { Value = tenant.Stored },
                    new() { Value = number },
                },
            },
            cancellation
        );

    /// <summary>The latest sealed head of every stream, by stream, as it was once a seal was made.</summary>
    public static IAsyncEnumerable<(int Number, SealedHead Head)> LatestHeadsAsync(
        NpgsqlConnection connection,
        Tenant tenant,
        int seal,
        CancellationToken cancellation
    ) =>
        HeadsAsync(
            new(Latest, connection)
            {
                Parameters =
                {
                    new() { Value = tenant.Stored },
                    new() { Value = seal },
                },
            },
            cancellation
        );

    private static async IAsyncEnumerable<(int Number, SealedHead Head)> HeadsAsync(
        NpgsqlCommand command,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        command.CommandTimeout = 0;
        await using (command)
        {
            await using var row = await command.ExecuteReaderAsync(cancellation);
            while (await row.ReadAsync(cancellation))
                yield return (row.GetInt32(0), new(row.GetGuid(1), row.GetInt64(2), row.GetFieldValue<byte[]>(3)));
        }
    }

    private static async Task<IReadOnlyList<(Seal Seal, byte[] Hash)>> ReadAsync(
        NpgsqlCommand command,
        CancellationToken cancellation
    )
    {
        var seals = new List<(Seal Seal, byte[] Hash)>();
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var seal = new Seal(
                row.GetInt32(0),
                row.GetFieldValue<DateOnly>(1),
                row.GetFieldValue<DateTimeOffset>(2),
                row.GetInt64(3),
                row.GetInt64(4),
                row.GetInt64(5),
                row.GetFieldValue<byte[]>(6),
                row.GetFieldValue<byte[]>(7),
                row.GetFieldValue<byte[]>(8),
                row.GetFieldValue<byte[]>(9)
            );
            seals.Add((seal, row.GetFieldValue<byte[]>(10)));
        }

        return seals;
    }
}
