using System.Diagnostics;
using LoanServicing.Embedded;

namespace LoanServicing.Embedded.Tests;

public sealed class RunningAsRootTests : IDisposable
{
    private readonly TemporaryFolder folder;

    public RunningAsRootTests()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root runs the server as somebody else");
        folder = new(); // after the check: what is skipped is not disposed of
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_server_runs_as_postgres()
    {
        await using var server = await folder.JoinAsync();

        (await OwnerAsync($"/proc/{folder.Postmaster}")).ShouldBe("postgres");
        (await OwnerAsync(folder.Path)).ShouldBe("root");
    }

    [Fact]
    public async Task A_cluster_that_belongs_to_somebody_already_stays_theirs()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        await RunAsync("chown", "-R", "nobody", folder.Cluster);

        await using var server = await folder.JoinAsync();

        (await OwnerAsync($"/proc/{folder.Postmaster}")).ShouldBe("nobody");
    }

    [Fact]
    public async Task A_cluster_that_was_restored_as_root_is_given_to_the_server()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        await RunAsync("chown", "-R", "root", folder.Cluster);

        await using var server = await folder.JoinAsync();

        (await OwnerAsync($"/proc/{folder.Postmaster}")).ShouldBe("postgres");
    }

    [Fact]
    public async Task A_parent_folder_that_the_server_cannot_enter_is_named()
    {
        var closed = Directory.CreateDirectory($"{folder.Root}/closed").FullName;
        await RunAsync("chmod", "700", closed);

        var refusal = await Should.ThrowAsync<NoDatabaseException>(() =>
            EmbeddedServer.JoinAsync($"{closed}/in/data", cancellation: TestContext.Current.CancellationToken)
        );

        refusal.Message.ShouldBe(
            $"The user postgres, whom PostgreSQL runs as because it refuses root, cannot enter {closed}, on the way to {closed}/in/data: "
                + $"allow it (`chmod o+x {closed}`), or use a folder elsewhere."
        );
    }

    private static Task<string> OwnerAsync(string path) => RunAsync("stat", "-c", "%U", path);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0);
        return output.Trim();
    }
}
