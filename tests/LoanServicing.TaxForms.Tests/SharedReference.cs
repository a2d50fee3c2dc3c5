namespace LoanServicing.TaxForms.Tests;

/// <summary>
/// The reference tables that stand beside a working clone (<c>../shared/reference</c>); elsewhere there are none.
/// </summary>
internal static class SharedReference
{
    public static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "LoanServicing.sln")))
                continue;
            var path = Path.Combine(folder.FullName, "..", "shared", "reference", file);
            return File.Exists(path) ? path : null;
        }

        return null;
    }

    /// <summary>The rows of a CSV file by column name.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string path)
    {
        var lines = Csv.CsvLines.Read(File.ReadAllText(path));
        return lines
            .Skip(1)
            .Select(IReadOnlyDictionary<string, string> (line) => lines[0].Zip(line).ToDictionary())
            .ToList();
    }
}
