using System.CommandLine;
using LoanServicing.Embedded;
using LoanServicing.Host.Messaging;
using LoanServicing.Operations;
using LoanServicing.Store.Schema;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans serve</c>: holds the database open and answers over HTTP until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string> Urls = new("--urls")
    {
        Description = "Where to listen",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "serve",
            "Keeps the server running and answers over HTTP until stopped; other commands work beside it",
            terminal,
            RunAsync,
            Urls
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        using var serving = Acquire(call);
        var database = await call.DatabaseAsync(cancellation);
        var settings = new ServerSettings(
            database,
            await call.KeyAsync(cancellation),
            call.SealKey,
            call.Tenant,
            call.Options.GetValue(Urls)!,
            call.IsEmbedded
        );
        await using var server = LoansServer.Build(settings);
        await EnsureMessageTablesAsync(server, settings, call.IsEmbedded, cancellation);
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

    // The first time there is nothing that could be in somebody's way; after that a named server is migrated when
    // somebody says so.
    private static async Task EnsureMessageTablesAsync(
        WebApplication server,
        ServerSettings settings,
        bool isPrivate,
        CancellationToken cancellation
    )
    {
        if (await MessageTables.AreCurrentAsync(server.Services, cancellation))
            return;
        if (!isPrivate && await MessageTables.ExistAsync(settings.Database, cancellation))
            throw new SchemaBehindException(
                $"the tables of schema {MessageTables.Schema} are not those that this version of loans needs"
            );
        await LoansServer.MakeMessageTablesAsync(settings.Database, settings.Key, cancellation);
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
