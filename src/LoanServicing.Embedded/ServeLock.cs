namespace LoanServicing.Embedded;

/// <summary>One `serve` per data folder: everything else joins the running server.</summary>
public sealed class ServeLock : IDisposable
{
    private readonly FileLock held;

    private ServeLock(FileLock held) => this.held = held;

    /// <summary>Either the lock, or a sentence that says who serves there.</summary>
    public static (ServeLock? Lock, string? Refusal) TryAcquire(string dataFolder)
    {
        var folder = DataFolder.Open(dataFolder);
        try
        {
            return FileLock.TryExclusive(folder.ServeLock) is { } taken
                ? (new ServeLock(taken), null)
                : (null, $"Already serving from {folder.Path}: {FileLock.Holder(folder.ServeLock)}.");
        }
        catch (UnauthorizedAccessException refused)
        {
            throw DataFolder.Forbidden(folder.Path, refused);
        }
    }

    public void Dispose() => held.Dispose();
}
