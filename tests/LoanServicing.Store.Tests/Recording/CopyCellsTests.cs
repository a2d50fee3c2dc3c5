using LoanServicing.Store.EventLog;
using LoanServicing.Store.Recording;
using Npgsql;
using NpgsqlTypes;

namespace LoanServicing.Store.Tests.Recording;

public class CopyCellsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("1")]
    [InlineData("-1.10")]
    [InlineData("9999")]
    [InlineData("10000")]
    [InlineData("100000000")]
    [InlineData("0.0001")]
    [InlineData("0.00001")]
    [InlineData("-0.0925")]
    [InlineData("10000.0001")]
    [InlineData("123456789.987654321")]
    [InlineData("79228162514264337593543950335")]
    [InlineData("-7.9228162514264337593543950335")]
    [InlineData("0.0000000000000000000000000001")]
    public async Task A_number_is_written_as_the_server_sends_it_and_read_back(string number)
    {
        var value = decimal.Parse(number);
        var cells = new CopyCells();
        CopyCells.Writer<decimal>(NpgsqlDbType.Numeric)(cells, value);
        var sent = await SentAsync($"'{number}'::numeric");
        cells.Written.ToArray()[sizeof(int)..].ShouldBe(sent);
        CopyNumeric.Value(sent).ShouldBe(value);
        CopyNumeric.Text(sent, CopyNumeric.Places(sent)).ShouldBe(number);
    }

    [Fact]
    public async Task Every_kind_of_cell_is_written_as_the_server_sends_it()
    {
        var id = Guid.Parse("01234567-89ab-cdef-0123-456789abcdef");
        (await SentAsync($"'{id}'::uuid")).ShouldBe(Written(NpgsqlDbType.Uuid, id));
        (await SentAsync("'Zoë'::varchar")).ShouldBe(Written(NpgsqlDbType.Varchar, "Zoë"));
        (await SentAsync("'{\"a\": 1.10}'::jsonb")).ShouldBe(Written(NpgsqlDbType.Jsonb, "{\"a\": 1.10}"));
        (await SentAsync("'1969-07-20'::date")).ShouldBe(Written(NpgsqlDbType.Date, new DateOnly(1969, 7, 20)));
        (await SentAsync("'2025-01-31'::date")).ShouldBe(Written<DateOnly?>(NpgsqlDbType.Date, new DateOnly(2025, 1, 31)));
        (await SentAsync("-7::int")).ShouldBe(Written(NpgsqlDbType.Integer, -7));
        (await SentAsync("7000000000::bigint")).ShouldBe(Written(NpgsqlDbType.Bigint, 7_000_000_000L));
        (await SentAsync("'\\x00ff'::bytea")).ShouldBe(Written(NpgsqlDbType.Bytea, new byte[] { 0, 255 }));
    }

    [Fact]
    public void Two_numbers_are_the_same_whatever_places_they_show()
    {
        CopyNumeric.Same(Written(NpgsqlDbType.Numeric, 1.1m), Written(NpgsqlDbType.Numeric, 1.10m)).ShouldBeTrue();
        CopyNumeric.Same(Written(NpgsqlDbType.Numeric, 1.1m), Written(NpgsqlDbType.Numeric, 11m)).ShouldBeFalse();
        CopyNumeric.Same(Written(NpgsqlDbType.Numeric, 1m), Written(NpgsqlDbType.Numeric, -1m)).ShouldBeFalse();
        CopyNumeric.Same(Written(NpgsqlDbType.Numeric, 1m), Written(NpgsqlDbType.Numeric, 10_000m)).ShouldBeFalse();
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
