using System.CommandLine;
using System.Diagnostics;
using LoanServicing.Operations.Verifying;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans verify [--accounts] [--part N/OF] [--seal FILE]</c></summary>
internal static class VerifyCommand
{
    private static readonly Option<FileInfo?> Seal = new("--seal")
    {
        Description = "An exported seal: every head in it must still be in the log",
    };

    private static readonly Option<bool> Accounts = new("--accounts")
    {
        Description =
            "Every account as a whole: what is said of each loan because of the participant's others and the "
            + "valuations. Without it, those in which a deemed distribution rests on that, or it was said anew; "
            + "each account is read a second time",
    };

    private static readonly Option<LogPart?> Part = new("--part")
    {
        Description =
            "Only one of so many parts of the streams (2/16), as of now: "
            + "a long verification in pieces, to go on with where it was interrupted",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (LogPart.Parse(text) is { } part)
                return part;
            result.AddError($"--part: found \"{text}\", expected one of at most {LogPart.Most} parts, as 2/16");
            return null;
        },
    };

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "verify",
            "Replays the whole log: hash chain unbroken and as it was sealed, every consequence follows from its facts, "
                + "read models equal",
            terminal,
            RunAsync,
            Seal,
            Part,
            Accounts
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var exported = call.Options.GetValue(Seal) is { } file
            ? SealFile.Read(file.FullName, call.Tenant, call.KnownSealKey)
            : null;
        var message = new VerifyLog(call.Options.GetValue(Part) ?? LogPart.All, call.Options.GetValue(Accounts));
        var database = await call.DatabaseAsync(cancellation);
        var total = await VerifyLogHandler.CountAsync(message, database, call.Tenant, cancellation);
        var time = Stopwatch.StartNew();
        var outcome = await call.Terminal.WithProgressAsync(
            "verifying",
            total,
            progress => VerifyLogHandler.HandleAsync(message, database, call.Tenant, progress, cancellation)
        );
        var ofSeals = await CompareSealsAsync(call, exported, cancellation);
        var ofPeople = await VerifyPersonalDataAsync(call, message, cancellation);
        outcome = outcome with { Differences = [.. outcome.Differences, .. ofPeople, .. ofSeals] };
        if (call.Json)
            call.Terminal.WriteJson(outcome);
        else
            Print(call.Terminal.Out, message, outcome, time.Elapsed);
        return outcome.Differences.Count == 0 ? ExitCode.Done : ExitCode.NeedsPerson;
    }

    // Says what was not proved for want of a key.
    private static async Task<IReadOnlyList<Difference>> CompareSealsAsync(
        Invocation call,
        SealFile? exported,
        CancellationToken cancellation
    )
    {
        var database = await call.DatabaseAsync(cancellation);
        var outcome = await call.Terminal.WithProgressAsync(
            "comparing with the seals",
            1,
            _ =>
                CompareSealsHandler.HandleAsync(new(), database, call.Tenant, call.KnownSealKey, exported, cancellation)
        );
        if (exported is not null && !call.Json)
            await call.Terminal.Out.WriteAsync(PaperForm.Of(exported.Header, call.Tenant.Name));
        foreach (var key in outcome.Unknown)
        {
            await call.Terminal.Error.WriteLineAsync(
                "loans: this machine has no key of its own to hold the seals against, so only the key named in them "
                    + $"could be asked: compare {PaperForm.Groups(key)} with what was written down"
            );
        }

        return outcome.Differences;
    }

    // With the first part of a log, or with the whole of it. Says what was not proved for want of a key.
    private static async Task<IReadOnlyList<Difference>> VerifyPersonalDataAsync(
        Invocation call,
        VerifyLog message,
        CancellationToken cancellation
    )
    {
        if (message.Part.Number > 1)
            return [];
        var database = await call.DatabaseAsync(cancellation);
        if (await call.FindKeyAsync(cancellation) is { } key)
        {
            return await call.Terminal.WithProgressAsync(
                "opening personal data",
                1,
                _ => VerifyPersonalDataHandler.HandleAsync(new(), database, call.Tenant, key, cancellation)
            );
        }

        if (await KeyOfDatabase.FingerprintAsync(database, cancellation) is { } fingerprint)
        {
            await call.Terminal.Error.WriteLineAsync(
                $"loans: this machine has no personal-data key, so nobody's data was opened; it is under {fingerprint}"
            );
        }

        return [];
    }

    private static void Print(TextWriter @out, VerifyLog message, VerificationOutcome outcome, TimeSpan elapsed)
    {
        foreach (var difference in outcome.Differences)
            @out.WriteLine(difference.ToString());
        var part = message.Part == LogPart.All ? "" : $"{message.Part}: ";
        var accounts = message.EveryAccount ? $" and {outcome.Accounts:N0} accounts as a whole" : "";
        var found = outcome.Differences.Count == 0 ? "no difference" : $"{outcome.Differences.Count:N0} differences";
        @out.WriteLine(
            $"{part}{outcome.Events:N0} events of {outcome.Streams:N0} streams{accounts}, "
                + $"{outcome.Events / elapsed.TotalSeconds:N0} a second: {found}"
        );
    }
}
