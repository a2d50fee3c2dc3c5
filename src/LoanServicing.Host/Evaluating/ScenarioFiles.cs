using LoanServicing.Domain.Facts;

namespace LoanServicing.Host.Evaluating;

/// <summary>Finds and reads scenario files.</summary>
internal static class ScenarioFiles
{
    // A scenario is a page or two; what is a hundred times that is something else.
    private const long MostBytes = 4 * 1024 * 1024;

    /// <summary>The file itself, or the folder's *.json in the order of their names; a path that is neither comes back, to be refused when it is read.</summary>
    public static IEnumerable<string> Of(string path) => Directory.Exists(path) ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal) : [path];

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MostBytes } large)
                throw new FactRefusedException("$", $"{large.Length:N0} bytes", $"a scenario of at most {MostBytes:N0}");
            return await File.ReadAllBytesAsync(file, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactRefusedException("$", e.Message, "a file that can be read");
        }
    }
}
