using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LoanServicing.Embedded;

/// <summary>
/// Where the server's socket lies. Whoever may enter this folder is let in as any role, so it is the server's user's
/// alone.
/// </summary>
internal static partial class SocketFolder
{
    public const int Port = 5432; // only a part of the socket's name: nothing listens on the network

    /// <summary>
    /// In the data folder, or, where that is too deep for the kernel or has a character that a connection string takes
    /// apart, among the temporary ones.
    /// </summary>
    public static string For(DataFolder data)
    {
        var name = "loans-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.Path)))[..16];
        string[] places = [InData(data), Path.Combine(DataFolder.FollowLinks(Path.GetTempPath()), name)];
        return places.FirstOrDefault(Fits) ?? Path.Combine("/tmp", name);
    }

    public static async Task PrepareAsync(DataFolder data, ServerAccount account, CancellationToken cancellation)
    {
        var folder = For(data);
        // Anyone may have put a folder of that name among the temporary ones, to have the socket for themselves.
        if (folder != InData(data) && Path.Exists(folder) && !await account.MayTrustAsync(folder, cancellation))
            throw new NoDatabaseException(
                $"The folder for the server's socket, {folder}, belongs to somebody else: remove it, or choose another data folder."
            );
        await account.OwnAsync(folder, cancellation);
        await account.RequireWayToAsync(folder, cancellation);
    }

    /// <summary>Once the server has stopped; its own folder in the data folder stays.</summary>
    public static void RemoveTemporary(DataFolder data)
    {
        var folder = For(data);
        if (folder != InData(data) && Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private static string InData(DataFolder data) => data.In("socket");

    private static bool Fits(string folder)
    {
        var longest = OperatingSystem.IsMacOS() ? 103 : 107; // sockaddr_un.sun_path without its closing zero
        return PlainPath().IsMatch(folder) && Encoding.UTF8.GetByteCount($"{folder}/.s.PGSQL.{Port}") <= longest;
    }

    [GeneratedRegex("^[A-Za-z0-9/._ -]+$")]
    private static partial Regex PlainPath();
}
