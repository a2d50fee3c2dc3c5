using System.Collections.Immutable;

namespace LoanServicing.Payroll.Layouts;

/// <summary>The layouts that come with the product; each is a file beside this one.</summary>
public static class LayoutCatalog
{
    private const string Prefix = "LoanServicing.Payroll.Layouts.";
    private const string Suffix = ".json";

    /// <summary>In alphabetical order.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        .. typeof(LayoutCatalog)
            .Assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal) && n.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <exception cref="LayoutRefusedException">No layout has that name; the message lists those that are
    /// known.</exception>
    public static Layout Load(string name)
    {
        if (!Names.Contains(name))
            throw new LayoutRefusedException(
                $"layout: found \"{name}\", expected one of {string.Join(", ", Names)}, or the path of a layout file"
            );
        using var stream = typeof(LayoutCatalog).Assembly.GetManifestResourceStream(Prefix + name + Suffix)!;
        using var text = new StreamReader(stream);
        return Layout.Parse(text.ReadToEnd(), name + Suffix);
    }
}
