using System.CommandLine;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.Asking;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Host.Plans;

/// <summary><c>loans plan show ID [--from D] [--effective D] [--recorded T]</c></summary>
internal static class PlanCommand
{
    private static readonly Argument<string> Plan = new("ID") { Description = "The plan" };
    private static readonly Option<DateOnly?> From = GlobalOptions.DateOption("--from", "First day of the roll-forward (default: 1 January of the effective day's year)");
    private static readonly Option<DateOnly?> Effective = GlobalOptions.DateOption("--effective", "As of the close of this day (default: the business date)");
    private static readonly Option<RecordedMoment?> Recorded = RecordedMoment.OptionOf("--recorded", "As the log knew it then (default: now)");

    public static Command Build(Terminal terminal)
    {
        var command = new Command("plan", "Plans");
        command.Subcommands.Add(LoansProgram.Command("show", "A plan as of both times: its policy, its closed days, and how its loans' principal rolled forward", terminal, ShowAsync, Plan, From, Effective, Recorded));
        return command;
    }

    private static async Task<int> ShowAsync(Invocation call, CancellationToken cancellation)
    {
        var through = call.Options.GetValue(Effective) ?? call.BusinessDate;
        var from = call.Options.GetValue(From) ?? new DateOnly(through.Year, 1, 1);
        if (from > through)
            throw new RefusedException($"--from: found {from:yyyy-MM-dd}, expected a day not after --effective, {through:yyyy-MM-dd}");
        var answer = await AskAsync(call, from, through, cancellation);
        if (call.Json)
            call.Terminal.WriteJson(answer);
        else
            answer.Print(call.Terminal.Out);
        return ExitCode.Done;
    }

    private static async Task<PlanAnswer> AskAsync(Invocation call, DateOnly from, DateOnly through, CancellationToken cancellation)
    {
        var name = call.Options.GetValue(Plan)!;
        DateTimeOffset? time = null;
        await using (var now = await call.AskAsync(null, cancellation))
        {
            if (!(await LoanDirectory.PlansAsync(now, cancellation)).Contains(name))
                throw new RefusedException($"ID: found \"{name}\", which is no plan of tenant {call.Tenant.Name}, expected one that was imported");
            if (call.Options.GetValue(Recorded) is { } moment)
                time = moment.In(name, await PlanReader.HistoryAsync(now, name, cancellation), now.RecordedAt);
        }

        await using var session = await call.AskAsync(time, cancellation);
        var plan = (await PlanReader.HistoryAsync(session, name, cancellation)).AsRecordedBy(time ?? DateTimeOffset.MaxValue)
            ?? throw new RefusedException($"--recorded: found {time:O}, when plan {name} was not known yet");
        var (loans, rolled) = await call.Terminal.WithProgressAsync(
            "rolling forward", await LoanDirectory.CountAsync(session, name, cancellation), progress => new PlanRollForward(session, plan, time).RunAsync(from, through, progress, cancellation));
        return new(name, plan.Kind, through, plan.ClosedThrough, plan.SettledThrough, plan.PolicyOn(through), loans, from, rolled, rolled.Unexplained);
    }
}

/// <summary>A plan as of both times.</summary>
/// <param name="ClosedThrough">The last business day closed; null where none is.</param>
/// <param name="SettledThrough">The last day whose payroll is no longer waited for.</param>
/// <param name="Policy">In force on the effective day.</param>
/// <param name="Loans">Made or taken over by the effective day.</param>
/// <param name="Unexplained">By how much the roll-forward does not add up: 0.</param>
internal sealed record PlanAnswer(
    string Plan, PlanKind Kind, DateOnly Effective, DateOnly? ClosedThrough, DateOnly? SettledThrough, LoanPolicy Policy, int Loans, DateOnly From, RollForward Principal, decimal Unexplained)
{
    public void Print(TextWriter @out)
    {
        @out.WriteLine($"{Plan}  at the close of {Effective:yyyy-MM-dd}: {Loans:N0} loans");
        @out.WriteLine($"  closed through       {(ClosedThrough is { } closed ? $"{closed:yyyy-MM-dd}, settled through {SettledThrough:yyyy-MM-dd}" : "no day")}");
        @out.WriteLine($"  policy               since {Policy.From:yyyy-MM-dd}: {PolicyText.Of(Policy)}");
        @out.WriteLine($"  principal, {From:yyyy-MM-dd} to {Effective:yyyy-MM-dd}");
        foreach (var (sign, amount, what) in Terms())
            @out.WriteLine($"    {sign} {amount,18:N2}  {what}");
        if (Unexplained != 0m)
            @out.WriteLine($"  does not add up by {Unexplained:N2}; run loans verify");
    }

    private IEnumerable<(char Sign, decimal Amount, string What)> Terms() =>
    [
        (' ', Principal.Opening, "opening"),
        ('+', Principal.Lent, "lent"),
        ('+', Principal.TakenOver, "taken over"),
        ('-', Principal.PrincipalRepaid, "repaid"),
        ('-', Principal.Offset, "offset"),
        ('-', Principal.Refinanced, "refinanced"),
        ('+', Principal.Corrections, "corrections"),
        ('=', Principal.Closing, "closing"),
    ];
}
