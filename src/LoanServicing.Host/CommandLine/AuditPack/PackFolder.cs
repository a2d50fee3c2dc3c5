using LoanServicing.Operations;

namespace LoanServicing.Host.CommandLine.AuditPack;

/// <summary>Where the files of packs are written to.</summary>
internal static class PackFolder
{
    /// <summary>
    /// Writes files in order, and says where each is. Each has another name until it is whole, so that one of its name
    /// is never half a file.
    /// </summary>
    /// <exception cref="RefusedException">The folder is a file, or cannot be made.</exception>
    public static IReadOnlyList<string> Write(DirectoryInfo folder, IEnumerable<OutputFile> files)
    {
        Prepare(folder);
        var written = new List<string>();
        foreach (var file in files)
        {
            var path = Path.Combine(folder.FullName, file.Name);
            Write(path, file.Write);
            written.Add(path);
        }

        return written;
    }

    private static void Prepare(DirectoryInfo folder)
    {
        if (File.Exists(folder.FullName))
            throw new RefusedException($"--out: found a file, {folder}, expected a folder");
        try
        {
            folder.Create();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"--out: {folder} cannot be made: {e.Message}");
        }
    }

    private static void Write(string path, Action<Stream> write)
    {
        var part = path + ".part";
        try
        {
            using (var stream = File.Create(part))
                write(stream);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
