using System.CommandLine;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Operations.Asking;
using LoanServicing.Operations.Asking.Loans;

namespace LoanServicing.Host.CommandLine.Show;

/// <summary><c>loans show LOAN [--effective D] [--recorded T [--against T2]]</c></summary>
internal static class ShowCommand
{
    private static readonly Option<RecordedMoment?> Against = RecordedOption.Of(
        "--against",
        "What differs from --recorded to then, and the events that made it"
    );

    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "show",
            "One loan as of both times",
            terminal,
            RunAsync,
            QuestionOptions.Loan,
            QuestionOptions.Effective,
            QuestionOptions.Recorded,
            Against
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var (loan, effective) = (call.Options.GetValue(QuestionOptions.Loan)!, QuestionOptions.EffectiveDay(call));
        var recorded = call.Options.GetValue(QuestionOptions.Recorded);
        if (RecordedOption.Pair(recorded, call.Options.GetValue(Against)) is var (from, to))
            await CompareAsync(call, new(loan, effective, from, to), cancellation);
        else
            await ShowAsync(call, new(loan, effective, recorded), cancellation);
        return ExitCode.Done;
    }

    private static async Task ShowAsync(Invocation call, ShowLoan message, CancellationToken cancellation)
    {
        var shown = await ShowLoanHandler.HandleAsync(message, call.AskAsync, cancellation);
        if (call.Json)
            await call.Terminal.Out.WriteLineAsync(ReportJson.Write(shown.Standing.Report));
        else
            LoanText.Print(call.Terminal.Out, shown);
    }

    private static async Task CompareAsync(Invocation call, CompareLoan message, CancellationToken cancellation)
    {
        var comparison = await CompareLoanHandler.HandleAsync(message, call.AskAsync, cancellation);
        if (call.Json)
            call.Terminal.WriteJson(comparison);
        else
            LoanText.Print(call.Terminal.Out, comparison);
    }
}
