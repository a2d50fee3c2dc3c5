using System.ComponentModel;
using System.Diagnostics;

namespace LoanServicing.Embedded;

/// <summary>A command run to its end, in surroundings that do not depend on who started the host.</summary>
internal static class ChildProcess
{
    public const int NotFound = 127; // what a shell answers

    public sealed record Outcome(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;
    }

    public static async Task<Outcome> RunAsync(IReadOnlyList<string> command, CancellationToken cancellation)
    {
        using var process = new Process { StartInfo = Describe(command) };
        try
        {
            process.Start();
        }
        catch (Win32Exception absent)
        {
            return new(NotFound, absent.Message);
        }
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            // Only this process: below pg_ctl there is the server, which is stopped, never killed.
            process.Kill(entireProcessTree: false);
            throw;
        }
    }

    private static ProcessStartInfo Describe(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = "/", // any user may be here, which is not true of the caller's
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // PGPORT, PGDATA and their like would move the server away from where it is looked for.
        foreach (
            var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList()
        )
            start.Environment.Remove(name);
        start.Environment["HOME"] = "/";
        start.Environment["LC_ALL"] = "C"; // messages are read by the code and by people who help
        return start;
    }
}
