namespace LoanServicing.Regulation.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class RepositoryRoot
{
    public static readonly string Path = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "LoanServicing.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"no LoanServicing.sln above {AppContext.BaseDirectory}");
    }
}
