using LoanServicing.Store.Transactions;

namespace LoanServicing.Store.Tests.Transactions;

public class TenantTests
{
    [Theory]
    [InlineData("default", "*DEFAULT*")]
    [InlineData("ACME", "ACME")]
    public void A_name_is_of_the_rows_that_carry_it(string name, string stored)
    {
        Tenant.OfName(name)!.Stored.ShouldBe(stored);
        Tenant.OfStored(stored).Name.ShouldBe(name);
    }

    // The last would be another's name for the default books.
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData(" a")]
    [InlineData("*DEFAULT*")]
    public void A_name_that_cannot_be_is_nobodys(string? name) => Tenant.OfName(name).ShouldBeNull();
}
