using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.Sealing;
using LoanServicing.Store.Verification;

namespace LoanServicing.Host.Verifying;

/// <summary><c>loans verify [--accounts] [--part N/OF] [--seal FILE]</c></summary>
internal static class VerifyCommand
{
    private static readonly Option<FileInfo?> Seal = new("--seal") { Description = "An exported seal: every head in it must still be in the log" };

    private static readonly Option<bool> Accounts = new("--accounts")
    {
        Description = "Every account as a whole: what is said of each loan because of the participant's others and the valuations. Without it, those in which a deemed distribution rests on that, or it was said anew; each account is read a second time",
    };

    private static readonly Option<LogPart?> Part = new("--part")
    {
        Description = "Only one of so many parts of the streams (2/16), as of now: a long verification in pieces, to go on with where it was interrupted",
        CustomParser = result =>
        {
            if (LogPart.Parse(result.Tokens[0].Value) is { } part)
                return part;
            result.AddError($"--part: found \"{result.Tokens[0].Value}\", expected one of at most {LogPart.Most} parts, as 2/16");
            return null;
        },
    };

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("verify", "Replays the whole log: hash chain unbroken and as it was sealed, every consequence follows from its facts, read models equal", terminal, RunAsync, Seal, Part, Accounts);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var exported = SealedBook.Read(call, call.Options.GetValue(Seal));
        var database = await call.DatabaseAsync(cancellation);
        var part = call.Options.GetValue(Part) ?? LogPart.All;
        var everyAccount = call.Options.GetValue(Accounts);
        var total = await LogVerification.CountEventsAsync(database, call.Tenant, part, everyAccount, cancellation);
        var time = Stopwatch.StartNew();
        var outcome = await call.Terminal.WithProgressAsync("verifying", total, progress => LogVerification.VerifyAsync(database, call.Tenant, part, everyAccount, progress, cancellation));
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
                $"{(part == LogPart.All ? "" : $"{part}: ")}{outcome.Events:N0} events of {outcome.Streams:N0} streams{(everyAccount ? $" and {outcome.Accounts:N0} accounts as a whole" : "")}, {outcome.Events / time.Elapsed.TotalSeconds:N0} a second: {(outcome.Differences.Count == 0 ? "no difference" : $"{outcome.Differences.Count:N0} differences")}");
        }

        return outcome.Differences.Count == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }
}
