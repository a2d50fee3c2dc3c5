using LoanServicing.Embedded;

namespace LoanServicing.Embedded.Tests;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Where_there_is_none_it_says_what_was_looked_for_and_where_and_how_to_get_one()
    {
        var missing = await Should.ThrowAsync<NoDatabaseException>(() =>
            FindAsync(null, "/nowhere/bin", "/neither/here")
        );

        missing.Message.ShouldBe(
            "PostgreSQL's programs (initdb, pg_ctl, postgres) were not found in /nowhere/bin, /neither/here: "
                + "install PostgreSQL (on Debian and Ubuntu `apt-get install postgresql`, on Red Hat `dnf install postgresql-server`, "
                + "on macOS `brew install postgresql`), or name a running server in ConnectionStrings__Loans."
        );
    }

    [Fact]
    public async Task An_incomplete_or_broken_set_is_passed_over()
    {
        var incomplete = Install("incomplete", "17.1");
        File.Delete($"{incomplete}/pg_ctl");
        var broken = Install("broken", "17.1");
        await File.WriteAllTextAsync(
            $"{broken}/postgres",
            "#!/bin/sh\nexit 1\n",
            TestContext.Current.CancellationToken
        );
        var whole = Install("whole", "16.4 (Debian 16.4-1)");

        (await FindAsync(null, incomplete, broken, whole)).ShouldBe(new(whole, 16));
    }

    [Fact]
    public async Task A_link_to_initdb_leads_to_the_folder_of_the_others()
    {
        var whole = Install("whole", "15.2");
        var path = Directory.CreateDirectory($"{folder.Root}/bin").FullName;
        File.CreateSymbolicLink($"{path}/initdb", $"{whole}/initdb");

        (await FindAsync(null, path)).ShouldBe(new(whole, 15));
    }

    [Fact]
    public async Task A_cluster_gets_the_version_it_was_made_with_and_a_new_one_the_first_found()
    {
        var newer = Install("newer", "18beta2");
        var older = Install("older", "14.9");

        (await FindAsync(null, newer, older)).Major.ShouldBe(18);
        (await FindAsync(14, newer, older)).ShouldBe(new(older, 14));
    }

    [Fact]
    public async Task Where_only_other_versions_are_installed_it_says_which()
    {
        var newer = Install("newer", "18.0");

        var wrong = await Should.ThrowAsync<NoDatabaseException>(() => FindAsync(14, newer));

        wrong.Message.ShouldBe(
            $"The data was written by PostgreSQL 14, and only 18 (in {newer}) is installed here: "
                + "install PostgreSQL 14 beside it, or move the data with pg_upgrade."
        );
    }

    private static Task<PostgresBinaries> FindAsync(int? clusterMajor, params string[] folders) =>
        PostgresBinaries.FindAsync(folders, clusterMajor, TestContext.Current.CancellationToken);

    private string Install(string name, string version)
    {
        var bin = Directory.CreateDirectory($"{folder.Root}/{name}").FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
        {
            File.WriteAllText($"{bin}/{program}", $"#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode($"{bin}/{program}", (UnixFileMode)0b111_101_101);
        }
        return bin;
    }
}
