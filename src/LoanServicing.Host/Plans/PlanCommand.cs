using System.CommandLine;
using LoanServicing.Host.Asking;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Plans;

/// <summary><c>loans plan show ID [--from D] [--effective D] [--recorded T [--against T2]]</c></summary>
internal static class PlanCommand
{
    private static readonly Argument<string> Plan = new("ID") { Description = "The plan" };
    private static readonly Option<DateOnly?> From = GlobalOptions.DateOption("--from", "First day of the roll-forward (default: 1 January of the effective day's year)");
    private static readonly Option<DateOnly?> Effective = GlobalOptions.DateOption("--effective", "As of the close of this day (default: the business date)");
    private static readonly Option<RecordedMoment?> Recorded = RecordedMoment.OptionOf("--recorded", "As the log knew it then (default: now)");
    private static readonly Option<RecordedMoment?> Against = RecordedMoment.OptionOf("--against", "How the roll-forward differs from --recorded to then, by which loans and events");

    public static Command Build(Terminal terminal)
    {
        var command = new Command("plan", "Plans");
        command.Subcommands.Add(LoansProgram.Command("show", "A plan as of both times: its policy, its closed days, and how its loans' principal rolled forward", terminal, ShowAsync, Plan, From, Effective, Recorded, Against));
        return command;
    }

    private static async Task<int> ShowAsync(Invocation call, CancellationToken cancellation)
    {
        var through = call.Options.GetValue(Effective) ?? call.BusinessDate;
        var from = call.Options.GetValue(From) ?? new DateOnly(through.Year, 1, 1);
        if (from > through)
            throw new RefusedException($"--from: found {from:yyyy-MM-dd}, expected a day not after --effective, {through:yyyy-MM-dd}");
        var times = await TimesAsync(call, cancellation);
        await using var session = await call.AskAsync(times.Count == 0 ? null : times.Max(), cancellation);
        var plan = await PlanReader.HistoryAsync(session, call.Options.GetValue(Plan)!, cancellation);
        var then = plan.AsRecordedBy(times.Count == 0 ? DateTimeOffset.MaxValue : times[0])
            ?? throw new RefusedException($"--recorded: found {times[0]:O}, when plan {call.Options.GetValue(Plan)} was not known yet");
        var loans = await LoanDirectory.CountAsync(session, then.Plan, cancellation);
        if (times.Count == 2)
        {
            var comparison = await call.Terminal.WithProgressAsync("comparing", loans, progress =>
                PlanComparison.OfAsync(plan, PlanAccounts.ReadAsync(session, then, progress, cancellation), times[0], times[1], from, through));
            Answer(call, comparison, comparison.Print);
        }
        else
        {
            var answer = await call.Terminal.WithProgressAsync("rolling forward", loans, progress =>
                PlanAnswer.OfAsync(then, PlanAccounts.ReadAsync(session, then, progress, cancellation), times.Count == 0 ? null : times[0], from, through));
            Answer(call, answer, answer.Print);
        }

        return ExitCode.Done;
    }

    // None where nothing is said of when it was recorded.
    private static async Task<IReadOnlyList<DateTimeOffset>> TimesAsync(Invocation call, CancellationToken cancellation)
    {
        var name = call.Options.GetValue(Plan)!;
        await using var now = await call.AskAsync(null, cancellation);
        if (!(await LoanDirectory.PlansAsync(now, cancellation)).Contains(name))
            throw new RefusedException($"ID: found \"{name}\", which is no plan of tenant {call.Tenant.Name}, expected one that was imported");
        var moments = RecordedMoment.Pair(call.Options.GetValue(Recorded), call.Options.GetValue(Against));
        if (moments.Count == 0)
            return [];
        var record = await PlanReader.HistoryAsync(now, name, cancellation);
        return RecordedMoment.In(moments, name, record, now.RecordedAt);
    }

    private static void Answer<T>(Invocation call, T answer, Action<TextWriter> print)
    {
        if (call.Json)
            call.Terminal.WriteJson(answer);
        else
            print(call.Terminal.Out);
    }
}
