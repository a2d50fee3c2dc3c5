namespace LoanServicing.Host.Tests;

/// <summary>The demonstration, on a private server of its own.</summary>
public class DemoTests
{
    [Fact]
    public async Task A_small_year_comes_out_as_the_generator_says_it_must()
    {
        // Not under a home that the server's account cannot go through.
        var folder = Path.Combine("/tmp", $"loans-demo-test-{Guid.NewGuid():n}");
        var here = Directory.GetCurrentDirectory();
        try
        {
            await using var output = new StringWriter();
            var exit = await LoansProgram.RunAsync(
                ["demo", "--loans", "60", "--seed", "7", "--out", folder],
                new(output, output),
                TestContext.Current.CancellationToken
            );
            exit.ShouldBe(0, output.ToString());
            output.ToString().ShouldContain("As expected.json says, to the cent and the day: ");
            output.ToString().ShouldContain("One loan's life");
        }
        finally
        {
            Directory.SetCurrentDirectory(here);
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
