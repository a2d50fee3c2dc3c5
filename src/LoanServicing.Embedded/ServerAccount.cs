namespace LoanServicing.Embedded;

/// <summary>
/// The user whom the server runs as and its files belong to. PostgreSQL refuses root, so for root it is somebody else.
/// </summary>
internal sealed class ServerAccount
{
    private readonly IReadOnlyList<string> become;
    private readonly Identity? identity;

    private ServerAccount(IReadOnlyList<string> become, Identity? identity) =>
        (this.become, this.identity) = (become, identity);

    private sealed record Identity(string Uid, string Gid, string Name);

    /// <summary>
    /// For root: the owner of the cluster where there is one, so that whoever made it can still use it afterwards;
    /// otherwise postgres, otherwise nobody.
    /// </summary>
    public static async Task<ServerAccount> ChooseAsync(string cluster, CancellationToken cancellation)
    {
        if (!Environment.IsPrivilegedProcess)
            return new([], identity: null);
        if (!OperatingSystem.IsLinux())
            throw new NoDatabaseException(
                "PostgreSQL refuses to run as root: run as another user, or name a running server in ConnectionStrings__Loans."
            );
        var chosen = await OwnerAsync(cluster, cancellation) is { Uid: not "0" } owner ? owner : null;
        chosen ??= await LookUpAsync("postgres", cancellation) ?? await LookUpAsync("nobody", cancellation);
        if (chosen is null)
            throw new NoDatabaseException(
                "PostgreSQL refuses to run as root, and there is neither a user postgres nor a user nobody to run it as: create one."
            );
        return new(await WayToBecomeAsync(chosen, cancellation), chosen);
    }

    public Task<ChildProcess.Outcome> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation) =>
        ChildProcess.RunAsync([.. become, .. command], cancellation);

    /// <summary>Makes the folder, and all in it, this user's, and nobody else's.</summary>
    public async Task OwnAsync(string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (identity is not null)
        {
            // -h: a link in a folder that is not root's must not lead root to somebody's file.
            var given = await ChildProcess.RunAsync(
                ["chown", "-R", "-h", $"{identity.Uid}:{identity.Gid}", folder],
                cancellation
            );
            if (!given.Succeeded)
                throw new NoDatabaseException(
                    $"{folder} could not be given to the user {identity.Name}: {given.Output}"
                );
        }
        Permissions.Set(folder, Permissions.OwnerOnly);
    }

    /// <summary>True of a folder, not a link to one, that is this user's or root's own.</summary>
    public async Task<bool> MayTrustAsync(string folder, CancellationToken cancellation)
    {
        if (new DirectoryInfo(folder).LinkTarget is not null)
            return false;
        if (identity is not null)
            return await OwnerAsync(folder, cancellation) is { } owner
                && (owner.Uid == "0" || owner.Uid == identity.Uid);
        try
        {
            Permissions.Set(folder, Permissions.OwnerOnly); // which only its owner may do
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// Names the first folder on the way that this user cannot enter, which PostgreSQL itself would not.
    /// </summary>
    public async Task RequireWayToAsync(string folder, CancellationToken cancellation)
    {
        var way = new Stack<string>();
        for (var step = folder; step is not null; step = Path.GetDirectoryName(step))
            way.Push(step);
        var test = await RunAsync(
            ["sh", "-c", """for d in "$@"; do [ -x "$d" ] || { printf %s "$d"; exit 3; }; done""", "sh", .. way],
            cancellation
        );
        if (!test.Succeeded)
        {
            var who = identity is null
                ? Environment.UserName
                : $"{identity.Name}, whom PostgreSQL runs as because it refuses root,";
            throw new NoDatabaseException(
                test.ExitCode == 3
                    ? $"The user {who} cannot enter {test.Output}, on the way to {folder}: allow it (`chmod o+x "
                        + $"{test.Output}`), or use a folder elsewhere."
                    : $"The user {who} could not look for a way to {folder}: {test.Output}"
            );
        }
    }

    private static async Task<IReadOnlyList<string>> WayToBecomeAsync(Identity user, CancellationToken cancellation)
    {
        IReadOnlyList<string>[] ways =
        [
            ["setpriv", $"--reuid={user.Uid}", $"--regid={user.Gid}", "--clear-groups", "--"],
            ["runuser", "-u", user.Name, "--"], // where setpriv is BusyBox's, which cannot
        ];
        foreach (var way in ways)
        {
            if ((await ChildProcess.RunAsync([.. way, "true"], cancellation)).Succeeded)
                return way;
        }
        throw new NoDatabaseException(
            $"PostgreSQL refuses to run as root, and neither setpriv nor runuser (package util-linux) can start it as {user.Name}: "
                + "install them, run as an ordinary user, or name a running server in ConnectionStrings__Loans."
        );
    }

    private static async Task<Identity?> LookUpAsync(string name, CancellationToken cancellation)
    {
        var uid = await ChildProcess.RunAsync(["id", "-u", name], cancellation);
        var gid = await ChildProcess.RunAsync(["id", "-g", name], cancellation);
        return uid.Succeeded && gid.Succeeded ? new(uid.Output, gid.Output, name) : null;
    }

    private static async Task<Identity?> OwnerAsync(string path, CancellationToken cancellation)
    {
        var answer = await ChildProcess.RunAsync(["stat", "-c", "%u %g %U", path], cancellation);
        return answer.Succeeded && answer.Output.Split(' ') is [var uid, var gid, var name]
            ? new(uid, gid, name)
            : null;
    }
}
