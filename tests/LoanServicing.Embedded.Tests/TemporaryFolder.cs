using System.Diagnostics;
using LoanServicing.Embedded;
using Npgsql;

namespace LoanServicing.Embedded.Tests;

/// <summary>A data folder of a test's own, gone afterwards together with what still runs in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string? name = null)
    {
        // Not CreateTempSubdirectory: its 0700 keeps out the user whom the server runs as.
        Root = $"/tmp/loans-test-{Guid.NewGuid().ToString("N")[..8]}";
        Directory.CreateDirectory(Root);
        Path = System.IO.Path.Combine(Root, name ?? "data");
    }

    public string Root { get; }

    /// <summary>The data folder; not created yet.</summary>
    public string Path { get; }

    public string Cluster => System.IO.Path.Combine(Path, "postgres");

    public string PidFile => System.IO.Path.Combine(Cluster, "postmaster.pid");

    public List<string> Log { get; } = [];

    public int Postmaster => int.Parse(File.ReadLines(PidFile).First());

    public Task<EmbeddedServer> JoinAsync() =>
        EmbeddedServer.JoinAsync(Path, Note, TestContext.Current.CancellationToken);

    public static async Task<string> QueryAsync(EmbeddedServer server, string sql)
    {
        await using var connection = new NpgsqlConnection(
            server.ConnectionString("postgres", "postgres") + ";Pooling=false"
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)) ?? "";
    }

    /// <summary>Runs a shell line as the user of the cluster, which root is not.</summary>
    public async Task<string> AsOwnerAsync(string line)
    {
        string[] become = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            : [];
        string[] command = [.. become, "sh", "-c", line];
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command.Skip(1))
            {
                WorkingDirectory = "/",
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output + errors);
        return output.Trim();
    }

    public static void Kill(int pid)
    {
        using var process = Process.GetProcessById(pid);
        process.Kill();
    }

    /// <summary>A killed process is only gone when its parent, or init, has taken note.</summary>
    public static async Task GoneAsync(int pid)
    {
        while (File.Exists($"/proc/{pid}/cmdline") && (await File.ReadAllTextAsync($"/proc/{pid}/cmdline")).Length > 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        // Only what a failed test has left, and only if it is PostgreSQL at this very folder.
        if (
            File.Exists(PidFile)
            && File.Exists($"/proc/{Postmaster}/cmdline")
            && File.ReadAllText($"/proc/{Postmaster}/cmdline").Contains(Cluster)
        )
            Kill(Postmaster);
        for (var attempt = 0; Directory.Exists(Root); attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(50); // a killed server's processes still write
            }
        }
    }

    private void Note(string line)
    {
        lock (Log)
            Log.Add(line);
    }
}
