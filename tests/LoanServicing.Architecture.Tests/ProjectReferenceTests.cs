namespace LoanServicing.Architecture.Tests;

/// <summary>Arrows point one way (DESIGN.md, "Rooms").</summary>
public class ProjectReferenceTests(ITestOutputHelper output)
{
    // Projects and packages that a project may use; a project that is not here fails until someone says what it may use.
    private static readonly Dictionary<string, (string[] Projects, string[] Packages)> Allowed = new()
    {
        ["LoanServicing.Domain"] = ([], []),
        ["LoanServicing.Payroll"] = (["LoanServicing.Domain"], []),
        ["LoanServicing.TaxForms"] = (["LoanServicing.Domain"], []),
        ["LoanServicing.Store"] = (["LoanServicing.Domain"], ["Npgsql"]),
        ["LoanServicing.Operations"] = (["LoanServicing.Domain", "LoanServicing.Payroll", "LoanServicing.TaxForms", "LoanServicing.Store"], []),
        ["LoanServicing.Embedded"] = ([], ["Npgsql"]),
        ["LoanServicing.SampleBook"] = ([], []),
        ["LoanServicing.Host"] = (
            [
                "LoanServicing.Domain",
                "LoanServicing.Payroll",
                "LoanServicing.TaxForms",
                "LoanServicing.Store",
                "LoanServicing.Operations",
                "LoanServicing.Embedded",
                "LoanServicing.SampleBook",
            ],
            ["System.CommandLine", "Spectre.Console"]),
    };

    [Fact]
    public void Every_project_uses_only_what_its_room_may_use()
    {
        output.WriteLine($"{SourceTree.Projects.Count} projects: {string.Join(", ", SourceTree.Projects.Select(project => project.Name))}");
        SourceTree.Projects.Count.ShouldBeGreaterThanOrEqualTo(5);
        SourceTree.Projects.SelectMany(Problems).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_host_is_a_web_project() =>
        SourceTree.Projects.Where(project => project.Sdk != "Microsoft.NET.Sdk").Select(project => project.Name).ShouldBe(["LoanServicing.Host"]);

    [Fact]
    public void Versions_are_central() =>
        Directory.EnumerateFiles(SourceTree.Root, "*.csproj", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("Version=\"")).ShouldBeEmpty();

    [Fact]
    public void The_check_can_fail()
    {
        const string xml = """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Dapper" />
                <ProjectReference Include="..\LoanServicing.Store\LoanServicing.Store.csproj" />
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
              </ItemGroup>
            </Project>
            """;
        Problems(Project.Parse("LoanServicing.Domain", "", xml)).ShouldBe(
            ["LoanServicing.Domain may not use LoanServicing.Store", "LoanServicing.Domain may not use Dapper", "LoanServicing.Domain may not use Microsoft.AspNetCore.App"]);
        Problems(Project.Parse("LoanServicing.Extra", "", xml)).ShouldBe(["nobody has said what LoanServicing.Extra may use"]);
    }

    private static IEnumerable<string> Problems(Project project) =>
        !Allowed.TryGetValue(project.Name, out var may)
            ? [$"nobody has said what {project.Name} may use"]
            : project.Projects.Except(may.Projects).Concat(project.Packages.Except(may.Packages)).Select(used => $"{project.Name} may not use {used}");
}
