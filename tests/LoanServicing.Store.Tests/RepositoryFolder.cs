namespace LoanServicing.Store.Tests;

/// <summary>The folder that the tests were built from, with the files that they compare with.</summary>
public static class RepositoryFolder
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "LoanServicing.sln")))
            folder =
                Path.GetDirectoryName(folder)
                ?? throw new InvalidOperationException("no LoanServicing.sln above the tests");
        return folder;
    }
}
