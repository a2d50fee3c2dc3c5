using System.Globalization;
using System.Text.RegularExpressions;

namespace LoanServicing.Embedded;

/// <summary>A folder with the three programs that make and run a server, all of one version.</summary>
public sealed partial record PostgresBinaries(string Folder, int Major)
{
    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    /// <summary>The folders of the PATH, then where distributions put PostgreSQL, the newest version first.</summary>
    public static IReadOnlyList<string> UsualFolders() =>
        [
            .. (Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(Path.IsPathRooted),
            .. NewestFirst("/usr/lib/postgresql", "*").Select(version => Path.Combine(version, "bin")), // Debian, Ubuntu
            .. NewestFirst("/usr", "pgsql-*").Select(version => Path.Combine(version, "bin")), // the PostgreSQL project's own packages for Red Hat
            .. NewestFirst("/usr/libexec", "postgresql*"), // Alpine
            "/usr/local/pgsql/bin",
            .. NewestFirst("/opt/homebrew/opt", "postgresql@*").Select(version => Path.Combine(version, "bin")),
            "/opt/homebrew/bin",
        ];

    /// <summary>
    /// The first complete set in <paramref name="folders"/>; of that major version where a cluster already has one.
    /// </summary>
    public static async Task<PostgresBinaries> FindAsync(
        IReadOnlyList<string> folders,
        int? clusterMajor,
        CancellationToken cancellation
    )
    {
        var others = new List<PostgresBinaries>();
        foreach (var folder in folders.SelectMany(WithLinkTarget).Distinct().Where(IsComplete))
        {
            if (await MajorOfAsync(folder, cancellation) is not { } major)
                continue;
            if (clusterMajor is null || clusterMajor == major)
                return new(folder, major);
            others.Add(new(folder, major));
        }
        throw others is [] ? Missing(folders) : WrongVersion(clusterMajor!.Value, others);
    }

    // A link on the PATH leads to initdb, and only beside the file it means there is postgres itself.
    private static IEnumerable<string> WithLinkTarget(string folder)
    {
        yield return folder;
        var initdb = new FileInfo(Path.Combine(folder, "initdb"));
        if (initdb.LinkTarget is not null && initdb.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target)
            yield return Path.GetDirectoryName(target)!;
    }

    private static bool IsComplete(string folder) =>
        Programs.All(program => File.Exists(Path.Combine(folder, program)));

    private static async Task<int?> MajorOfAsync(string folder, CancellationToken cancellation)
    {
        var answer = await ChildProcess.RunAsync([Path.Combine(folder, "postgres"), "--version"], cancellation);
        var version = VersionPattern().Match(answer.Output);
        return answer.Succeeded && version.Success
            ? int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;
    }

    private static IEnumerable<string> NewestFirst(string parent, string pattern) =>
        !Directory.Exists(parent)
            ? []
            : Directory
                .GetDirectories(parent, pattern)
                .OrderByDescending(folder =>
                    DigitsPattern().Match(Path.GetFileName(folder)) is { Success: true } digits
                        ? int.Parse(digits.Value, CultureInfo.InvariantCulture)
                        : 0
                );

    private static NoDatabaseException Missing(IReadOnlyList<string> folders) =>
        new(
            $"PostgreSQL's programs ({string.Join(", ", Programs)}) were not found in {string.Join(", ", folders.Distinct())}: "
                + "install PostgreSQL (on Debian and Ubuntu `apt-get install postgresql`, on Red Hat `dnf install postgresql-server`, "
                + "on macOS `brew install postgresql`), or name a running server in ConnectionStrings__Loans."
        );

    private static NoDatabaseException WrongVersion(int clusterMajor, IReadOnlyList<PostgresBinaries> others) =>
        new(
            $"The data was written by PostgreSQL {clusterMajor}, and only "
                + $"{string.Join(", ", others.Select(found => $"{found.Major} (in {found.Folder})"))} "
                + $"is installed here: install PostgreSQL {clusterMajor} beside it, or move the data with pg_upgrade."
        );

    [GeneratedRegex(@"\(PostgreSQL\) (\d{1,4})")]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"\d{1,4}")]
    private static partial Regex DigitsPattern();
}
