using System.CommandLine;
using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Importing;

/// <summary><c>loans import FILE…</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "JSON Lines of facts", Arity = ArgumentArity.OneOrMore };

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("import", "Takes in facts: plans, participants, valuations, loans, payments, what happened to them", terminal, RunAsync, Files);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        foreach (var path in call.Options.GetValue(Files)!)
        {
            var file = ImportFile.Read(path, call.BusinessDate);
            await using var session = await call.BeginAsync(cancellation);
            var outcome = await call.Terminal.WithProgressAsync(
                $"importing {file.Name}", file.Lines.Count, progress => new ImportFacts(session, new(call.Key)).RunAsync(file, progress, cancellation));
            await session.CommitAsync(cancellation);
            if (call.Json)
                call.Terminal.WriteJson(outcome);
            else
                await call.Terminal.Out.WriteLineAsync(Sentence(outcome));
        }

        return ExitCode.Done;
    }

    private static string Sentence(ImportOutcome outcome) => outcome.Known == outcome.Lines
        ? $"{outcome.File}: all {outcome.Lines:N0} lines came before; nothing changed"
        : $"{outcome.File}: {outcome.Lines:N0} lines, {outcome.Events:N0} events{(outcome.Known > 0 ? $", {outcome.Known:N0} lines came before" : "")}";
}
