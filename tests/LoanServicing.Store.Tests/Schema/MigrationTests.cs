namespace LoanServicing.Store.Tests.Schema;

public sealed class MigrationTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task A_migration_that_is_asked_for_makes_the_messages_schema_where_a_current_database_lacks_it()
    {
        await database.AskAsync("drop schema wolverine cascade");
        await using (await LoansDatabase.OpenAsync(database.Login, TestContext.Current.CancellationToken))
            (await SchemaAsync()).ShouldBeFalse();
        await using (await LoansDatabase.OpenMigratedAsync(database.Login, TestContext.Current.CancellationToken))
            (await SchemaAsync()).ShouldBeTrue();
    }

    private async Task<bool> SchemaAsync() =>
        await database.AskAsync("select to_regnamespace('wolverine') is not null") is true;
}
