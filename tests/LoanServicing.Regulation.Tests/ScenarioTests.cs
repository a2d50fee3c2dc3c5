using System.Text.Json.Nodes;
using LoanServicing.Domain.Evaluation;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Every worked scenario is met within its tolerance: the regulation's own examples, those whose figures other sources
/// print, and those of a further folder that LOANS_SCENARIOS names.
/// </summary>
public class ScenarioTests
{
    private static readonly string Root = Path.Combine(RepositoryRoot.Path, "tests", "LoanServicing.Regulation.Tests");

    public static TheoryData<string> OfTheRegulation => [.. Files(Path.Combine(Root, "Scenarios"))];

    public static TheoryData<string> OfCases => [.. Files(Path.Combine(Root, "Cases"))];

    public static TheoryData<string> OfOtherSources => [.. Files(Path.Combine(Root, "SourcedScenarios"))];

    [Theory, MemberData(nameof(OfTheRegulation))]
    public void Every_example_of_the_regulation_is_met(string file) =>
        Unmet(Path.Combine(Root, "Scenarios", file)).ShouldBeEmpty();

    [Theory, MemberData(nameof(OfCases))]
    public void Every_case_that_once_went_wrong_is_met(string file) =>
        Unmet(Path.Combine(Root, "Cases", file)).ShouldBeEmpty();

    [Theory, MemberData(nameof(OfOtherSources))]
    public void Every_figure_that_another_source_prints_is_met(string file) =>
        Unmet(Path.Combine(Root, "SourcedScenarios", file)).ShouldBeEmpty();

    [Fact]
    public void Every_scenario_of_the_further_folder_is_met()
    {
        if (Environment.GetEnvironmentVariable("LOANS_SCENARIOS") is not { Length: > 0 } folder)
        {
            Assert.Skip("LOANS_SCENARIOS names no further folder");
            return;
        }

        var files = Files(folder).ToList();
        files.ShouldNotBeEmpty($"no *.json in {folder}");
        files.SelectMany(file => Unmet(Path.Combine(folder, file)).Select(unmet => $"{file}: {unmet}")).ShouldBeEmpty();
    }

    [Fact]
    public void There_are_sixty_scenarios_beside_the_regulations_own_and_no_name_twice()
    {
        Files(Path.Combine(Root, "SourcedScenarios")).Count().ShouldBeGreaterThanOrEqualTo(60);
        Files(Path.Combine(Root, "Scenarios")).Concat(Files(Path.Combine(Root, "SourcedScenarios"))).ShouldBeUnique();
    }

    [Fact]
    public void A_scenario_names_itself_after_its_file_and_says_where_its_figures_stand()
    {
        foreach (var file in Files(Path.Combine(Root, "SourcedScenarios")))
        {
            var scenario = WorkedScenario.Read(Path.Combine(Root, "SourcedScenarios", file));
            scenario.Input["scenario"]!.GetValue<string>().ShouldBe(Path.GetFileNameWithoutExtension(file));
            scenario.Input["authority"]!.GetValue<string>().ShouldNotBeEmpty();
            scenario.Note.ShouldNotBeNullOrEmpty(file);
            scenario.Expect.Count.ShouldBeGreaterThan(0, file);
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.GetFiles(folder, "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    private static IReadOnlyList<string> Unmet(string file)
    {
        var scenario = WorkedScenario.Read(file);
        var report = ScenarioEvaluation.Of(
            ScenarioReader.Read(System.Text.Encoding.UTF8.GetBytes(scenario.Input.ToJsonString()))
        );
        return scenario.Unmet(JsonNode.Parse(ReportJson.Write(report))!.AsObject());
    }
}
