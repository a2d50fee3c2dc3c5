using System.Diagnostics;

namespace LoanServicing.Host.Tests.Serving;

/// <summary>The code around the handlers, which is committed, is what Wolverine would write today.</summary>
public class HandlerCodeTests
{
    [Fact]
    public async Task It_is_not_stale()
    {
        var folder = Directory.CreateTempSubdirectory("loans-handler-code-").FullName;
        try
        {
            // In a process of its own: whether code is being generated is one switch for a whole process.
            using var writing = Process.Start(
                new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "loans"), ["handler-code", folder])
                {
                    UseShellExecute = false,
                    RedirectStandardOutput = true,
                }
            )!;
            await writing.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await writing.WaitForExitAsync(TestContext.Current.CancellationToken);
            writing.ExitCode.ShouldBe(0);
            Read(folder)
                .ShouldBe(
                    Read(Path.Combine(RepositoryFolder.Root, "src/LoanServicing.Host/Messaging/Generated")),
                    "run deploy/handler-code"
                );
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, string> Read(string folder) =>
        Directory
            .EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);
}
