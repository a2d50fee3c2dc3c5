using LoanServicing.Store.Schema;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Tests.Schema;

/// <summary>What a login needs that neither migrates nor rebuilds.</summary>
public sealed class ApplicationLoginTests(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    private const string Password = "only-in-tests";

    private readonly string role = $"only_app_{Guid.NewGuid():n}";

    private string Login =>
        new NpgsqlConnectionStringBuilder(database.Login) { Username = role, Password = Password }.ConnectionString;

    public async ValueTask InitializeAsync() =>
        await database.AskAsync($"create role {role} login password '{Password}'; grant {Roles.App} to {role}");

    public async ValueTask DisposeAsync() => await database.AskAsync($"drop role {role}");

    [Fact]
    public async Task A_member_of_the_application_alone_works_on_a_database_that_is_current()
    {
        await using var loans = await LoansDatabase.OpenAsync(Login, TestContext.Current.CancellationToken);
        await using var inquiry = await Inquiry.BeginAsync(
            loans,
            Tenant.Default,
            cancellation: TestContext.Current.CancellationToken
        );
        (
            await Should.ThrowAsync<PostgresException>(async () =>
                await loans.Owner.OpenConnectionAsync(TestContext.Current.CancellationToken)
            )
        ).MessageText.ShouldContain(Roles.Owner);
    }
}
