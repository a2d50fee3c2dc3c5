using System.Buffers;

namespace LoanServicing.Embedded;

/// <summary>
/// The data folder and the places in it. Its path is the same for everyone who means the same folder: absolute,
/// symbolic links followed.
/// </summary>
internal sealed class DataFolder
{
    private static readonly SearchValues<char> ReadByShells = SearchValues.Create("\"$`\\\n\r");

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>PGDATA.</summary>
    public string Cluster => In("postgres");

    public string Log => In("log");

    public string Settings => In("loans.conf");

    /// <summary>Held exclusively by whoever joins or leaves, so that starting and stopping never meet.</summary>
    public string StartLock => In("locks", "start");

    /// <summary>Held shared by every process that uses the server.</summary>
    public string UsersLock => In("locks", "users");

    public string ServeLock => In("locks", "serve");

    public static DataFolder Open(string path)
    {
        if (OperatingSystem.IsWindows())
            throw new NoDatabaseException(
                "The private server needs Linux or macOS: on Windows name a running PostgreSQL server in ConnectionStrings__Loans."
            );
        var folder = new DataFolder(FollowLinks(path));
        if (folder.Path.AsSpan().ContainsAny(ReadByShells))
        {
            throw new NoDatabaseException(
                $"The path {folder.Path} will not do for a data folder: pg_ctl takes it through a shell, where \" $ "
                    + "` \\ and line ends mean something else."
            );
        }
        try
        {
            // As root the server runs as somebody else, who must be able to pass through, but need not see what is
            // here.
            Create(
                folder.Path,
                Environment.IsPrivilegedProcess ? Permissions.OwnerAndPassersBy : Permissions.OwnerOnly
            );
            // Anyone who can open a lock file can hold its lock, and so keep the server from starting.
            Create(folder.In("locks"), Permissions.OwnerOnly);
            return folder;
        }
        catch (Exception refused) when (refused is UnauthorizedAccessException or IOException)
        {
            throw Forbidden(folder.Path, refused);
        }
    }

    public static NoDatabaseException Forbidden(string path, Exception cause) =>
        new(
            $"The data folder {path} cannot be used by {Environment.UserName} ({cause.Message.TrimEnd('.')}); "
                + "run as the user it belongs to, or choose another data folder.",
            cause
        );

    /// <summary>
    /// Directory.ResolveLinkTarget looks at the last name only; a link may stand anywhere in the path.
    /// </summary>
    public static string FollowLinks(string path)
    {
        var followed = "/";
        foreach (var name in System.IO.Path.GetFullPath(path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var next = new DirectoryInfo(System.IO.Path.Combine(followed, name));
            followed = next.LinkTarget is null
                ? next.FullName
                : FollowLinks(next.ResolveLinkTarget(returnFinalTarget: true)!.FullName);
        }
        return followed;
    }

    public string In(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    private static void Create(string path, UnixFileMode mode)
    {
        if (Directory.Exists(path))
            return;
        Directory.CreateDirectory(path);
        Permissions.Set(path, mode); // not left to the caller's umask
    }
}
