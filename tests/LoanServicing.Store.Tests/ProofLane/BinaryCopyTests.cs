using LoanServicing.Domain;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Tests.Transactions;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.ProofLane;

public class BinaryCopyTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(7, 100)]
    [InlineData(3, 1_000_000)]
    [InlineData(20_000, 30)]
    public async Task Rows_of_any_length_are_read_cell_by_cell(int rows, int length)
    {
        await using var connection = await OpenAsync();
        using var copy = BinaryCopy.Of(
            connection,
            $"select n, null::text, repeat(chr(97 + n % 26), {length}), n from generate_series(1, {rows}) n"
        );
        for (var n = 1; n <= rows; n++)
        {
            copy.Read().ShouldBeTrue();
            copy.Count.ShouldBe(4);
            copy.Int(0).ShouldBe(n);
            copy.IsNull(1).ShouldBeTrue();
            copy.IsNull(2).ShouldBeFalse();
            copy.Text(2).ShouldBe(new((char)('a' + (n % 26)), length));
            copy.Int(3).ShouldBe(n);
        }

        copy.Read().ShouldBeFalse();
    }

    [Fact]
    public async Task The_hash_over_an_events_cells_is_the_one_that_its_writer_took()
    {
        var stream = StreamId.OfLoan("default", "P", "M", "hashed");
        await using (
            var session = await TestRecording.BeginAsync(database.Loans, Tenant.Default, Cancellation, "Zoë \"Q\"")
        )
        {
            var loan = new LoanStream(stream);
            session.Append(
                loan,
                new Originated(
                    new(2025, 1, 2),
                    "P",
                    "M",
                    "hashed",
                    1_200m,
                    0.06m,
                    Domain.Calendar.Frequency.Monthly,
                    12,
                    new(2025, 1, 31),
                    LoanPurpose.General,
                    true,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Source.ScenarioFact("ü")
                )
            );
            session.Recording.Correlation = "something";
            session.Append(
                loan,
                new InstallmentPaid(new(2025, 1, 31), 10m, null, Source.RemittanceLine(Guid.Empty, 1))
            );
            await session.SaveAsync(Cancellation);
        }

        await using var connection = await OpenAsync();
        using var rows = BinaryCopy.Of(
            connection,
            $"select {EventCells.Columns} from mt_events where stream_id = '{stream}' order by version"
        );
        var (hasher, head, scratch) = (new ChainHasher("*DEFAULT*"), new byte[32], new byte[1_000]);
        for (var version = 1; version <= 2; version++)
        {
            rows.Read().ShouldBeTrue();
            var e = new EventCells(rows);
            var headers = EventHeaders.Of(e.Headers, scratch);
            hasher.Hash(version == 1 ? default : head, e, headers.Others, head);
            Convert.ToHexStringLower(head).ShouldBe(System.Text.Encoding.UTF8.GetString(headers.Hash));
        }
    }

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(database.Login);
        await connection.OpenAsync(Cancellation);
        return connection;
    }
}
