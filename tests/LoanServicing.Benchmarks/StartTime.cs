using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoanServicing.Embedded;

namespace LoanServicing.Benchmarks;

/// <summary>
/// From a process's start to its exit, of <c>loans show</c> by one or more builds of the program in turns, each on a
/// small book in a data folder of its own whose server <c>loans serve</c> keeps running; and, with the first one's
/// book, of <see cref="MartenAlone"/> in this program: compiled ahead or not, it has to be as they are.
/// </summary>
internal static class StartTime
{
    private const int Loans = 200;
    private const int Rounds = 11;

    // Fields of /proc/self/stat after the name: of children that have ended.
    private const int ChildrenUser = 13;
    private const int ChildrenSystem = 14;

    private static readonly string Folder = Path.Combine(Path.GetTempPath(), "loans-start-benchmark");

    /// <param name="programs">Their executables.</param>
    public static async Task<int> RunAsync(string[] programs)
    {
        Directory.CreateDirectory(Folder);
        var files = new BookFiles(Folder, Loans);
        files.Write();
        var servers = new List<Process>();
        try
        {
            foreach (var program in programs)
                servers.Add(await ServeAsync(program, files));
            await using var server = await EmbeddedServer.JoinAsync(DataFolder(programs[0]));
            var login = server.ConnectionString("postgres", "loans");
            (string Name, Func<Process> Start)[] shows =
            [
                .. programs.Select(program =>
                    (program, (Func<Process>)(() => Start(program, "show", $"{BookFiles.Plan}/M1/001")))
                ),
                ("Marten alone", () => StartMarten(login)),
            ];
            var measured = shows.Select(_ => new List<(double Seconds, double Processor)>()).ToArray();
            for (var round = 0; round <= Rounds; round++)
            {
                foreach (var (show, of) in shows.Zip(measured))
                    of.Add(Measure(show.Start));
            }

            foreach (var (show, of) in shows.Zip(measured))
                Print(show.Name, of[1..]);
            return 0;
        }
        finally
        {
            foreach (var server in servers)
                await StopAsync(server);
        }
    }

    private static void Print(string name, List<(double Seconds, double Processor)> measured) =>
        Console.WriteLine(
            $"median {Median.Of(measured, of => of.Seconds):0.00} s "
                + $"({measured.Min(of => of.Seconds):0.00} to {measured.Max(of => of.Seconds):0.00}), "
                + $"{Median.Of(measured, of => of.Processor):0.00} s of processor, of {Rounds}: {name}"
        );

    private static async Task<Process> ServeAsync(string program, BookFiles files)
    {
        Finish(Start(program, "import", files.Facts, "--business-date", "2026-01-01"));
        var server = Start(program, "serve", "--urls", "http://127.0.0.1:0");
        return
            await server.StandardOutput.ReadLineAsync() is { } line
            && line.StartsWith("serving", StringComparison.Ordinal)
            ? server
            : throw new InvalidOperationException($"{program} serves nothing");
    }

    private static async Task StopAsync(Process server)
    {
        using (Process.Start("kill", ["-TERM", server.Id.ToString(CultureInfo.InvariantCulture)]))
            await server.WaitForExitAsync();
        server.Dispose();
    }

    private static (double Seconds, double Processor) Measure(Func<Process> show)
    {
        var (time, before) = (Stopwatch.StartNew(), ChildrenSeconds());
        Finish(show());
        return (time.Elapsed.TotalSeconds, ChildrenSeconds() - before);
    }

    private static void Finish(Process process)
    {
        using (process)
        {
            var answer = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException(
                    $"{process.StartInfo.FileName} {process.StartInfo.ArgumentList[0]} ended with {process.ExitCode}: {answer}"
                );
        }
    }

    private static Process Start(string program, params ReadOnlySpan<string> arguments) =>
        Start(new ProcessStartInfo(program, [.. arguments, "--data", DataFolder(program), "--database", ""]));

    private static Process StartMarten(string login) =>
        Start(new ProcessStartInfo(Environment.ProcessPath!, ["marten", login, BookFiles.Plan, "M1", "001"]));

    private static Process Start(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.UseShellExecute) = (true, false);
        return Process.Start(start)!;
    }

    // A build's own: books of before this version are brought up to date by the first one that opens them.
    private static string DataFolder(string program) =>
        Path.Combine(
            Folder,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(program))))[..12]
        );

    private static double ChildrenSeconds()
    {
        const double ticksPerSecond = 100;
        var stat = File.ReadAllText("/proc/self/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (
                long.Parse(fields[ChildrenUser], CultureInfo.InvariantCulture)
                + long.Parse(fields[ChildrenSystem], CultureInfo.InvariantCulture)
            ) / ticksPerSecond;
    }
}
