using LoanServicing.Embedded;

namespace LoanServicing.Embedded.Tests;

/// <summary>
/// A data folder in which no server can run is left as it is, and the reason is one that a person can act on.
/// </summary>
public sealed class RefusedFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_folder_that_is_no_cluster_is_left_alone()
    {
        Directory.CreateDirectory(folder.Cluster);
        await File.WriteAllTextAsync($"{folder.Cluster}/precious.txt", "x", TestContext.Current.CancellationToken);

        var refusal = await Should.ThrowAsync<NoDatabaseException>(folder.JoinAsync);

        refusal.Message.ShouldBe(
            $"{folder.Cluster} has files but is no PostgreSQL cluster (it has no PG_VERSION): move it away, or choose another data folder."
        );
        File.Exists($"{folder.Cluster}/precious.txt").ShouldBeTrue();
    }

    [Fact]
    public async Task A_start_that_fails_says_what_the_server_said()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        await File.AppendAllTextAsync(
            $"{folder.Cluster}/postgresql.conf",
            "max_connections = many\n",
            TestContext.Current.CancellationToken
        );

        var refusal = await Should.ThrowAsync<NoDatabaseException>(folder.JoinAsync);

        refusal.Message.ShouldContain("invalid value for parameter \"max_connections\": \"many\"");
    }

    [Fact]
    public async Task Data_of_a_version_that_is_not_installed_is_refused()
    {
        await (await folder.JoinAsync()).DisposeAsync();
        await File.WriteAllTextAsync($"{folder.Cluster}/PG_VERSION", "11\n", TestContext.Current.CancellationToken);

        var refusal = await Should.ThrowAsync<NoDatabaseException>(folder.JoinAsync);

        refusal.Message.ShouldStartWith("The data was written by PostgreSQL 11, and only ");
    }

    [Fact]
    public async Task A_path_that_a_shell_would_read_otherwise_is_refused()
    {
        var refusal = await Should.ThrowAsync<NoDatabaseException>(() =>
            EmbeddedServer.JoinAsync($"{folder.Root}/$HOME", cancellation: TestContext.Current.CancellationToken)
        );

        refusal.Message.ShouldStartWith($"The path {folder.Root}/$HOME will not do for a data folder");
        Directory.Exists($"{folder.Root}/$HOME").ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_folder_is_refused()
    {
        await File.WriteAllTextAsync(folder.Path, "", TestContext.Current.CancellationToken);

        var refusal = await Should.ThrowAsync<NoDatabaseException>(folder.JoinAsync);

        refusal.Message.ShouldStartWith($"The data folder {folder.Path} cannot be used by {Environment.UserName} (");
    }
}
