using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A database whose personal data is under one key takes nothing in under another, and verification opens what is
/// there.
/// </summary>
public sealed class OtherKeyTests : IAsyncLifetime
{
    private const string EverythingSealed = """
        select jsonb_agg(line order by line::text)::text from (
          select to_jsonb(t) from person t union all select to_jsonb(t) from payer t
          union all select to_jsonb(t) from transmitter t union all select to_jsonb(t) from remittance_source t
          union all select to_jsonb(t) from personal_data_key t) everything (line)
        """;

    private const string Payer =
        """
            {"id":"z2","fact":"payer","plan":"ZETA","name":"ZETA PLAN","ein":"742345679","phone":"5125550100",
            """
        + """
            "address":{"street":"9 ELM ST","city":"AUSTIN","state":"TX","zip":"73301"}}
            """;

    private const string Participant =
        """
            {"id":"z1","fact":"account-valued","on":"2025-01-02","plan":{"id":"ZETA","kind":"401a","curePeriod":"max"},
            """
        + """
            "participant":{"id":"M9","birthDate":"1980-05-17"},"vested":100}
            """;

    private const string Person =
        """
            {"id":"p","fact":"person","plan":"ACME","participant":"M2","name":"DOE, R","taxpayerNumber":"987654322",
            """
        + """
            "address":{"street":"7 HILL RD","city":"DALLAS","state":"TX","zip":"75201"}}
            """;

    private static readonly string Other = Convert.ToBase64String([.. Enumerable.Range(1, 32).Select(i => (byte)i)]);

    private readonly CommandLine loans = new();

