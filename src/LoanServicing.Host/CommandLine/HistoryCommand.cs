using System.CommandLine;
using LoanServicing.Operations.Asking.Loans;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans history LOAN [--effective D] [--recorded T]</c></summary>
internal static class HistoryCommand
{
    public static Command Build(Terminal terminal) =>
        CommandDoor.Of(
            "history",
            "Every event of a loan in order, with source, who, when, and the law it rests on",
            terminal,
            RunAsync,
            QuestionOptions.Loan,
            QuestionOptions.Effective,
            QuestionOptions.Recorded
        );

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        var message = new ShowLoanHistory(
            call.Options.GetValue(QuestionOptions.Loan)!,
            QuestionOptions.EffectiveDay(call),
            call.Options.GetValue(QuestionOptions.Recorded)
        );
        var answer = await ShowLoanHistoryHandler.HandleAsync(message, call.AskAsync, cancellation);
        if (call.Json)
        {
            foreach (var line in answer.Lines)
                call.Terminal.WriteJson(line);
        }
        else
        {
            Print(call.Terminal.Out, answer);
        }

        return ExitCode.Done;
    }

    private static void Print(TextWriter @out, LoanHistoryShown answer)
    {
        @out.WriteLine($"{answer.Loan}");
        @out.WriteLine(
            $"{"#", 3}  {"effective", -10}  {"event", -19}  {"amount", 12}  {"interest", 10}  {"principal", 12}  "
                + $"{"balance", 12}  what, from, law; recorded"
        );
        foreach (var line in answer.Lines)
        {
            string?[] words = [line.Detail, line.Source, line.Cites];
            @out.WriteLine(
                $"{line.Version, 3}  {line.Effective:yyyy-MM-dd}  {line.Event, -19}  {line.Amount, 12:N2}  "
                    + $"{line.Interest, 10:N2}  {line.Principal, 12:N2}  {line.Balance, 12:N2}  "
                    + $"{string.Join("; ", words.Where(text => text is not null))}; "
                    + $"{line.RecordedAt:yyyy-MM-dd HH:mm:ss.ffffff}Z by {line.Actor}"
            );
        }
    }
}
