using System.CommandLine;
using LoanServicing.Domain.Facts;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Remittances;

namespace LoanServicing.Host.Suspense;

/// <summary><c>loans suspense list</c></summary>
internal static class SuspenseCommand
{
    public static Command Build(Terminal terminal)
    {
        var suspense = new Command("suspense", "What waits for a person, why, since when");
        suspense.Subcommands.Add(LoansProgram.Command("list", "Lists every line in suspense, the oldest first, and what was moved on a loan and does not fit what was owed", terminal, ListAsync));
        return suspense;
    }

    private static async Task<int> ListAsync(Invocation call, CancellationToken cancellation)
    {
        await using var session = await call.BeginAsync(cancellation);
        var items = await RemittanceReader.ReadSuspenseAsync(session, cancellation);
        var discrepancies = await DiscrepancyReader.ReadAsync(session, cancellation);
        if (call.Json)
        {
            foreach (var item in items)
                call.Terminal.WriteJson(item);
            foreach (var (plan, participant, loan, found, statedAt) in discrepancies)
                call.Terminal.WriteJson(new { plan, participant, loan, discrepancy = Words.Of(Words.DiscrepancyMatters, found.Matter), found.On, amount = found.Open, inWords = found.InWords, statedAt });
            return ExitCode.Done;
        }

        foreach (var (row, file) in items)
        {
            var days = call.BusinessDate.DayNumber - row.Since.DayNumber;
            await call.Terminal.Out.WriteLineAsync(
                $"{row.Since:yyyy-MM-dd}  {days,4} days  {row.Amount,12:N2}  {row.Plan}/{row.Participant ?? "?"}/{row.Loan ?? "?"}  {row.Reason}: {row.Detail}  ({file} line {row.Line})");
        }

        await call.Terminal.Out.WriteLineAsync($"{items.Count:N0} lines in suspense, {items.Sum(item => item.Row.Amount):N2}");
        foreach (var (plan, participant, loan, found, _) in discrepancies)
        {
            await call.Terminal.Out.WriteLineAsync(
                $"{found.On:yyyy-MM-dd}  {call.BusinessDate.DayNumber - found.On.DayNumber,4} days  {found.Open,12:N2}  {plan}/{participant}/{loan}  {found.InWords}");
        }

        if (discrepancies.Count > 0)
            await call.Terminal.Out.WriteLineAsync($"{discrepancies.Count:N0} {(discrepancies.Count == 1 ? "discrepancy" : "discrepancies")} on loans");
        return ExitCode.Done;
    }
}
