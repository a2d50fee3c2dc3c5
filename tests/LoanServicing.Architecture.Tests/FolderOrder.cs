using System.Text.RegularExpressions;

namespace LoanServicing.Architecture.Tests;

/// <summary>An order of a project's folders: each may use itself, those before it, and what is in none.</summary>
/// <param name="root">The namespace that the folders are under.</param>
/// <param name="order">What is used before what uses it.</param>
/// <param name="types">Of the project.</param>
internal sealed class FolderOrder(string root, IReadOnlyList<string> order, IReadOnlyList<Type> types)
{
    private readonly HashSet<string> names = [.. types.Select(type => type.FullName).OfType<string>()];

    // Whole, or from a namespace around the two: "Planted.Law.Provision", "Law.Provision".
    private readonly Regex qualified = new(
        $@"(?<![\w.]){Around(root)}(?<name>(?:{string.Join('|', order)})(?:\.\w+)*)",
        RegexOptions.ExplicitCapture
    );

    /// <summary>The folders of types that the order does not name.</summary>
    public IEnumerable<string> Unnamed =>
        types
            .Select(type => type.Namespace)
            .Where(name => name?.StartsWith($"{root}.") == true)
            .Select(name => name![(root.Length + 1)..].Split('.')[0])
            .Distinct()
            .Except(order);

    /// <summary>What types that are in no folder, and so before all, use of one.</summary>
    public IEnumerable<string> UsesBeforeAll =>
        TypeUses
            .All(types.Where(type => type.Namespace == root))
            .Where(use => FolderOf(use.Type) is not null)
            .Select(use => use.Text);

    /// <summary>Every use of a folder's type by a type of another.</summary>
    public IEnumerable<FolderUse> InTypes() =>
        order
            .SelectMany(from =>
                TypeUses
                    .All(types.Where(type => FolderOf(type) == from))
                    .Select(use => new FolderUse(from, FolderOf(use.Type) ?? from, use.Text))
            )
            .Where(use => use.From != use.To)
            .Distinct();

    /// <summary>Every other folder that a source file names: in a using, or before the name of a type.</summary>
    /// <param name="path">From the project's folder.</param>
    public IEnumerable<FolderUse> InSource(string path, string text)
    {
        var from = path.Split('/', '\\')[0];
        if (!order.Contains(from))
            return [];
        return text.Split('\n')
            .Where(line => !line.StartsWith("namespace "))
            .SelectMany(line =>
                qualified
                    .Matches(line)
                    .Select(match => match.Groups["name"].Value)
                    .Where(name => line.StartsWith("using ") || IsOfType(name))
            )
            .Select(name => new FolderUse(from, name.Split('.')[0], $"{path}: {name}"))
            .Where(use => use.From != use.To)
            .Distinct();
    }

    /// <summary>Whether a use goes against the order.</summary>
    public bool IsBackward(FolderUse use) => Place(use.To) > Place(use.From);

    private int Place(string folder) => order.TakeWhile(other => other != folder).Count();

    private string? FolderOf(Type type) =>
        order.FirstOrDefault(folder =>
            type.Namespace == $"{root}.{folder}" || type.Namespace?.StartsWith($"{root}.{folder}.") == true
        );

    // "Law.Provision.Allows" names the type before the member.
    private bool IsOfType(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (names.Contains($"{root}.{name[..end]}"))
                return true;
        }

        return false;
    }

    private static string Around(string name) =>
        name.Split('.').Aggregate("", (inner, part) => $@"(?:{inner}{Regex.Escape(part)}\.)?");
}

/// <summary>A folder uses another.</summary>
internal sealed record FolderUse(string From, string To, string Text);
