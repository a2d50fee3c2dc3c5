namespace LoanServicing.Architecture.Tests;

/// <summary>
/// Arrows between projects point one way. What may use what is said once, in the README's table of rooms: the project
/// files are held against it.
/// </summary>
public class ProjectReferenceTests(ITestOutputHelper output)
{
    private static readonly IReadOnlyList<Room> Rooms = RoomTable.Read();

    [Fact]
    public void Every_project_uses_only_what_its_room_may_use()
    {
        output.WriteLine(
            $"{SourceTree.Projects.Count} projects: {string.Join(", ", SourceTree.Projects.Select(project => project.Name))}"
        );
        SourceTree.Projects.Count.ShouldBeGreaterThanOrEqualTo(5);
        SourceTree.Projects.SelectMany(project => Problems(project, Rooms)).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_has_a_row_for_each_project_and_no_other() =>
        Rooms
            .Select(room => room.Folder)
            .ShouldBe(SourceTree.Projects.Select(project => $"src/{project.Name}"), ignoreOrder: true);

    [Fact]
    public void A_room_uses_only_rooms_above_it_and_packages_that_there_are() =>
        RowProblems(Rooms, File.ReadAllText(Path.Combine(SourceTree.Root, "Directory.Packages.props"))).ShouldBeEmpty();

    [Fact]
    public void Only_the_host_is_a_web_project() =>
        SourceTree
            .Projects.Where(project => project.Sdk != "Microsoft.NET.Sdk")
            .Select(project => project.Name)
            .ShouldBe(["LoanServicing.Host"]);

    [Fact]
    public void Versions_are_central() =>
        Directory
            .EnumerateFiles(SourceTree.Root, "*.csproj", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Version=\""))
            .ShouldBeEmpty();

    [Fact]
    public void The_checks_can_fail()
    {
        const string xml = """
            <Project Sdk="Microsoft.NET.Sdk">
              <ItemGroup>
                <PackageReference Include="Dapper" />
                <PackageReference Include="Npgsql" />
                <ProjectReference Include="..\LoanServicing.Store\LoanServicing.Store.csproj" />
                <ProjectReference Include="..\LoanServicing.Domain\LoanServicing.Domain.csproj" />
                <FrameworkReference Include="Microsoft.AspNetCore.App" />
              </ItemGroup>
            </Project>
            """;
        const string readme = """
            Before it.

            | room | holds | may use |
            |---|---|---|
            | `src/LoanServicing.Payroll` | layouts | `Store`, and nothing else |
            | `src/LoanServicing.Embedded` | a server | `Domain`, `Npgsql` |
            | `src/LoanServicing.Store` | the log | `Dapper` |

            After it.
            """;
        var rooms = RoomTable.Parse(readme);
        rooms.Select(room => room.Name).ShouldBe(["Payroll", "Embedded", "Store"]);
        Problems(Project.Parse("LoanServicing.Embedded", "", xml), rooms)
            .ShouldBe([
                "LoanServicing.Embedded may not use LoanServicing.Store",
                "LoanServicing.Embedded may not use Dapper",
                "LoanServicing.Embedded may not use Microsoft.AspNetCore.App",
            ]);
        Problems(Project.Parse("LoanServicing.Extra", "", xml), rooms)
            .ShouldBe(["no room of the README is LoanServicing.Extra"]);
        RowProblems(rooms, """<PackageVersion Include="Npgsql" />""")
            .ShouldBe([
                "LoanServicing.Payroll may use Store, which is no room above it and no package",
                "LoanServicing.Embedded may use Domain, which is no room above it and no package",
                "LoanServicing.Store may use Dapper, which is no room above it and no package",
            ]);
    }

    private static IEnumerable<string> Problems(Project project, IReadOnlyList<Room> rooms) =>
        rooms.FirstOrDefault(room => room.Project == project.Name) is { } found
            ? project
                .Projects.Concat(project.Packages)
                .Where(used => !found.Allows(used))
                .Select(used => $"{project.Name} may not use {used}")
            : [$"no room of the README is {project.Name}"];

    private static IEnumerable<string> RowProblems(IReadOnlyList<Room> rooms, string packages) =>
        from row in rooms.Index()
        from used in row.Item.MayUse
        where rooms.Take(row.Index).All(above => above.Name != used) && !packages.Contains($"Include=\"{used}\"")
        select $"{row.Item.Project} may use {used}, which is no room above it and no package";
}
