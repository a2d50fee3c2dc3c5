using LoanServicing.Store.Schema;

namespace LoanServicing.Host.Tests;

/// <summary>
/// A database that another version migrated: a later one is refused, an earlier one is migrated by nobody in passing.
/// </summary>
public sealed class OtherVersionTests : IAsyncLifetime
{
    private readonly CommandLine loans = new();

    private const string MadeBefore = """
        delete from loans_schema where number > 6 or number = 0;
        insert into loans_schema values (6, '0006_before.sql', 'x')
        """;

    public static TheoryData<string, int> Earlier =>
        new()
        {
            { $"delete from loans_schema where number = {Migrator.Latest}", Migrator.Latest - 1 },
            { "delete from loans_schema where number = 0", Migrator.Latest },
            { "update loans_schema set sha256 = 'other' where number = 0", Migrator.Latest },
            { MadeBefore, 6 },
        };

    public async ValueTask InitializeAsync()
    {
        await loans.InitializeAsync();
        await SmallBook.ImportAsync(loans);
    }

    public ValueTask DisposeAsync() => loans.DisposeAsync();

    [Fact]
    public async Task A_database_that_a_later_version_migrated_is_refused_with_both_versions_named()
    {
        await loans.Database.AskAsync(
            "insert into loans_schema (number, name, sha256) values (4711, '4711_later.sql', 'x')"
        );
        await RefusedAsync(
            "the database has schema 4711, migrated by a later version of loans than this one, "
                + $"which knows schema {Migrator.Latest}; use the later version"
        );
    }

    [Theory]
    [MemberData(nameof(Earlier))]
    public async Task A_named_server_at_an_earlier_schema_is_refused_with_the_command_that_migrates_it(
        string sql,
        int found
    )
    {
        await loans.Database.AskAsync(sql);
        await RefusedAsync(
            $"the database has schema {found}, and this version of loans needs {Migrator.Latest} with marten 9.58.0",
            "run loans database migrate, as a login that may act as loans_owner"
        );
    }

    [Fact]
    public async Task A_schema_file_that_was_another_one_is_refused()
    {
        await loans.Database.AskAsync("update loans_schema set sha256 = repeat('ab', 32) where number = 9");
        await RefusedAsync(
            "schema file 0009_seals.sql of the database is not the one of this version of loans",
            "its SHA-256 is abababababab…"
        );
    }

    private async Task RefusedAsync(params string[] sentences)
    {
        var before = await loans.ContentAsync();
        var schema = await SchemaAsync();
        var more = loans.Write(
            "more.jsonl",
            """{"id":"x","fact":"severed","on":"2025-01-10","plan":"ACME","participant":"M2"}"""
        );
        string[][] commands =
        [
            ["show", "ACME/M1/001"],
            ["verify"],
            ["rebuild"],
            ["close-day", "--through", "2025-01-31", "--business-date", "2025-01-31"],
            ["import", more, "--business-date", "2025-01-10"],
        ];
        foreach (var command in commands)
        {
            var error = (await loans.RunAsync(command)).ShouldExit(3).Error;
            foreach (var sentence in sentences)
                error.ShouldContain(sentence);
        }

        (await loans.ContentAsync()).ShouldBe(before);
        (await SchemaAsync()).ShouldBe(schema);
    }

    private Task<object?> SchemaAsync() =>
        loans.Database.AskAsync("select jsonb_agg(to_jsonb(s) order by number)::text from loans_schema s");
}
