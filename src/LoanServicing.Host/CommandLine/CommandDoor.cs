using System.CommandLine;
using System.Text.Json;
using LoanServicing.Embedded;
using LoanServicing.Operations;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.Schema;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.CommandLine;

/// <summary>What all commands have in common: how one is made, and what each way of ending means.</summary>
internal static class CommandDoor
{
    /// <summary>
    /// A command whose work gets an <see cref="Invocation"/> and whose failures become sentences and exit codes.
    /// </summary>
    public static Command Of(
        string name,
        string description,
        Terminal terminal,
        Func<Invocation, CancellationToken, Task<int>> work,
        params Symbol[] symbols
    )
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
                command.Arguments.Add(argument);
            else
                command.Options.Add((Option)symbol);
        }

        command.SetAction((parsed, cancellation) => RunAsync(parsed, terminal, work, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        ParseResult parsed,
        Terminal terminal,
        Func<Invocation, CancellationToken, Task<int>> work,
        CancellationToken cancellation
    )
    {
        try
        {
            await using var invocation = new Invocation(parsed, terminal);
            return await work(invocation, cancellation);
        }
        catch (Exception failure)
        {
            var (exit, sentences) = Meaning(failure, parsed, cancellation);
            foreach (var sentence in sentences)
                await terminal.Error.WriteLineAsync($"loans: {sentence}");
            return exit;
        }
    }

    private static (int Exit, IReadOnlyList<string> Sentences) Meaning(
        Exception failure,
        ParseResult parsed,
        CancellationToken cancellation
    ) =>
        failure switch
        {
            RefusedException refused => (ExitCode.Refused, Problems(refused, parsed.CommandResult.Command)),
            SealRefusedException refused => (ExitCode.Refused, [refused.Message]),
            NoDatabaseException or WrongKeyException or SchemaBehindException or SchemaRefusedException => (
                ExitCode.EnvironmentMissing,
                [failure.Message]
            ),
            OperationCanceledException when cancellation.IsCancellationRequested => (
                ExitCode.Interrupted,
                ["interrupted; nothing is half done"]
            ),
            _ when DatabaseFailure.Of(failure) is { } ofDatabase => (ofDatabase.Exit, [ofDatabase.Sentence]),
            // The transaction was never committed; the caller gets a sentence and an exit status, not a core dump.
            _ => (ExitCode.Failed, [$"failed, and nothing is half done: {Text(failure, parsed)}"]),
        };

    private static string Text(Exception failure, ParseResult parsed) =>
        parsed.GetValue(GlobalOptions.Verbose) ? failure.ToString() : failure.Message;

    private static IReadOnlyList<string> Problems(RefusedException refused, Command command) =>
        refused.Member is { } member
            ? [$"{NameOf(member, command)}: {refused.Problems[0]}", .. refused.Problems.Skip(1)]
            : refused.Problems;

    // What the command line calls a member of a message: the option of that name, else the argument of the command.
    private static string NameOf(string member, Command command)
    {
        var option = $"--{JsonNamingPolicy.KebabCaseLower.ConvertName(member)}";
        var isOption = command.Options.Concat(GlobalOptions.All).Any(candidate => candidate.Name == option);
        return isOption || command.Arguments.Count == 0 ? option : command.Arguments[0].Name;
    }
}
