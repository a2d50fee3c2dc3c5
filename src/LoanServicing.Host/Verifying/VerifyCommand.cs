using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.Sealing;
using LoanServicing.Postgres.Verification;

namespace LoanServicing.Host.Verifying;

/// <summary><c>loans verify [--seal FILE]</c></summary>
internal static class VerifyCommand
{
    private static readonly Option<FileInfo?> Seal = new("--seal") { Description = "An exported seal: every head in it must still be in the log" };

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("verify", "Replays the whole log: hash chain unbroken and as it was sealed, every consequence follows from its facts, read models equal", terminal, RunAsync, Seal);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var exported = SealedBook.Read(call, call.Options.GetValue(Seal));
        var database = await call.DatabaseAsync(cancellation);
        var total = await LogVerification.CountEventsAsync(database, call.Tenant, cancellation);
        var time = Stopwatch.StartNew();
        var outcome = await call.Terminal.WithProgressAsync("verifying", total, progress => LogVerification.VerifyAsync(database, call.Tenant, progress, cancellation));
        outcome = outcome with { Differences = [.. outcome.Differences, .. await SealedBook.CompareAsync(call, exported, cancellation)] };
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
