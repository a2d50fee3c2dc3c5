namespace LoanServicing.Host.CommandLine;

/// <summary>A file that a command leaves behind whole or not at all.</summary>
internal static class WholeFile
{
    private const int BufferBytes = 1 << 16;

    /// <summary>
    /// Writes it under another name in the same folder and renames it once it is on the disk; a file of that name is
    /// replaced. Returns what <paramref name="write"/> does.
    /// </summary>
    public static async Task<T> WriteAsync<T>(string path, Func<Stream, Task<T>> write)
    {
        var part = path + ".part";
        try
        {
            T result;
            await using (
                var stream = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes)
            )
            {
                result = await write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
            return result;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
