using System.Text;

namespace LoanServicing.Store.Keys;

/// <summary>A secret in a file of the data folder, readable by its owner only, made when it is first needed.</summary>
internal static class KeyFile
{
    /// <summary>
    /// The file's text; where there is no file, one is made with what <paramref name="make"/> returns.
    /// </summary>
    public static string ReadOrCreate(string file, Func<string> make)
    {
        if (!File.Exists(file))
            Create(file, make());
        return File.ReadAllText(file);
    }

    private static void Create(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var made = $"{file}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(made, options))
        {
            stream.Write(Encoding.ASCII.GetBytes(text));
            stream.Flush(flushToDisk: true);
        }

        // Of two processes that start at once, the first one's key stays.
        try
        {
            File.Move(made, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(made);
        }
    }
}
