using LoanServicing.Domain;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A book with three closed days and their seals, the last one exported, and an intruder in it: a superuser of the
/// database who knows how the chain is made and has everything but the key of the seals.
/// </summary>
public sealed class TamperedBook : IAsyncLifetime
{
    public static readonly Guid Loan = StreamId.OfLoan("default", "ACME", "M1", "001");

    private readonly CommandLine loans = new();

    public string SealFile => Path.Combine(loans.Folder, "book.seal");

    public string Folder => loans.Folder;

    internal CommandLine Program => loans;

    /// <summary>Seal 1 covers the loan's events 1 and 2, seal 2 its event 3, seal 3 its events 4 and 5.</summary>
    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        await PayAsync("2025-01-17");
        await CloseAsync("2025-01-24");
        await PayAsync("2025-01-31");
        await CloseAsync("2025-02-07");
        await PayAsync("2025-02-14");
        await PayAsync("2025-02-28");
        await CloseAsync("2025-02-28");
        await ExportAsync();
        (await VerifyAgainstFileAsync()).ShouldExit(0).Out.ShouldEndWith("no difference\n");
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    internal async Task PayAsync(string payDate) =>
        (await SmallBook.IngestAsync(loans, payDate, payDate, SmallBook.Row("123456789", "001", "126.59"))).ShouldExit(
            0
        );

    internal async Task<CommandResult> CloseAsync(string through) =>
        (await loans.RunAsync("close-day", "--through", through, "--business-date", through)).ShouldExit(0);

    internal async Task<CommandResult> ExportAsync() =>
        (await loans.RunAsync("seal", "--out", SealFile, "--business-date", "2025-02-28")).ShouldExit(0);

    internal Task<CommandResult> VerifyAsync() => loans.RunAsync("verify");

    internal Task<CommandResult> VerifyAgainstFileAsync() => loans.RunAsync("verify", "--seal", SealFile);

    /// <summary>
    /// Does something to the database as its superuser. <c>@loan</c> is the stream of <see cref="Loan"/>.
    /// </summary>
    internal Task<object?> IntrudeAsync(string sql) =>
        loans.Database.AskAsync(
            $"set session_replication_role = replica; {sql.Replace("@loan", $"'{Loan}'", StringComparison.Ordinal)}"
        );

    /// <summary>
    /// Chains the loan anew over whatever is in it, has its version say how many events there are, and the rows follow.
    /// </summary>
    internal Task CoverTracksAsync() => CoverTracksAsync(loans, Loan);

    /// <summary>The same of any stream of any book.</summary>
    internal static async Task CoverTracksAsync(CommandLine loans, Guid stream)
    {
        await loans.Database.AskAsync(
            $$"""
            set session_replication_role = replica;
            do $$
            declare e record; hash text := '';
            begin
              for e in select * from mt_events where stream_id = '{{stream}}' order by version loop
                hash := encode(sha256(convert_to(concat_ws(E'\n', hash, e.tenant_id, e.stream_id, e.version, e.id, e.type, e.mt_dotnet_type,
                  to_char(e.timestamp at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(e.correlation_id, ''), coalesce(e.causation_id, ''),
                  (e.headers - 'hash')::text, e.data::text), 'UTF8')), 'hex');
                update mt_events set headers = e.headers || jsonb_build_object('hash', hash) where seq_id = e.seq_id;
              end loop;
              update mt_streams s set version = (select max(version) from mt_events where stream_id = s.id) where id = '{{stream}}';
            end $$
            """
        );
        (await loans.RunAsync("rebuild")).ShouldExit(0);
    }
}
