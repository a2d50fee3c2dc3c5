using System.CommandLine;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Operations.Evaluating;

namespace LoanServicing.Host.CommandLine.Evaluate;

/// <summary><c>loans evaluate PATH…</c></summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Scenario files, or folders of *.json",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "evaluate",
            "What if? Runs scenario files through the rules and prints a report a line",
            terminal,
            RunAsync,
            Paths
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var exit = ExitCode.Done;
        foreach (var file in call.Options.GetValue(Paths)!.SelectMany(ScenarioFiles.Of))
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var message = new EvaluateScenario(await ScenarioFiles.ReadAsync(file, cancellation));
                var report = EvaluateScenarioHandler.Handle(message);
                await call.Terminal.Out.WriteLineAsync(ReportJson.Write(report));
                if (report.Unresolved.Count > 0 && exit == ExitCode.Done)
                    exit = ExitCode.NeedsPerson;
            }
            catch (FactRefusedException refused)
            {
                await call.Terminal.Error.WriteLineAsync($"loans: {file}: {refused.Message}");
                exit = ExitCode.Refused;
            }
        }

        return exit;
    }
}
