using System.CommandLine;
using LoanServicing.Domain.Facts;
using LoanServicing.Operations.Asking.Suspense;

namespace LoanServicing.Host.CommandLine;

/// <summary><c>loans suspense list</c></summary>
internal static class SuspenseCommand
{
    public static Command Build(Terminal terminal)
    {
        var suspense = new Command("suspense", "What waits for a person, why, since when");
        suspense.Subcommands.Add(
            CommandDoor.Of(
                "list",
                "Lists every line in suspense, the oldest first, "
                    + "and what was moved on a loan and does not fit what was owed",
                terminal,
                ListAsync
            )
        );
        return suspense;
    }

    private static async Task<int> ListAsync(Invocation call, CancellationToken cancellation)
    {
        await using var session = await call.AskAsync(null, cancellation);
        var listed = await ListSuspenseHandler.HandleAsync(new(), session, cancellation);
        if (call.Json)
            WriteJson(call.Terminal, listed);
        else
            Print(call.Terminal.Out, listed, call.BusinessDate);
        return ExitCode.Done;
    }

    private static void WriteJson(Terminal terminal, SuspenseListed listed)
    {
        foreach (var item in listed.Lines)
            terminal.WriteJson(item);
        foreach (var (plan, participant, loan, found, statedAt) in listed.Discrepancies)
        {
            terminal.WriteJson(
                new
                {
                    plan,
                    participant,
                    loan,
                    discrepancy = Words.Of(Words.DiscrepancyMatters, found.Matter),
                    found.On,
                    amount = found.Open,
                    inWords = found.InWords,
                    statedAt,
                }
            );
        }
    }

    private static void Print(TextWriter @out, SuspenseListed listed, DateOnly today)
    {
        foreach (var (row, file, _) in listed.Lines)
        {
            @out.WriteLine(
                $"{row.Since:yyyy-MM-dd}  {Days(row.Since), 4} days  {row.Amount, 12:N2}  "
                    + $"{row.Plan}/{row.Participant ?? "?"}/{row.Loan ?? "?"}  "
                    + $"{row.Reason}: {row.Detail}  ({(row.Line is { } line ? $"{file} line {line}" : $"message {file}")})"
            );
        }

        @out.WriteLine($"{listed.Lines.Count:N0} lines in suspense, {listed.Lines.Sum(item => item.Row.Amount):N2}");
        foreach (var (plan, participant, loan, found, _) in listed.Discrepancies)
        {
            @out.WriteLine(
                $"{found.On:yyyy-MM-dd}  {Days(found.On), 4} days  {found.Open, 12:N2}  "
                    + $"{plan}/{participant}/{loan}  {found.InWords}"
            );
        }

        if (listed.Discrepancies.Count is > 0 and var count)
            @out.WriteLine($"{count:N0} {(count == 1 ? "discrepancy" : "discrepancies")} on loans");

        int Days(DateOnly since) => today.DayNumber - since.DayNumber;
    }
}
