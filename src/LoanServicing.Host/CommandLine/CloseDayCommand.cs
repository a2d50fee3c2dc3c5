using System.CommandLine;
using LoanServicing.Operations.ClosingDays;
using LoanServicing.Operations.Sealing;
using LoanServicing.Store.Seals;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans close-day --through DATE</c></summary>
internal static class CloseDayCommand
{
    private static readonly Option<DateOnly?> Through = GlobalOptions.DateOption(
        "--through",
        "The last day to close (default: the business date)"
    );

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "close-day",
            "Closes business days: missed installments, cure periods that ended, deemed distributions",
            terminal,
            RunAsync,
            Through
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var through = call.Options.GetValue(Through) ?? call.BusinessDate;
        PlansToClose.RefuseFuture(through, call.BusinessDate);
        // A damaged key is found before anything is closed.
        var sealKey = call.SealKey;
        await call.KnownKeyAsync(cancellation);
        IReadOnlyList<string> plans;
        await using (var inquiry = await call.AskAsync(null, cancellation))
            plans = await PlansToClose.ReadAsync(inquiry, cancellation);
        var exit = ExitCode.Done;
        foreach (var plan in plans)
        {
            var closed = await CloseAsync(call, new(plan, through, call.BusinessDate), cancellation);
            if (call.Json)
                call.Terminal.WriteJson(closed);
            else
                Print(call.Terminal.Out, closed);
            if (closed.WouldHaveCured.Count > 0)
                exit = ExitCode.NeedsPerson;
        }

        await SealAsync(call, through, sealKey, cancellation);
        return exit;
    }

    private static Task<DaysClosed> CloseAsync(Invocation call, CloseDays message, CancellationToken cancellation) =>
        call.SaveAsync(
            $"closing {message.Plan}",
            1,
            (session, progress) => CloseDaysHandler.HandleAsync(message, session, call.Actor, progress, cancellation),
            cancellation
        );

    // One seal for all the days and plans that were closed: nothing is recorded between them. Where a close was
    // interrupted, the next one's seal has it too.
    private static async Task SealAsync(
        Invocation call,
        DateOnly through,
        SealKey sealKey,
        CancellationToken cancellation
    )
    {
        var database = await call.DatabaseAsync(cancellation);
        var made = await call.Terminal.WithProgressAsync(
            "sealing",
            1,
            _ => SealLogHandler.HandleAsync(new(through), database, call.Tenant, sealKey, cancellation)
        );
        if (made is null)
            return;
        if (call.Json)
            call.Terminal.WriteJson(made);
        else
            await call.Terminal.Out.WriteLineAsync(Sentence(made));
    }

    private static void Print(TextWriter @out, DaysClosed closed)
    {
        @out.WriteLine(Sentence(closed));
        foreach (var missed in closed.WouldHaveCured)
            @out.WriteLine($"  {missed.InWords}");
    }

    private static string Sentence(DaysClosed closed) =>
        closed.From is null
            ? $"{closed.Plan}: closed through {closed.Through:yyyy-MM-dd} before; nothing changed"
            : $"{closed.Plan}: closed through {closed.Through:yyyy-MM-dd}: missed installments {closed.Missed:N0}, "
                + $"deemed distributions {closed.Deemed:N0} ({closed.DeemedTotal:N2})";

    private static string Sentence(LogSealed made) =>
        $"seal {made.Seal:N0}: {made.Events:N0} events of {made.Streams:N0} streams";
}
