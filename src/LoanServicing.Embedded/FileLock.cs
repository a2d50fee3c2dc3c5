using System.Diagnostics;
using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace LoanServicing.Embedded;

/// <summary>
/// A lock of the kernel on a file (flock). It ends with its process, however that ends, so that no lock is ever stale;
/// two locks of one process exclude each other like those of two processes.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(20);

    private readonly SafeFileHandle handle;
    private readonly string? note;

    private FileLock(SafeFileHandle handle, string? note) => (this.handle, this.note) = (handle, note);

    public static FileLock? TryShared(string path) =>
        TryOpen(path, FileShare.Read) is { } handle ? new(handle, note: null) : null;

    /// <summary>Leaves this process's id beside the file for those who are refused: see <see cref="Holder"/>.</summary>
    public static FileLock? TryExclusive(string path)
    {
        if (TryOpen(path, FileShare.None) is not { } handle)
            return null;
        using (var again = TryOpen(path, FileShare.None))
        {
            if (again is not null)
            {
                handle.Dispose();
                throw new NoDatabaseException(
                    $"Locks do not work on {path}: use a data folder on a local disk, and do not set DOTNET_SYSTEM_IO_DISABLEFILELOCKING."
                );
            }
        }
        return new(handle, LeaveNote(path));
    }

    /// <summary>Null when others have held the lock for the whole of <paramref name="patience"/>.</summary>
    public static async Task<FileLock?> WaitAsync(
        Func<FileLock?> attempt,
        TimeSpan patience,
        CancellationToken cancellation
    )
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            if (attempt() is { } taken)
                return taken;
            if (Stopwatch.GetElapsedTime(began) > patience)
                return null;
            await Task.Delay(PollInterval, cancellation);
        }
    }

    /// <summary>Who holds the exclusive lock, as far as is known.</summary>
    public static string Holder(string path)
    {
        try
        {
            return int.TryParse(File.ReadAllText(NoteOf(path)), CultureInfo.InvariantCulture, out var pid)
                ? $"process {pid}"
                : "another process";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }

    public void Dispose()
    {
        if (handle.IsClosed)
            return;
        try
        {
            if (note is not null)
                File.Delete(note); // while the lock is still held: afterwards it may be the next holder's
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // The folder may be gone. The note only serves a message, the lock must end.
        }
        handle.Dispose();
    }

    private static string NoteOf(string path) => path + ".pid";

    private static string? LeaveNote(string path)
    {
        try
        {
            File.Delete(NoteOf(path)); // rather than overwritten: it may be another user's
            File.WriteAllText(NoteOf(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return NoteOf(path);
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            return null; // a full disk does not take the lock away
        }
    }

    // .NET takes LOCK_SH for a reader that lets others read, LOCK_EX for one that lets nobody in. Opened for reading in
    // both cases: a lock file that root made can then be locked by the folder's owner.
    private static SafeFileHandle? TryOpen(string path, FileShare share)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException held) when (held.HResult == (OperatingSystem.IsLinux() ? 11 : 35)) // EWOULDBLOCK
        {
            return null;
        }
    }
}
