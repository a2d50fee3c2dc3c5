using System.Diagnostics;
using LoanServicing.Embedded;
using Npgsql;

namespace LoanServicing.Embedded.Tests;

public sealed class SocketFolderTests
{
    [Theory]
    [InlineData("data")]
    [InlineData("My Data")]
    public async Task Usually_it_is_in_the_data_folder_and_its_owners_alone(string name)
    {
        using var folder = new TemporaryFolder(name);
        await using var server = await folder.JoinAsync();

        HostOf(server).ShouldBe($"{folder.Path}/socket");
        ModeOf(HostOf(server)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData(
        "a-folder-whose-path-is-longer-than-the-kernel-lets-a-socket-be-which-is-about-a-hundred-bytes-and-no-more"
    )]
    [InlineData("one,two;three='four'")] // a connection string would take it for several hosts
    [InlineData("größe")]
    public async Task Where_the_path_will_not_do_it_is_a_temporary_folder_that_goes_with_the_server(string name)
    {
        using var folder = new TemporaryFolder(name);
        string socketFolder;
        await using (var server = await folder.JoinAsync())
        {
            socketFolder = HostOf(server);
            socketFolder.ShouldStartWith(Path.GetTempPath() + "loans-");
            (await TemporaryFolder.QueryAsync(server, "show data_directory")).ShouldBe(folder.Cluster);
            ModeOf(socketFolder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        Directory.Exists(socketFolder).ShouldBeFalse();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_somebody_else_has_put_there_is_refused(bool link)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess || link, "only root can make somebody else's folder");
        using var folder = new TemporaryFolder(new string('x', 100));
        string socketFolder;
        await using (var server = await folder.JoinAsync())
            socketFolder = HostOf(server);
        if (link)
        {
            Directory.CreateSymbolicLink(socketFolder, folder.Root);
        }
        else
        {
            Directory.CreateDirectory(socketFolder);
            using var chown = Process.Start("chown", ["12345:12345", socketFolder]);
            await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        try
        {
            var refusal = await Should.ThrowAsync<NoDatabaseException>(folder.JoinAsync);
            refusal.Message.ShouldContain("belongs to somebody else");
        }
        finally
        {
            Directory.Delete(socketFolder);
        }
    }

    private static string HostOf(EmbeddedServer server) =>
        new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres", "postgres")).Host!;

    private static UnixFileMode ModeOf(string path) =>
        OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(path);
}
