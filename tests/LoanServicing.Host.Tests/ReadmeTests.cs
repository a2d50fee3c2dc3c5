namespace LoanServicing.Host.Tests;

/// <summary>The page that newcomers read: what it shows is what happens.</summary>
public class ReadmeTests(CommandLine loans) : IClassFixture<CommandLine>
{
    [Fact]
    public async Task The_worked_example_prints_what_the_page_shows()
    {
        var root = Root();
        var shown = Block(
                await File.ReadAllLinesAsync(Path.Combine(root, "README.md"), TestContext.Current.CancellationToken)
            )
            .ToList();
        var printed = new List<string>();
        foreach (var line in shown.Where(line => line.StartsWith("$ loans ", StringComparison.Ordinal)))
        {
            printed.Add(line);
            var arguments = line["$ loans ".Length..]
                .Split(' ')
                .Select(word =>
                    word.EndsWith(".jsonl", StringComparison.Ordinal) || word.EndsWith(".txt", StringComparison.Ordinal)
                        ? Path.Combine(root, "deploy", "example", word)
                        : word
                );
            var result = await loans.RunAsync([.. arguments]);
            result.Error.ShouldBeEmpty();
            printed.AddRange(result.Out.TrimEnd('\n').Split('\n'));
        }

        printed.Count.ShouldBeGreaterThan(15);
        printed.ShouldBe(shown);
    }

    private static IEnumerable<string> Block(IEnumerable<string> page) =>
        page.SkipWhile(line => line != "```console").Skip(1).TakeWhile(line => line != "```");

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LoanServicing.sln")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("no LoanServicing.sln above the tests");
        return folder;
    }
}
