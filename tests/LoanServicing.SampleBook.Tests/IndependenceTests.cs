using System.Reflection;

namespace LoanServicing.SampleBooks.Tests;

/// <summary>What must come out is only worth comparing when the code that is tested had no part in it.</summary>
public sealed class IndependenceTests
{
    [Fact]
    public void The_book_is_made_without_the_products_code() => Own(typeof(SampleBook).Assembly).ShouldBeEmpty();

    [Fact]
    public void The_check_sees_a_reference() =>
        Own(typeof(IndependenceTests).Assembly).ShouldBe(["LoanServicing.SampleBook"]);

    private static IEnumerable<string> Own(Assembly assembly) =>
        assembly
            .GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => name.StartsWith("LoanServicing", StringComparison.Ordinal));
}
