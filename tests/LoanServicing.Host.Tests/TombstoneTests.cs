using LoanServicing.Domain;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Store.Configuration;
using LoanServicing.Store.Transactions;
using Marten;
using Marten.Exceptions;
using Npgsql;

namespace LoanServicing.Host.Tests;

/// <summary>
/// What Marten leaves of a unit of work that failed: nothing where row policies bind it, tombstones where they do not.
/// Verification and seals pass over those, and over nothing else.
/// </summary>
public sealed class TombstoneTests : IAsyncLifetime
{
    private const string OfLoan = "stream_id = @loan and version = 2";
    private const string NoType = "event: stream @stream: found no type";

    private const string MakeLoanUntyped =
        "update mt_streams set type = null, version = 0 where id = @loan; delete from mt_doc_loan where id = @loan";

    private const string AsTombstone = """
        update mt_events set type = 'tombstone', mt_dotnet_type = 'JasperFx.Events.Tombstone, JasperFx.Events', data = '{}',
          headers = '{}', correlation_id = null, causation_id = null, version = seq_id
        """;

    private static readonly Guid Loan = StreamId.OfLoan("default", "ACME", "M1", "001");
    private static readonly Source Source = Source.ImportLine("test", "line-1", 1);
    private static readonly Originated Made = new(
        new(2025, 1, 1),
        "ACME",
        "M1",
        "009",
        1_200m,
        0.06m,
        Frequency.Monthly,
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
        Source
    );

    private readonly CommandLine loans = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string SealFile => Path.Combine(loans.Folder, "book.seal");

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task Of_the_applications_failed_work_nothing_is_left_and_without_row_policies_tombstones_are()
    {
        var before = await loans.ContentAsync();
        await FailAsync(loans.Database.Loans.Documents);
        // The other's are written after the application's would have been.
        await LeaveTombstonesAsync();
        (await TombstonesAsync()).ShouldBe(2L, "one for each number that the superuser's work drew");
        (await loans.ContentAsync()).Where(line => !IsOfTombstone(line)).ShouldBe(before);
    }

    [Fact]
    public async Task Verification_and_seals_pass_over_tombstones_wherever_they_lie()
    {
        await LeaveTombstonesAsync();
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        (await CloseAsync("2025-01-24")).ShouldExit(0).Out.ShouldContain("seal 1: ");
        (
            await loans.Database.AskAsync(
                "select count(*) from seal_head h join mt_events e using (stream_id) where e.type = 'tombstone'"
            )
        ).ShouldBe(0L);
        // Some before the seal's end, some after, and a rebuild is not held up.
        await LeaveTombstonesAsync();
        (await loans.RunAsync("seal", "--out", SealFile, "--business-date", "2025-01-24"))
            .ShouldExit(0)
            .Out.ShouldStartWith("seal 1 of ", Case.Sensitive, "there is nothing to seal");
        (await CloseAsync("2025-02-28")).ShouldExit(0);
        await LeaveTombstonesAsync();
        (await loans.RunAsync("rebuild")).ShouldExit(0);
        (await loans.RunAsync("verify", "--seal", SealFile)).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        (await TombstonesAsync()).ShouldBe(6L);
    }

    [Theory]
    [InlineData("update mt_events set stream_id = @stream, version = seq_id where type = 'installment_paid'", NoType)]
    [InlineData("update mt_events set data = '{\"Amount\": 126.59}' where type = 'tombstone'", NoType)]
    [InlineData("update mt_events set headers = '{\"user\": \"somebody\"}' where type = 'tombstone'", NoType)]
    [InlineData("update mt_events set causation_id = '2' where type = 'tombstone'", NoType)]
    [InlineData("update mt_events set version = version + 1000 where type = 'tombstone'", NoType)]
    [InlineData("update mt_events set mt_dotnet_type = 'other' where type = 'tombstone'", NoType)]
    [InlineData("update mt_streams set version = 2 where id = @stream", NoType)]
    [InlineData("update mt_streams set type = 'loan' where id = @stream", "loan @stream, event ")]
    [InlineData("delete from mt_events where type = 'tombstone'", NoType)]
    [InlineData("delete from mt_streams where id = @stream", "version: stream @stream, event ")]
    [InlineData($"update mt_events set type = 'tombstone' where {OfLoan}", "loan @loan, event 2: ")]
    [InlineData($"{AsTombstone} where {OfLoan}", "version: loan @loan, event 2: ")]
    [InlineData(
        $"{AsTombstone}, stream_id = @stream where {OfLoan}",
        "version: loan @loan, event 1: found 1 events, expected 2"
    )]
    [InlineData(MakeLoanUntyped, "event: stream @loan: found no type")]
    [InlineData(
        $"{AsTombstone} where stream_id = @loan; {MakeLoanUntyped}",
        "seal: stream @loan, between event 1 and 2: "
    )]
    public async Task A_forged_tombstone_is_named(string sql, string expected)
    {
        await LeaveTombstonesAsync();
        (await CloseAsync("2025-01-24")).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0);
        var stream = await loans.Database.AskAsync("select id from mt_streams where type is null");
        await loans.Database.AskAsync($"set session_replication_role = replica; {Named(sql, "'")}");
        (await loans.RunAsync("verify")).ShouldExit(1).Out.ShouldContain(Named(expected, ""));

        string Named(string text, string quote) =>
            text.Replace("@stream", $"{quote}{stream}{quote}", StringComparison.Ordinal)
                .Replace("@loan", $"{quote}{Loan}{quote}", StringComparison.Ordinal);
    }

    private static bool IsOfTombstone(string line) =>
        line.Contains("tombstone", StringComparison.Ordinal)
        || (line.StartsWith("stream ", StringComparison.Ordinal) && line.EndsWith(" 0", StringComparison.Ordinal));

    private async Task<object?> TombstonesAsync() =>
        await loans.Database.AskAsync("select count(*) from mt_events where type = 'tombstone'");

    private Task<CommandResult> CloseAsync(string through) =>
        loans.RunAsync("close-day", "--through", through, "--business-date", through);

    // Marten writes them in the background.
    private async Task LeaveTombstonesAsync()
    {
        var before = (long)(await TombstonesAsync())!;
        await using var source = NpgsqlDataSource.Create(loans.Database.Login);
        await using var unbound = DocumentStore.For(options => StoreConfiguration.Configure(options, source));
        await FailAsync(unbound);
        for (var patience = 100; (long)(await TombstonesAsync())! == before; patience--)
        {
            patience.ShouldBeGreaterThan(0, "Marten left no tombstone");
            await Task.Delay(50, Cancellation);
        }
    }

    // Two begin the same two loans; the second fails when its sequence numbers are drawn.
    private static async Task FailAsync(IDocumentStore documents)
    {
        await using var session = documents.LightweightSession(Tenant.Default.Stored);
        var recording = await Recording.BeginAsync(session, "test", Cancellation);
        recording.Append(new LoanStream(Loan), Made);
        recording.Append(new LoanStream(StreamId.OfLoan("default", "ACME", "M1", "010")), Made with { Loan = "010" });
        await recording.CompleteAsync(Cancellation);
        await Should.ThrowAsync<ExistingStreamIdCollisionException>(() => session.SaveChangesAsync(Cancellation));
    }
}
