using LoanServicing.Store.EventLog;
using LoanServicing.Store.ProofLane;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Store.Tests.ProofLane;

public class CopyCellsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Every_kind_of_cell_is_written_as_the_server_sends_it()
    {
        var id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");
        (await SentAsync($"'{id}'::uuid")).ShouldBe(Written(NpgsqlDbType.Uuid, id));
        (await SentAsync("'Zoë'::varchar")).ShouldBe(Written(NpgsqlDbType.Varchar, "Zoë"));
        (await SentAsync("'{\"a\": 1.10}'::jsonb")).ShouldBe(Written(NpgsqlDbType.Jsonb, "{\"a\": 1.10}"));
        (await SentAsync("'1969-07-20'::date")).ShouldBe(Written(NpgsqlDbType.Date, new DateOnly(1969, 7, 20)));
        (await SentAsync("'2025-01-31'::date")).ShouldBe(
            Written<DateOnly?>(NpgsqlDbType.Date, new DateOnly(2025, 1, 31))
        );
        (await SentAsync("-7::int")).ShouldBe(Written(NpgsqlDbType.Integer, -7));
        (await SentAsync("7000000000::bigint")).ShouldBe(Written(NpgsqlDbType.Bigint, 7_000_000_000L));
        (await SentAsync("true")).ShouldBe(Written(NpgsqlDbType.Boolean, true));
        (await SentAsync("'{2024,2025}'::int[]")).ShouldBe(
            Written<int[]>(NpgsqlDbType.Array | NpgsqlDbType.Integer, [2024, 2025])
        );
        (await SentAsync("'{}'::int[]")).ShouldBe(Written<int[]>(NpgsqlDbType.Array | NpgsqlDbType.Integer, []));
        (await SentAsync("'\\x00ff'::bytea")).ShouldBe(Written(NpgsqlDbType.Bytea, new byte[] { 0, 255 }));
    }

    private static byte[] Written<T>(NpgsqlDbType type, T value)
    {
        var cells = new CopyCells();
        CopyCells.Writer<T>(type)(cells, value);
        return cells.Written.ToArray()[sizeof(int)..];
    }

    private async Task<byte[]> SentAsync(string value)
    {
        await using var connection = new NpgsqlConnection(database.Login);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        using var copy = BinaryCopy.Of(connection, $"select {value}");
        copy.Read().ShouldBeTrue();
        return copy[0].ToArray();
    }
}
