using LoanServicing.Domain.Facts;

namespace LoanServicing.Host.CommandLine.Evaluate;

/// <summary>Finds and reads scenario files.</summary>
internal static class ScenarioFiles
{
    // A scenario is a page or two; what is a hundred times that is something else.
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>
    /// The file itself, or the folder's *.json in the order of their names; a path that is neither comes back, to be
    /// refused when it is read.
    /// </summary>
    public static IEnumerable<string> Of(string path) =>
        Directory.Exists(path) ? Directory.GetFiles(path, "*.json").Order(StringComparer.Ordinal) : [path];

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string file, CancellationToken cancellation)
    {
        if (file.Length == 0)
            throw new FactRefusedException("$", "no name", "a file that can be read");
        try
        {
            // A pipe that nobody writes to keeps whoever opens it: not us, once we are told to stop.
            return await Task.Run(() => Read(file), cancellation).WaitAsync(cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FactRefusedException("$", e.Message.TrimEnd('.'), "a file that can be read");
        }
    }

    // By what is read and not by what the file system says: a device has no length.
    private static ReadOnlyMemory<byte> Read(string file)
    {
        using var stream = File.OpenRead(file);
        var bytes = new byte[Math.Clamp(stream.CanSeek ? stream.Length : 0, 0, MostBytes) + 1];
        var read = 0;
        for (int more; (more = stream.Read(bytes, read, bytes.Length - read)) > 0; )
        {
            read += more;
            if (read > MostBytes)
            {
                throw new FactRefusedException(
                    "$",
                    $"more than {MostBytes:N0} bytes",
                    $"a scenario of at most {MostBytes:N0}"
                );
            }

            if (read == bytes.Length)
                Array.Resize(ref bytes, Math.Min(bytes.Length * 2, MostBytes + 1));
        }

        return bytes.AsMemory(0, read);
    }
}
