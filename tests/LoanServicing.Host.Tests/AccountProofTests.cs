using LoanServicing.Domain;

namespace LoanServicing.Host.Tests;

/// <summary>
/// What is said of a loan because of the participant's other loans is proved too: somebody who can hash makes it say
/// something else, and all that rests on it within the loan with it.
/// </summary>
public sealed class AccountProofTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    // 5,193.71 are owed beside it, and half of 52,345.67 is 26,172.84: 520.88 are over the limit.
    [Fact]
    public async Task A_changed_figure_that_a_deemed_distribution_rests_on_is_found_by_itself()
    {
        var made = loans.Write("made.jsonl", SmallBook.LoanOverTheLimit);
        (await loans.RunAsync("import", made, "--business-date", "2025-03-31")).ShouldExit(1);
        (await loans.RunAsync("verify", "--json")).ShouldExit(0).Out.ShouldContain("\"accounts\":1,");

        var stream = StreamId.OfLoan("default", "ACME", "M2", "003");
        await TamperAsync(
            stream,
            """
            update mt_events set data = jsonb_set(data, '{Borrowing,Outstanding}', '5093.71') where stream_id = @loan and version = 1;
            update mt_events set data = jsonb_set(data, '{Amount}', '420.88') where stream_id = @loan and type = 'deemed_distributed'
            """
        );
        (await loans.RunAsync("show", "ACME/M2/003", "--effective", "2025-03-31"))
            .ShouldExit(0)
            .Out.ShouldContain("deemed distribution  2025-03-31, 420.88, amount-limit");
        var found = (await loans.RunAsync("verify")).ShouldExit(1).Out;
        found.ShouldStartWith(
            "account: loan ACME/M2/003, event 1: found Originated with owed on the day, before it 5093.71, expected "
                + "5193.71, which follows from the account and its other loans\n"
        );
        found.ShouldEndWith("1 differences\n");
    }

    [Fact]
    public async Task A_changed_figure_that_nothing_rests_on_is_found_where_every_account_is_asked_for()
    {
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(0).Out.ShouldContain(" and 2 accounts as a whole, ");
        await TamperAsync(
            StreamId.OfLoan("default", "ACME", "M2", "002"),
            "update mt_events set data = jsonb_set(data, '{Borrowing,Loans}', '0') where stream_id = @loan and version = 1"
        );
        (await loans.RunAsync("verify")).ShouldExit(0).Out.ShouldEndWith("no difference\n");
        const string expected =
            "account: loan ACME/M2/002, event 1: found Originated with loans beside it 0, expected 1, which follows "
            + "from the account and its other loans";
        (await loans.RunAsync("verify", "--accounts")).ShouldExit(1).Out.ShouldContain(expected);

        var found = new List<string>();
        for (var part = 1; part <= 3; part++)
            found.AddRange(
                (await loans.RunAsync("verify", "--accounts", "--part", $"{part}/3"))
                    .Out.Split('\n')
                    .Where(line => line.StartsWith("account: ", StringComparison.Ordinal))
            );
        found.ShouldBe([expected]);
    }

    [Fact]
    public async Task An_account_that_cannot_be_read_is_named_and_the_others_are_proved()
    {
        await TamperAsync(
            StreamId.OfLoan("default", "ACME", "M1", "001"),
            "update mt_events set data = jsonb_set(data, '{Borrowing,Vested}', '1') where stream_id = @loan and version = 1"
        );
        var unreadable = StreamId.OfLoan("default", "ACME", "M2", "002");
        await loans.Database.AskAsync(
            $"update mt_events set data = data || jsonb_build_object('Amount', 'much') where stream_id = '{unreadable}' and version = 1"
        );
        var found = (await loans.RunAsync("verify", "--accounts")).ShouldExit(1).Out;
        found.ShouldContain("event: participant ACME/M2: found ");
        found.ShouldContain(
            "account: loan ACME/M1/001, event 1: found Originated with vested balance 1.00, expected 30000.00, which follows"
        );
    }

    private async Task TamperAsync(Guid stream, string sql)
    {
        await loans.Database.AskAsync(
            $"set session_replication_role = replica; {sql.Replace("@loan", $"'{stream}'", StringComparison.Ordinal)}"
        );
        await TamperedBook.CoverTracksAsync(loans, stream);
    }
}
