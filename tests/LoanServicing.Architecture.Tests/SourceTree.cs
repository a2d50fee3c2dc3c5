using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LoanServicing.Architecture.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class SourceTree
{
    public static readonly string Root = Find();

    /// <summary>The projects under src.</summary>
    public static IReadOnlyList<Project> Projects { get; } =
    [
        .. Directory
            .GetDirectories(Path.Combine(Root, "src"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.csproj"))
            .Order(StringComparer.Ordinal)
            .Select(Project.Read),
    ];

    /// <summary>The C# files of a folder, without what the build or a generator wrote.</summary>
    public static IEnumerable<string> CSharpFiles(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(file =>
                !Path.GetRelativePath(folder, file)
                    .Split(Path.DirectorySeparatorChar)
                    .Any(part => part is "bin" or "obj" or "Generated")
            );

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LoanServicing.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no LoanServicing.sln above {AppContext.BaseDirectory}");
    }
}

/// <summary>What a project file says.</summary>
/// <param name="Namespace">Its root namespace: its name, unless a type of the project has that name already.</param>
internal sealed record Project(
    string Name,
    string Namespace,
    string Folder,
    string Sdk,
    IReadOnlyList<string> Projects,
    IReadOnlyList<string> Packages
)
{
    public static Project Read(string file) =>
        Parse(Path.GetFileNameWithoutExtension(file), Path.GetDirectoryName(file)!, File.ReadAllText(file));

    public static Project Parse(string name, string folder, string xml)
    {
        var project = XDocument.Parse(xml).Root!;
        return new(
            name,
            project.Descendants("RootNamespace").SingleOrDefault()?.Value ?? name,
            folder,
            (string)project.Attribute("Sdk")!,
            [
                .. Includes(project, "ProjectReference")
                    .Select(include => Path.GetFileNameWithoutExtension(include.Replace('\\', '/'))),
            ],
            [
                .. Includes(project, "PackageReference"),
                .. Includes(project, "Reference"),
                .. Includes(project, "FrameworkReference"),
            ]
        );
    }

    private static IEnumerable<string> Includes(XElement project, string item) =>
        project.Descendants(item).Select(element => (string)element.Attribute("Include")!);
}

/// <summary>What the text of a source file says about itself.</summary>
internal static partial class SourceText
{
    /// <summary>The namespace that the file declares, or null.</summary>
    public static string? Namespace(string text) =>
        NamespaceLine().Match(text) is { Success: true } match ? match.Groups["name"].Value : null;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex NamespaceLine();
}
