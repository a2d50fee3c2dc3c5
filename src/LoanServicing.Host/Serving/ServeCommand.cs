using System.CommandLine;
using LoanServicing.Host.CommandLine;
using LoanServicing.Embedded;
using Npgsql;

namespace LoanServicing.Host.Serving;

/// <summary><c>loans serve</c>: holds the database open and answers over HTTP until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls") { Description = "Where to listen", DefaultValueFactory = _ => "http://127.0.0.1:8080" };

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("serve", "Keeps the server running and answers over HTTP until stopped; other commands work beside it", terminal, RunAsync, Urls);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        using var serving = Acquire(call);
        var database = await call.DatabaseAsync(cancellation);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(call.Options.GetValue(Urls)!);
        await using var app = builder.Build();
        app.MapGet("/health/live", () => Results.Ok());
        app.MapGet("/health/ready", (CancellationToken request) => IsReadyAsync(database.App, request));
        await app.StartAsync(cancellation);
        await call.Terminal.Out.WriteLineAsync($"serving on {string.Join(", ", app.Urls)}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Being stopped is how serving ends.
        }

        await app.StopAsync(CancellationToken.None);
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

    private static async Task<IResult> IsReadyAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellation);
            return Results.Ok();
        }
        catch (NpgsqlException)
        {
            return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }
    }
}
