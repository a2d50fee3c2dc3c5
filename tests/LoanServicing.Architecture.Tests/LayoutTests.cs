namespace LoanServicing.Architecture.Tests;

/// <summary>A paragraph of the law is found by its folder and file name, and so is everything else.</summary>
public class LayoutTests(ITestOutputHelper output)
{
    private const int MostLines = 400;

    private static readonly string[] SayNothing =
    [
        "Common",
        "Utils",
        "Utilities",
        "Services",
        "Helpers",
        "Shared",
        "Managers",
        "SeedWork",
    ];

    private static IEnumerable<(Project Project, string File)> Files =>
        SourceTree.Projects.SelectMany(project =>
            SourceTree.CSharpFiles(project.Folder).Select(file => (project, file))
        );

    [Fact]
    public void Namespaces_are_folders()
    {
        output.WriteLine($"{Files.Count()} files");
        Files.Count().ShouldBeGreaterThan(50);
        Files
            .Select(pair =>
                NamespaceProblem(
                    pair.Project.Namespace,
                    Path.GetRelativePath(pair.Project.Folder, pair.File),
                    File.ReadAllText(pair.File)
                )
            )
            .OfType<string>()
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_folder_or_namespace_has_a_name_that_says_nothing() =>
        Directory
            .EnumerateDirectories(Path.Combine(SourceTree.Root, "src"), "*", SearchOption.AllDirectories)
            .Concat(
                Directory.EnumerateDirectories(Path.Combine(SourceTree.Root, "tests"), "*", SearchOption.AllDirectories)
            )
            .Select(folder => Path.GetRelativePath(SourceTree.Root, folder))
            .Where(folder => !folder.Contains("/bin") && !folder.Contains("/obj") && SaysNothing(folder))
            .ShouldBeEmpty();

    [Fact]
    public void No_production_file_is_longer_than_400_lines()
    {
        var lengths = Files
            .Select(pair => (pair.File, Lines: File.ReadLines(pair.File).Count()))
            .OrderByDescending(file => file.Lines)
            .ToList();
        output.WriteLine($"longest: {Path.GetFileName(lengths[0].File)}, {lengths[0].Lines} lines");
        lengths.Where(file => file.Lines > MostLines).ShouldBeEmpty();
    }

    [Fact]
    public void The_checks_can_fail()
    {
        NamespaceProblem(
                "LoanServicing.Domain",
                "Loans/Loan.cs",
                "using System;\n\nnamespace LoanServicing.Domain.Loan;\n"
            )
            .ShouldBe("Loans/Loan.cs is in LoanServicing.Domain.Loan");
        NamespaceProblem("LoanServicing.Domain", "Loans/Loan.cs", "namespace LoanServicing.Domain.Loans;\n")
            .ShouldBeNull();
        NamespaceProblem(
                "LoanServicing.Domain",
                "Regulation/Section72p/X.cs",
                "namespace LoanServicing.Domain.Regulation;\n"
            )
            .ShouldNotBeNull();
        NamespaceProblem("LoanServicing.Host", "Program.cs", "return 0;\n").ShouldBeNull();
        SaysNothing("src/LoanServicing.Domain/Common").ShouldBeTrue();
        SaysNothing("src/LoanServicing.Domain.Helpers/Loans").ShouldBeTrue();
        SaysNothing("src/LoanServicing.Domain/Loans").ShouldBeFalse();
    }

    private static string? NamespaceProblem(string root, string path, string text)
    {
        var folder = Path.GetDirectoryName(path)!.Replace('/', '.').Replace('\\', '.');
        return SourceText.Namespace(text) is { } declared && declared != (folder == "" ? root : $"{root}.{folder}")
            ? $"{path} is in {declared}"
            : null;
    }

    private static bool SaysNothing(string folder) =>
        folder.Split('/', '\\', '.').Any(part => SayNothing.Contains(part, StringComparer.OrdinalIgnoreCase));
}
