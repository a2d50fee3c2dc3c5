using System.CommandLine;
using System.CommandLine.Parsing;
using LoanServicing.Embedded;
using LoanServicing.Store.Seals;
using Npgsql;

namespace LoanServicing.Host.CommandLine;

/// <summary>The program <c>loans</c>: every command, and what each way of ending means.</summary>
public static class LoansProgram
{
    // A path may begin with @; it is no list of arguments.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args, Terminal terminal, CancellationToken cancellation)
    {
        var parsed = Root(terminal).Parse(args, Configuration);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await terminal.Error.WriteLineAsync($"loans: {error.Message}");
            return ExitCode.Refused;
        }

        return await parsed.InvokeAsync(new() { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, cancellation);
    }

    /// <summary>A command whose work gets an <see cref="Invocation"/> and whose failures become sentences and exit codes.</summary>
    public static Command Command(string name, string description, Terminal terminal, Func<Invocation, CancellationToken, Task<int>> work, params Symbol[] symbols)
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

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Services loans from retirement plans: from payroll file to Form 1099-R");
        foreach (var option in GlobalOptions.All)
            root.Options.Add(option);
        foreach (var command in Commands.All(terminal))
            root.Subcommands.Add(command);
        return root;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Terminal terminal, Func<Invocation, CancellationToken, Task<int>> work, CancellationToken cancellation)
    {
        try
        {
            await using var invocation = new Invocation(parsed, terminal);
            return await work(invocation, cancellation);
        }
        catch (RefusedException refused)
        {
            foreach (var problem in refused.Problems)
                await terminal.Error.WriteLineAsync($"loans: {problem}");
            return ExitCode.Refused;
        }
        catch (SealRefusedException refused)
        {
            await terminal.Error.WriteLineAsync($"loans: {refused.Message}");
            return ExitCode.Refused;
        }
        catch (NoDatabaseException missing)
        {
            await terminal.Error.WriteLineAsync($"loans: {missing.Message}");
            return ExitCode.EnvironmentMissing;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("loans: interrupted; nothing is half done");
            return ExitCode.Interrupted;
        }
        catch (NpgsqlException unreachable) when (unreachable is not PostgresException && unreachable.InnerException is System.Net.Sockets.SocketException)
        {
            await terminal.Error.WriteLineAsync($"loans: no database answers: {unreachable.Message}");
            return ExitCode.EnvironmentMissing;
        }
        // Whatever else it is, the transaction was never committed; the caller gets a sentence and an exit status, not a core dump.
        catch (Exception failure)
        {
            await terminal.Error.WriteLineAsync($"loans: failed, and nothing is half done: {(parsed.GetValue(GlobalOptions.Verbose) ? failure.ToString() : failure.Message)}");
            return ExitCode.Failed;
        }
    }
}
