using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.Verification;

namespace LoanServicing.Host.Verifying;

/// <summary><c>loans rebuild</c></summary>
internal static class RebuildCommand
{
    public static Command Build(Terminal terminal) => LoansProgram.Command("rebuild", "Read models anew from the log", terminal, RunAsync);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var time = Stopwatch.StartNew();
        var (streams, events) = await call.Terminal.WithProgressAsync("rebuilding", 1, progress => LogVerification.RebuildAsync(database, call.Tenant, progress, cancellation));
        if (call.Json)
            call.Terminal.WriteJson(new { streams, events });
        else
            await call.Terminal.Out.WriteLineAsync($"read models rebuilt from {events:N0} events of {streams:N0} streams, {events / time.Elapsed.TotalSeconds:N0} a second");
        return ExitCode.Done;
    }
}
