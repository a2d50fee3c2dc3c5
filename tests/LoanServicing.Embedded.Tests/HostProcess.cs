using System.Diagnostics;
using LoanServicing.Embedded;

namespace LoanServicing.Embedded.Tests;

/// <summary>A second process that joins: this very program, told to run the one test that joins and stays.</summary>
internal sealed class HostProcess : IDisposable
{
    public const string Folder = "LOANS_TEST_JOIN";
    public const string JoinedMark = "LOANS_TEST_JOINED";

    private readonly Process process;
    private readonly string joined;

    public HostProcess(TemporaryFolder folder)
    {
        joined = $"{folder.Root}/joined-{Guid.NewGuid():N}";
        var program = Path.Combine(AppContext.BaseDirectory, "LoanServicing.Embedded.Tests");
        process = Process.Start(
            new ProcessStartInfo(
                program,
                [
                    "--explicit",
                    "only",
                    "--filter-method",
                    "*" + nameof(HostProcessEntry.Joins_and_stays),
                    "--results-directory",
                    folder.Root,
                ]
            )
            {
                Environment = { [Folder] = folder.Path, [JoinedMark] = joined },
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
    }

    public async Task JoinedAsync()
    {
        while (!File.Exists(joined))
        {
            process.HasExited.ShouldBeFalse("the second process ended before it had joined");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>SIGKILL, and not to its children.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}

public sealed class HostProcessEntry
{
    [Fact(Explicit = true)]
    public async Task Joins_and_stays()
    {
        var folder = Environment.GetEnvironmentVariable(HostProcess.Folder);
        Assert.SkipWhen(folder is null, "only run as another test's second process");
        await using var server = await EmbeddedServer.JoinAsync(
            folder,
            cancellation: TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Environment.GetEnvironmentVariable(HostProcess.JoinedMark)!,
            "",
            TestContext.Current.CancellationToken
        );
        await Task.Delay(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
    }
}
