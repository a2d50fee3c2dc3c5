using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Auditing;

/// <summary>The files of packs in a folder. Each has another name until it is whole, so that one of its name is never half a file.</summary>
internal sealed class PackFiles(DirectoryInfo folder)
{
    private const int MostNameBytes = 200;

    private readonly List<string> written = [];

    public IReadOnlyList<string> Written => written;

    /// <exception cref="RefusedException">It is a file, or cannot be made.</exception>
    public void Prepare()
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

    /// <summary>A file name for a plan or a loan: its names with "+" between, other characters than letters, digits, "-", "." and "_" as %XX.</summary>
    /// <param name="otherwise">What it is called where that would be too long.</param>
    public static string NameOf(string names, Guid otherwise)
    {
        var name = string.Join('+', names.Split('/').Select(Uri.EscapeDataString));
        return name.Length <= MostNameBytes ? name : otherwise.ToString();
    }

    public void Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(folder.FullName, name);
        try
        {
            using (var stream = File.Create(path + ".part"))
                write(stream);
            File.Move(path + ".part", path, overwrite: true);
            written.Add(path);
        }
        finally
        {
            File.Delete(path + ".part");
        }
    }
}
