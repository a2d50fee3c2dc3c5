using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.Verification;

namespace LoanServicing.Host.Verifying;

/// <summary><c>loans verify</c></summary>
internal static class VerifyCommand
{
    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("verify", "Replays the whole log: hash chain unbroken, every consequence follows from its facts, read models equal", terminal, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var time = Stopwatch.StartNew();
        var outcome = await call.Terminal.WithProgressAsync("verifying", 1, progress => LogVerification.VerifyAsync(database, call.Tenant, progress, cancellation));
        if (call.Json)
        {
            call.Terminal.WriteJson(outcome);
        }
        else
        {
            foreach (var difference in outcome.Differences)
                await call.Terminal.Out.WriteLineAsync(difference.ToString());
            await call.Terminal.Out.WriteLineAsync(
                $"{outcome.Events:N0} events of {outcome.Streams:N0} streams, {outcome.Events / time.Elapsed.TotalSeconds:N0} a second: {(outcome.Differences.Count == 0 ? "no difference" : $"{outcome.Differences.Count:N0} differences")}");
        }

        return outcome.Differences.Count == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }
}
