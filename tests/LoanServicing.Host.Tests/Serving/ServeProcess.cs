using System.Diagnostics;

namespace LoanServicing.Host.Tests.Serving;

/// <summary><c>loans serve</c> as a process of its own, which can be killed.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly TaskCompletionSource<Uri> serving = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> errors = [];

    private ServeProcess(ProcessStartInfo start)
    {
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("serving on ", StringComparison.Ordinal) == true)
                serving.TrySetResult(new(line.Data["serving on ".Length..]));
        };
        process.ErrorDataReceived += (_, line) => errors.Add(line.Data ?? "");
        process.Exited += (_, _) =>
            serving.TrySetException(new InvalidOperationException($"serve ended: {string.Join('\n', errors)}"));
    }

    public Uri Address => serving.Task.Result;

    public static async Task<ServeProcess> StartAsync(
        string database,
        string folder,
        Uri? broker,
        params (string Name, string Value)[] settings
    )
    {
        var start = new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "loans"),
            ["serve", "--urls", "http://127.0.0.1:0", "--database", database, "--data", folder]
        )
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (broker is not null)
            start.Environment["RabbitMq__Uri"] = broker.ToString();
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var serve = new ServeProcess(start);
        serve.process.Start();
        serve.process.BeginOutputReadLine();
        serve.process.BeginErrorReadLine();
        await serve.serving.Task;
        return serve;
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM. Returns the exit status.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }
}
