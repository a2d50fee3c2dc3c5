namespace LoanServicing.TaxForms;

internal static class EmbeddedLayout
{
    /// <summary>The lines of an embedded data file, without its header.</summary>
    public static IReadOnlyList<string> Lines(string file)
    {
        var name = $"LoanServicing.TaxForms.Layouts.{file}";
        using var stream =
            typeof(EmbeddedLayout).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly lacks the data file {name}.");
        using var reader = new StreamReader(stream);
        return reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Skip(1)
            .ToList();
    }
}
