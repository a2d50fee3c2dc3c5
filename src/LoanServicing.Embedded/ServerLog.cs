namespace LoanServicing.Embedded;

/// <summary>
/// The server's log: a file per weekday, and one for what is printed before the log is open, which is where the reason
/// of a failed start stands.
/// </summary>
internal static class ServerLog
{
    private const int LinesShown = 15;

    /// <summary>Emptied at each start, so that it never tells of an earlier one.</summary>
    public static string StartFile(string folder)
    {
        var file = Path.Combine(folder, "start.log");
        File.Delete(file);
        return file;
    }

    /// <summary>The last lines of what the latest start printed, and of the day's log.</summary>
    public static string Tail(string folder)
    {
        var start = new FileInfo(Path.Combine(folder, "start.log"));
        var day = new DirectoryInfo(folder).GetFiles("postgres-*.log").MaxBy(file => file.LastWriteTimeUtc);
        FileInfo?[] files = [start, day];
        return string.Join('\n', files.OfType<FileInfo>().Where(file => file.Exists).SelectMany(LastLines));
    }

    private static IEnumerable<string> LastLines(FileInfo file)
    {
        using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-Math.Min(stream.Length, LinesShown * 1000), SeekOrigin.End); // a log may be long, its end is enough
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(LinesShown);
    }
}
