using System.CommandLine;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.ClosingDays;

/// <summary><c>loans close-day --through DATE</c></summary>
internal static class CloseDayCommand
{
    private static readonly Option<DateOnly?> Through = GlobalOptions.DateOption("--through", "The last day to close (default: the business date)");

    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("close-day", "Closes business days: missed installments, cure periods that ended, deemed distributions", terminal, RunAsync, Through);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var through = call.Options.GetValue(Through) ?? call.BusinessDate;
        if (through > call.BusinessDate)
            throw new RefusedException($"--through: found {through:yyyy-MM-dd}, expected a day not after the business date, {call.BusinessDate:yyyy-MM-dd}");
        IReadOnlyList<string> plans;
        await using (var session = await call.BeginAsync(cancellation))
            plans = await LoanDirectory.PlansAsync(session, cancellation);
        if (plans.Count == 0)
            throw new RefusedException($"--tenant: found \"{call.Tenant.Name}\", which has no plan, expected one whose plans were imported");
        foreach (var plan in plans)
        {
            await using var session = await call.BeginAsync(cancellation);
            var outcome = await call.Terminal.WithProgressAsync($"closing {plan}", 1, progress => new CloseDays(session).RunAsync(plan, through, progress, cancellation));
            await session.CommitAsync(cancellation);
            if (call.Json)
                call.Terminal.WriteJson(outcome);
            else
                await call.Terminal.Out.WriteLineAsync(Sentence(outcome));
        }

        await SealAsync(call, through, cancellation);
        return ExitCode.Done;
    }

    // One seal for all the days and plans that were closed: nothing is recorded between them. Where a close was interrupted, the next one's seal has it too.
    private static async Task SealAsync(Invocation call, DateOnly through, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var seal = await call.Terminal.WithProgressAsync("sealing", 1, _ => LogSealing.SealAsync(database, call.Tenant, call.SealKey, through, cancellation));
        if (seal is null)
            return;
        if (call.Json)
            call.Terminal.WriteJson(new { seal = seal.Number, through, events = seal.Events, streams = seal.Streams, root = Convert.ToHexStringLower(seal.Root) });
        else
            await call.Terminal.Out.WriteLineAsync($"seal {seal.Number:N0}: {seal.Events:N0} events of {seal.Streams:N0} streams");
    }

    private static string Sentence(CloseDayOutcome outcome) => outcome.From is null
        ? $"{outcome.Plan}: closed through {outcome.Through:yyyy-MM-dd} before; nothing changed"
        : $"{outcome.Plan}: closed through {outcome.Through:yyyy-MM-dd}: missed installments {outcome.Missed:N0}, deemed distributions {outcome.Deemed:N0} ({outcome.DeemedTotal:N2})";
}