    public static TheoryData<string> Commands => ["import", "ingest", "year-end", "close-day"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string KeyFile => Path.Combine(loans.Folder, "personal-data.key");

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
        (
            await SmallBook.IngestAsync(loans, "2025-01-17", "2025-01-17", SmallBook.Row("123456789", "001", "126.59"))
        ).ShouldExit(0);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Another_key_is_refused_and_named_before_anything_is_written(string command)
    {
        var own = Fingerprint(await File.ReadAllTextAsync(KeyFile, Cancellation));
        await File.WriteAllTextAsync(KeyFile, Other, Cancellation);
        await RefusedAsync(
            command,
            $"{KeyFile}: found the personal-data key {Fingerprint(Other)}, expected {own}, "
                + "which the data in the database is under; nothing was done"
        );
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_key_that_is_missing_is_not_made_anew(string command)
    {
        var own = Fingerprint(await File.ReadAllTextAsync(KeyFile, Cancellation));
        File.Delete(KeyFile);
        await RefusedAsync(
            command,
            $"{KeyFile}: found no personal-data key, expected {own}, which the data in the database is under; "
                + "put it there or into LOANS_DATA_KEY"
        );
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("; delete from person")]
    [InlineData("; delete from person; delete from payer")]
    [InlineData("; delete from person; delete from payer; delete from transmitter")]
    public async Task Another_key_is_refused_where_the_database_does_not_say_which_it_is_under(string removed)
    {
        await loans.Database.AskAsync($"delete from personal_data_key{removed}");
        await File.WriteAllTextAsync(KeyFile, Other, Cancellation);
        await RefusedAsync(
            "import",
            $"{KeyFile}: found the personal-data key {Fingerprint(Other)}, "
                + "which does not open the personal data in the database; nothing was done"
        );
    }

    [Fact]
    public async Task Of_a_database_that_does_not_say_so_the_key_that_opens_what_is_there_becomes_its_own()
    {
        await loans.Database.AskAsync("delete from personal_data_key");
        (await RunAsync("import")).ShouldExit(0);
        (await loans.Database.AskAsync("select fingerprint from personal_data_key")).ShouldBe(
            Fingerprint(await File.ReadAllTextAsync(KeyFile, Cancellation))
        );
    }

    [Fact]
    public async Task A_seal_key_that_is_damaged_is_found_before_a_day_is_closed()
    {
        var before = await loans.ContentAsync();
        const string damaged = "-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMG\n";
        await File.WriteAllTextAsync(Path.Combine(loans.Folder, "seal.key"), damaged, Cancellation);
        (await RunAsync("close-day")).ShouldExit(4).Error.ShouldContain("seal.key");
        (await loans.ContentAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData(
        "update person p set sealed = o.sealed from person o where o.participant <> p.participant",
        "person ACME/M1: found what does not open",
        "person ACME/M2: found what does not open"
    )]
    [InlineData(
        "update person set taxpayer_hash = sha256('x') where participant = 'M1'",
        "person ACME/M1: found somebody else"
    )]
    [InlineData(
        "update payer p set sealed = o.sealed from payer o where o.plan <> p.plan",
        "payer ACME: found what does not open",
        "payer ZETA: found what does not open"
    )]
    [InlineData("update person set sealed = '\\x01'", "person ACME/M1: found what does not open")]
    public async Task Sealed_data_that_belongs_to_another_row_is_found(string sql, params string[] expected)
    {
        (await ImportAsync(Participant, Payer)).ShouldExit(0);
        (await loans.RunAsync("verify")).ShouldExit(0);
        await loans.Database.AskAsync(sql);
        var found = (await loans.RunAsync("verify")).ShouldExit(1).Out;
        foreach (var message in expected)
            found.ShouldContain($"personal-data: {message}");
    }

    [Fact]
    public async Task A_person_who_was_sealed_under_another_key_or_as_somebody_else_is_found()
    {
        var own = Key(await File.ReadAllTextAsync(KeyFile, Cancellation));
        var first = own.Open(await SealedAsync("M1"), ContextOf("M1"));
        await PutAsync("M1", Key(Other).Seal(first, ContextOf("M1")));
        await PutAsync("M2", own.Seal(first, ContextOf("M2")));
        var found = (await loans.RunAsync("verify")).ShouldExit(1).Out;
        found.ShouldContain(
            "person ACME/M1: found what does not open under the key, expected what was sealed for that row"
        );
        found.ShouldContain("person ACME/M2: found somebody else, expected whom the row names");
        await PutAsync("M1", own.Seal(first, ContextOf("M1")));
        (await loans.RunAsync("verify")).ShouldExit(1).Out.ShouldNotContain("person ACME/M1");
    }

    private async Task RefusedAsync(string command, string sentence)
    {
        var (content, box) = (await loans.ContentAsync(), await loans.Database.AskAsync(EverythingSealed));
        (await RunAsync(command)).ShouldExit(3).Error.ShouldBe($"loans: {sentence}\n");
        (await loans.ContentAsync()).ShouldBe(content);
        (await loans.Database.AskAsync(EverythingSealed)).ShouldBe(box);
        Directory.Exists(Path.Combine(loans.Folder, "forms")).ShouldBeFalse();
    }

    private Task<CommandResult> RunAsync(string command) =>
        command switch
        {
            "import" => ImportAsync(Person),
            "ingest" => SmallBook.IngestAsync(
                loans,
                "2025-01-31",
                "2025-01-31",
                SmallBook.Row("123456789", "001", "126.59")
            ),
            "year-end" => loans.RunAsync("year-end", "2025", "--out", Path.Combine(loans.Folder, "forms")),
            _ => loans.RunAsync("close-day", "--through", "2025-01-31", "--business-date", "2025-01-31"),
        };

    private Task<CommandResult> ImportAsync(params string[] lines) =>
        loans.RunAsync("import", loans.Write("more.jsonl", lines), "--business-date", "2025-01-31");

    private async Task<byte[]> SealedAsync(string participant) =>
        (byte[])(await loans.Database.AskAsync($"select sealed from person where participant = '{participant}'"))!;

    private Task<object?> PutAsync(string participant, byte[] box) =>
        loans.Database.AskAsync(
            $"update person set sealed = '\\x{Convert.ToHexString(box)}' where participant = '{participant}'"
        );

    private static string ContextOf(string participant) =>
        PersonalDataStore.PersonContext(Tenant.Default, "ACME", participant);

    private static PersonalDataKey Key(string text) => new(Convert.FromBase64String(text.Trim()));

    private static string Fingerprint(string text) => Key(text).Fingerprint;
}
