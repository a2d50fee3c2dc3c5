using System.CommandLine;
using LoanServicing.Operations.ClosingDays;
using LoanServicing.Operations.Sealing;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans close-day --through DATE</c></summary>
internal static class CloseDayCommand
{
    private static readonly Option<DateOnly?> Through = GlobalOptions.DateOption(
        "--through", "The last day to close (default: the business date)");

    public static Command Build(Terminal terminal) => CommandDoor.Of(
        "close-day",
        "Closes business days: missed installments, cure periods that ended, deemed distributions",
        terminal,
        RunAsync,
        Through);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var through = call.Options.GetValue(Through) ?? call.BusinessDate;
        PlansToClose.RefuseFuture(through, call.BusinessDate);
        IReadOnlyList<string> plans;
        await using (var session = await call.BeginAsync(cancellation))
            plans = await PlansToClose.ReadAsync(session, cancellation);
        foreach (var plan in plans)
        {
            var closed = await CloseAsync(call, new(plan, through, call.BusinessDate), cancellation);
            if (call.Json)
                call.Terminal.WriteJson(closed);
            else
                await call.Terminal.Out.WriteLineAsync(Sentence(closed));
        }

        await SealAsync(call, through, cancellation);
        return ExitCode.Done;
    }

    private static async Task<DaysClosed> CloseAsync(Invocation call, CloseDays message, CancellationToken cancellation)
    {
        await using var session = await call.BeginAsync(cancellation);
        var closed = await call.Terminal.WithProgressAsync(
            $"closing {message.Plan}",
            1,
            progress => CloseDaysHandler.HandleAsync(message, session, progress, cancellation));
        await session.CommitAsync(cancellation);
        return closed;
    }

    // One seal for all the days and plans that were closed: nothing is recorded between them. Where a close was
    // interrupted, the next one's seal has it too.
    private static async Task SealAsync(Invocation call, DateOnly through, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var made = await call.Terminal.WithProgressAsync(
            "sealing",
            1,
            _ => SealLogHandler.HandleAsync(new(through), database, call.Tenant, call.SealKey, cancellation));
        if (made is null)
            return;
        if (call.Json)
            call.Terminal.WriteJson(made);
        else
            await call.Terminal.Out.WriteLineAsync(Sentence(made));
    }

    private static string Sentence(DaysClosed closed) => closed.From is null
        ? $"{closed.Plan}: closed through {closed.Through:yyyy-MM-dd} before; nothing changed"
        : $"{closed.Plan}: closed through {closed.Through:yyyy-MM-dd}: missed installments {closed.Missed:N0}, "
            + $"deemed distributions {closed.Deemed:N0} ({closed.DeemedTotal:N2})";

    private static string Sentence(LogSealed made) =>
        $"seal {made.Seal:N0}: {made.Events:N0} events of {made.Streams:N0} streams";
}
