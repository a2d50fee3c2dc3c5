using System.CommandLine;
using System.Globalization;
using LoanServicing.Operations;
using LoanServicing.Operations.Auditing;

namespace LoanServicing.Host.CommandLine.AuditPack;

/// <summary><c>loans audit-pack LOAN|--plan ID --out DIR</c></summary>
internal static class AuditPackCommand
{
    private const int UsualSample = 5;

    private static readonly Argument<string?> Loan = new("LOAN")
    {
        Description = QuestionOptions.Loan.Description,
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Plan = new("--plan") { Description = "A whole plan instead of a loan" };

    private static readonly Option<DirectoryInfo> Out = new("--out")
    {
        Description = "Where the files go",
        Required = true,
    };

    private static readonly Option<DateOnly?> From = GlobalOptions.DateOption(
        "--from",
        "First day of the plan's period (default: 1 January of the effective day's year)"
    );

    private static readonly Option<int?> Sample = GlobalOptions.CountOption(
        "--sample",
        $"How many of the plan's loans to draw, each with its own pack (default: {UsualSample})"
    );

    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "What the sample is drawn by: the same seed draws the same loans (default: 1)",
        DefaultValueFactory = _ => 1,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seed))
                return seed;
            result.AddError($"--seed: found \"{text}\", expected a whole number");
            return 0;
        },
    };

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "audit-pack",
            "The evidence that an auditor asks for, as JSON and as a page to read and print",
            terminal,
            RunAsync,
            Loan,
            Plan,
            Out,
            QuestionOptions.Effective,
            QuestionOptions.Recorded,
            From,
            Sample,
            Seed
        );

    private static Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var (loan, plan) = (call.Options.GetValue(Loan), call.Options.GetValue(Plan));
        if ((loan is null) == (plan is null))
        {
            throw new RefusedException(
                $"audit-pack: found {(loan is null ? "neither LOAN nor --plan" : "both LOAN and --plan")}, "
                    + "expected one of them"
            );
        }

        if (loan is not null && IsOfPlan(call))
        {
            throw new RefusedException(
                "audit-pack: found --from, --sample or --seed beside LOAN, expected them with --plan only"
            );
        }

        return loan is not null ? OfLoanAsync(call, loan, cancellation) : OfPlanAsync(call, plan!, cancellation);
    }

    private static bool IsOfPlan(Invocation call) =>
        call.Options.GetValue(From) is not null
        || call.Options.GetValue(Sample) is not null
        || call.Options.GetResult(Seed) is { Implicit: false };

    private static async Task<int> OfLoanAsync(Invocation call, string loan, CancellationToken cancellation)
    {
        var message = new PrepareLoanPack(
            loan,
            QuestionOptions.EffectiveDay(call),
            call.Options.GetValue(QuestionOptions.Recorded)
        );
        var prepared = await PrepareLoanPackHandler.HandleAsync(message, call.AskAsync, cancellation);
        var files = PackFolder.Write(call.Options.GetValue(Out)!, prepared.Files);
        var pack = prepared.Pack;
        if (call.Json)
            call.Terminal.WriteJson(
                new
                {
                    prepared.Loan,
                    pack.Effective,
                    pack.RecordedBy,
                    pack.Unresolved,
                    files,
                }
            );
        else
            PackText.Print(call.Terminal.Out, prepared, files);
        return pack.Unresolved.Count > 0 ? ExitCode.NeedsPerson : ExitCode.Done;
    }

    private static async Task<int> OfPlanAsync(Invocation call, string plan, CancellationToken cancellation)
    {
        var through = QuestionOptions.EffectiveDay(call);
        var message = new PreparePlanPack(
            plan,
            call.Options.GetValue(From) ?? new DateOnly(through.Year, 1, 1),
            through,
            call.Options.GetValue(QuestionOptions.Recorded),
            new(call.Options.GetValue(Sample) ?? UsualSample, call.Options.GetValue(Seed))
        );
        await using var records = await PreparePlanPackHandler.LoadAsync(message, call.AskAsync, cancellation);
        var prepared = await call.Terminal.WithProgressAsync(
            "going through the loans",
            records.Participants.Count,
            progress => PreparePlanPackHandler.HandleAsync(message, records, progress, cancellation)
        );
        var files = PackFolder.Write(call.Options.GetValue(Out)!, prepared.Files);
        if (call.Json)
            call.Terminal.WriteJson(Document(prepared, files));
        else
            PackText.Print(call.Terminal.Out, prepared, files);
        return NeedsPerson(prepared) ? ExitCode.NeedsPerson : ExitCode.Done;
    }

    private static bool NeedsPerson(PlanPackPrepared prepared) =>
        !prepared.Pack.IsTied
        || prepared.OpenDiscrepancies > 0
        || prepared.Sampled.Any(loan => loan.Unresolved.Count > 0);

    private static object Document(PlanPackPrepared prepared, IReadOnlyList<string> files)
    {
        var pack = prepared.Pack;
        return new
        {
            pack.Plan,
            pack.From,
            pack.Through,
            pack.RecordedBy,
            pack.Loans,
            pack.IsTied,
            pack.RollForward.Unexplained,
            delinquent = pack.Delinquent.Count,
            discrepancies = prepared.OpenDiscrepancies,
            files,
        };
    }
}
