using LoanServicing.Operations;

namespace LoanServicing.Host.CommandLine;

/// <summary>A file that was named on the command line.</summary>
internal static class InputFile
{
    /// <exception cref="RefusedException">It is a folder, or cannot be read.</exception>
    public static byte[] Read(string path)
    {
        if (Directory.Exists(path))
            throw new RefusedException($"{path}: found a folder, expected a file");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{path}: cannot be read: {e.Message}");
        }
    }
}
