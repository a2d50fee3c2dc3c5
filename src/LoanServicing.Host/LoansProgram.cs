using System.CommandLine;
using System.CommandLine.Parsing;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.CommandLine.AuditPack;
using LoanServicing.Host.CommandLine.Evaluate;
using LoanServicing.Host.CommandLine.Plan;
using LoanServicing.Host.CommandLine.Show;
using LoanServicing.Host.Demonstration;

namespace LoanServicing.Host;

/// <summary>The program <c>loans</c>, and the one place that knows all its commands.</summary>
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

        var configuration = new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(configuration, cancellation);
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Services loans from retirement plans: from payroll file to Form 1099-R");
        foreach (var option in GlobalOptions.All)
            root.Options.Add(option);
        foreach (var command in Commands(terminal))
            root.Subcommands.Add(command);
        return root;
    }

    // In the order in which help lists them.
    private static IEnumerable<Command> Commands(Terminal terminal) =>
        [
            DemoCommand.Build(terminal, RunAsync),
            GenerateCommand.Build(terminal),
            EvaluateCommand.Build(terminal),
            ImportCommand.Build(terminal),
            IngestCommand.Build(terminal),
            CloseDayCommand.Build(terminal),
            SuspenseCommand.Build(terminal),
            PlanCommand.Build(terminal),
            ShowCommand.Build(terminal),
            HistoryCommand.Build(terminal),
            AuditPackCommand.Build(terminal),
            VerifyCommand.Build(terminal),
            SealCommand.Build(terminal),
            RebuildCommand.Build(terminal),
            YearEndCommand.Build(terminal),
            DatabaseCommand.Build(terminal),
            ServeCommand.Build(terminal),
            HandlerCodeCommand.Build(terminal),
        ];
}
