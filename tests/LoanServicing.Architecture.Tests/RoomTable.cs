using System.Text.RegularExpressions;

namespace LoanServicing.Architecture.Tests;

/// <summary>The README's table of rooms: what each project holds, and what it may use.</summary>
internal static partial class RoomTable
{
    private const string Head = "| room | holds | may use |";

    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<Room> Read() => Parse(File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")));

    public static IReadOnlyList<Room> Parse(string markdown) =>
        [
            .. markdown
                .Split('\n')
                .SkipWhile(line => line != Head)
                .Skip(2)
                .TakeWhile(line => line.StartsWith('|'))
                .Select(line => line.Trim('|').Split('|'))
                .Select(cells => new Room(Quoted(cells[0]).Single(), cells[1].Trim(), [.. Quoted(cells[2])])),
        ];

    // What is named stands in backticks; the words around it are for people.
    private static IEnumerable<string> Quoted(string cell) =>
        Name().Matches(cell).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[^`]+)`", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();
}

/// <summary>A row of the table.</summary>
/// <param name="Folder">From the root of the clone.</param>
/// <param name="MayUse">Other rooms by the last part of their name, and packages.</param>
internal sealed record Room(string Folder, string Holds, IReadOnlyList<string> MayUse)
{
    private const string Prefix = "LoanServicing.";

    public string Project => Folder[(Folder.LastIndexOf('/') + 1)..];

    public string Name => Project[Prefix.Length..];

    /// <summary>Whether a project file may name a project or a package.</summary>
    public bool Allows(string used) =>
        MayUse.Contains(used) || (used.StartsWith(Prefix) && MayUse.Contains(used[Prefix.Length..]));
}
