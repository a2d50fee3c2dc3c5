using System.CommandLine;
using LoanServicing.Operations.RecordingFacts;
using LoanServicing.Operations.StatingConsequences;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans import FILE…</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("FILE")
    {
        Description = "JSON Lines of facts",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "import",
            "Takes in facts: plans, participants, valuations, loans, payments, what happened to them",
            terminal,
            RunAsync,
            Files
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var exit = ExitCode.Done;
        foreach (var path in call.Options.GetValue(Files)!)
        {
            var message = new RecordFacts(Path.GetFileName(path), InputFile.Read(path), call.BusinessDate);
            var file = RecordFactsHandler.Load(message);
            var key = await call.KeyAsync(cancellation);
            var recorded = await call.SaveAsync(
                $"importing {message.FileName}",
                file.Lines.Count,
                (session, progress) =>
                    RecordFactsHandler.HandleAsync(message, file, session, call.Actor, key, progress, cancellation),
                cancellation
            );
            if (call.Json)
                call.Terminal.WriteJson(recorded);
            else
                Print(call.Terminal.Out, recorded);
            if (StatedConsequence.NeedPerson(recorded.Consequences))
                exit = ExitCode.NeedsPerson;
        }

        return exit;
    }

    private static void Print(TextWriter @out, FactsRecorded recorded)
    {
        @out.WriteLine(Sentence(recorded));
        ConsequenceText.Print(@out, recorded.Consequences);
    }

    private static string Sentence(FactsRecorded recorded) =>
        recorded.Known == recorded.Lines
            ? $"{recorded.File}: all {recorded.Lines:N0} lines came before; nothing changed"
            : $"{recorded.File}: {recorded.Lines:N0} lines, {recorded.Events:N0} events"
                + (recorded.Known > 0 ? $", {recorded.Known:N0} lines came before" : "");
}
