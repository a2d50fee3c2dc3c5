using System.CommandLine;
using LoanServicing.Host.Messaging;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans handler-code FOLDER</c>: for whoever changes a handler; help does not list it.</summary>
internal static class HandlerCodeCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("FOLDER") { Description = "Where to write to" };

    public static Command Build(Terminal terminal)
    {
        var command = CommandDoor.Of(
            "handler-code",
            "Writes the code around the handlers of messages",
            terminal,
            RunAsync,
            Folder
        );
        command.Hidden = true;
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        HandlerCode.Prepare();
        await using var server = LoansServer.BuildForCode(call.Options.GetValue(Folder)!.FullName);
        HandlerCode.Write(server.Services, call.Terminal.Out.WriteLine);
        return ExitCode.Done;
    }
}
