namespace LoanServicing.Regulation.Tests;

/// <summary>The worked scenarios and cases here are those of the contract, byte for byte.</summary>
public class ScenarioFolderTests(ITestOutputHelper output)
{
    private static readonly string Tests = Path.Combine(RepositoryRoot.Path, "tests", "LoanServicing.Regulation.Tests");
    private static readonly string Ours = Path.Combine(Tests, "Scenarios");

    [Theory]
    [InlineData("contract/scenarios", "Scenarios")]
    [InlineData("cases/law", "Cases")]
    public void The_files_are_those_that_stand_beside_the_clone(string beside, string ours)
    {
        var folder = Path.GetFullPath(Path.Combine(RepositoryRoot.Path, "..", "shared", beside));
        if (!Directory.Exists(folder))
            Assert.Skip($"{folder} does not stand beside this clone");
        var differences = Differences(folder, Path.Combine(Tests, ours));
        output.WriteLine($"{Directory.GetFiles(folder).Length} files compared");
        differences.ShouldBeEmpty();
    }

    [Fact]
    public void There_are_scenarios_for_every_question_that_has_examples()
    {
        var names = Directory.GetFiles(Ours, "*.json").Select(Path.GetFileName).ToList();
        foreach (var question in new[] { "qa04", "qa08", "qa09", "qa10", "qa19", "qa20", "qa21", "qa22" })
            names.ShouldContain(name => name!.StartsWith(question));
    }

    [Fact]
    public void The_comparison_sees_a_missing_a_changed_and_an_additional_file()
    {
        var folder = Directory.CreateTempSubdirectory("scenarios").FullName;
        try
        {
            var (one, other) = (Path.Combine(folder, "one"), Path.Combine(folder, "other"));
            Directory.CreateDirectory(one);
            Directory.CreateDirectory(other);
            File.WriteAllText(Path.Combine(one, "a.json"), "{}\n");
            File.WriteAllText(Path.Combine(one, "b.json"), "{}\n");
            File.WriteAllText(Path.Combine(other, "b.json"), "{}\r\n");
            File.WriteAllText(Path.Combine(other, "c.json"), "{}\n");
            Differences(one, other).ShouldBe(["a.json: missing", "b.json: different", "c.json: not in the contract"]);
            Differences(one, one).ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<string> Differences(string contract, string ours) =>
        [
            .. Names(contract)
                .Union(Names(ours))
                .Order(StringComparer.Ordinal)
                .Select(name => (Name: name, Theirs: Path.Combine(contract, name), Ours: Path.Combine(ours, name)))
                .Select(file =>
                    !File.Exists(file.Theirs) ? $"{file.Name}: not in the contract"
                    : !File.Exists(file.Ours) ? $"{file.Name}: missing"
                    : File.ReadAllBytes(file.Theirs).AsSpan().SequenceEqual(File.ReadAllBytes(file.Ours)) ? null
                    : $"{file.Name}: different"
                )
                .OfType<string>(),
        ];

    private static IEnumerable<string> Names(string folder) =>
        Directory.GetFiles(folder).Select(file => Path.GetFileName(file)!);
}
