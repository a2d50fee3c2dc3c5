using System.CommandLine;
using LoanServicing.Operations;
using LoanServicing.Operations.Asking;
using LoanServicing.Operations.Asking.Plans;

namespace LoanServicing.Host.CommandLine.Plan;

/// <summary><c>loans plan show ID [--from D] [--effective D] [--recorded T [--against T2]]</c></summary>
internal static class PlanCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The plan" };

    private static readonly Option<DateOnly?> From = GlobalOptions.DateOption(
        "--from",
        "First day of the roll-forward (default: 1 January of the effective day's year)"
    );

    private static readonly Option<RecordedMoment?> Against = RecordedOption.Of(
        "--against",
        "How the roll-forward differs from --recorded to then, by which loans and events"
    );

    public static Command Build(Terminal terminal)
    {
        var command = new Command("plan", "Plans");
        command.Subcommands.Add(
            CommandDoor.Of(
                "show",
                "A plan as of both times: its policy, its closed days, and how its loans' principal rolled forward",
                terminal,
                RunAsync,
                Id,
                From,
                QuestionOptions.Effective,
                QuestionOptions.Recorded,
                Against
            )
        );
        return command;
    }

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var (plan, through) = (call.Options.GetValue(Id)!, QuestionOptions.EffectiveDay(call));
        var from = call.Options.GetValue(From) ?? new DateOnly(through.Year, 1, 1);
        if (from > through)
        {
            throw new RefusedException(
                $"--from: found {from:yyyy-MM-dd}, expected a day not after --effective, {through:yyyy-MM-dd}"
            );
        }

        var recorded = call.Options.GetValue(QuestionOptions.Recorded);
        if (RecordedOption.Pair(recorded, call.Options.GetValue(Against)) is var (earlier, later))
            await CompareAsync(call, new(plan, from, through, earlier, later), cancellation);
        else
            await ShowAsync(call, new(plan, from, through, recorded), cancellation);
        return ExitCode.Done;
    }

    private static async Task ShowAsync(Invocation call, ShowPlan message, CancellationToken cancellation)
    {
        await using var known = await ShowPlanHandler.LoadAsync(message, call.AskAsync, cancellation);
        var shown = await call.Terminal.WithProgressAsync(
            "rolling forward",
            known.Loans,
            progress => ShowPlanHandler.HandleAsync(message, known, progress, cancellation)
        );
        if (call.Json)
            call.Terminal.WriteJson(shown);
        else
            PlanText.Print(call.Terminal.Out, shown);
    }

    private static async Task CompareAsync(Invocation call, ComparePlan message, CancellationToken cancellation)
    {
        await using var known = await ComparePlanHandler.LoadAsync(message, call.AskAsync, cancellation);
        var comparison = await call.Terminal.WithProgressAsync(
            "comparing",
            known.Loans,
            progress => ComparePlanHandler.HandleAsync(message, known, progress, cancellation)
        );
        if (call.Json)
            call.Terminal.WriteJson(comparison);
        else
            PlanText.Print(call.Terminal.Out, comparison);
    }
}
