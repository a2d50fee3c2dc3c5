using System.CommandLine;
using LoanServicing.Embedded;
using LoanServicing.Host.Http;
using LoanServicing.Operations;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans serve</c>: holds the database open and answers over HTTP until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    public static Command Build(Terminal terminal) => CommandDoor.Of(
        "serve",
        "Keeps the server running and answers over HTTP until stopped; other commands work beside it",
        terminal,
        RunAsync,
        Urls);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        using var serving = Acquire(call);
        var database = await call.DatabaseAsync(cancellation);
        await using var server = HttpServer.Build(database, call.Options.GetValue(Urls)!);
        await server.StartAsync(cancellation);
        await call.Terminal.Out.WriteLineAsync($"serving on {string.Join(", ", server.Urls)}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Being stopped is how serving ends.
        }

        await server.StopAsync(CancellationToken.None);
        return ExitCode.Done;
    }

    // One data folder has one server process of ours; a database that somebody else runs may have several.
    private static ServeLock? Acquire(Invocation call)
    {
        if (!call.IsEmbedded)
            return null;
        var (held, refusal) = ServeLock.TryAcquire(call.DataFolder);
        return held ?? throw new RefusedException(refusal!);
    }
}
