using System.Security.Cryptography;
using System.Text;
using LoanServicing.Store.Configuration;
using LoanServicing.Store.Schema;
using Marten;

namespace LoanServicing.Store.Tests.Schema;

public class MartenSchemaTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public void What_Marten_makes_is_what_the_database_is_marked_with()
    {
        using var documents = DocumentStore.For(options => StoreConfiguration.Configure(options, database.Loans.Owner));
        Convert
            .ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(documents.Storage.ToDatabaseScript())))
            .ShouldBe(MartenSchema.Sha256);
    }

    [Fact]
    public async Task Marten_finds_nothing_left_to_change()
    {
        await using var documents = DocumentStore.For(options =>
            StoreConfiguration.Configure(options, database.Loans.Owner)
        );
        await documents.Storage.Database.AssertDatabaseMatchesConfigurationAsync(TestContext.Current.CancellationToken);
    }
}
