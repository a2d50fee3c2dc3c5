using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Operations.Verifying;
using LoanServicing.Store.ProofLane;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans rebuild</c></summary>
internal static class RebuildCommand
{
    public static Command Build(Terminal terminal) =>
        CommandDoor.Of("rebuild", "Read models anew from the log", terminal, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var total = await RebuildReadModelsHandler.CountAsync(database, call.Tenant, cancellation);
        var time = Stopwatch.StartNew();
        var outcome = await call.Terminal.WithProgressAsync(
            "rebuilding",
            total,
            progress => RebuildReadModelsHandler.HandleAsync(new(), database, call.Tenant, progress, cancellation)
        );
        if (call.Json)
            call.Terminal.WriteJson(outcome);
        else
            Print(call.Terminal.Out, outcome, time.Elapsed);
        return ExitCode.Done;
    }

    private static void Print(TextWriter @out, RebuildOutcome outcome, TimeSpan elapsed)
    {
        var rate = (outcome.Events - outcome.TakenUp) / elapsed.TotalSeconds;
        @out.WriteLine(
            $"read models follow from {outcome.Events:N0} events of {outcome.Streams:N0} streams, {rate:N0} a second: "
                + $"{outcome.Rows:N0} rows put right"
        );
        if (outcome.TakenUp > 0)
        {
            @out.WriteLine(
                $"{outcome.TakenUp:N0} of these events were gone through by the rebuild that was interrupted at "
                    + $"{outcome.InterruptedAt:yyyy-MM-dd HH:mm} UTC; run it again to have all gone through as of now"
            );
        }
    }
}
