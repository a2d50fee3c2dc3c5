using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.Verification;

namespace LoanServicing.Host.Verifying;

/// <summary><c>loans rebuild</c></summary>
internal static class RebuildCommand
{
    public static Command Build(Terminal terminal) => LoansProgram.Command("rebuild", "Read models anew from the log", terminal, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var total = await LogVerification.CountEventsAsync(database, call.Tenant, cancellation: cancellation);
        var time = Stopwatch.StartNew();
        var outcome = await call.Terminal.WithProgressAsync("rebuilding", total, progress => ReadModelRebuild.RunAsync(database, call.Tenant, progress, cancellation));
        if (call.Json)
        {
            call.Terminal.WriteJson(outcome);
            return ExitCode.Done;
        }

        await call.Terminal.Out.WriteLineAsync(
            $"read models follow from {outcome.Events:N0} events of {outcome.Streams:N0} streams, {(outcome.Events - outcome.TakenUp) / time.Elapsed.TotalSeconds:N0} a second: {outcome.Rows:N0} rows put right");
        if (outcome.TakenUp > 0)
            await call.Terminal.Out.WriteLineAsync($"{outcome.TakenUp:N0} of these events were gone through by the rebuild that was interrupted at {outcome.InterruptedAt:yyyy-MM-dd HH:mm} UTC; run it again to have all gone through as of now");
        return ExitCode.Done;
    }
}
