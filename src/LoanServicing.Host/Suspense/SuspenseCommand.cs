using System.CommandLine;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.Remittances;

namespace LoanServicing.Host.Suspense;

/// <summary><c>loans suspense list</c></summary>
internal static class SuspenseCommand
{
    public static Command Build(Terminal terminal)
    {
        var suspense = new Command("suspense", "What could not be posted, why, since when");
        suspense.Subcommands.Add(LoansProgram.Command("list", "Lists every line in suspense, the oldest first", terminal, ListAsync));
        return suspense;
    }

    private static async Task<int> ListAsync(Invocation call, CancellationToken cancellation)
    {
        await using var session = await call.BeginAsync(cancellation);
        var items = await RemittanceReader.ReadSuspenseAsync(session, cancellation);
        if (call.Json)
        {
            foreach (var item in items)
                call.Terminal.WriteJson(item);
            return ExitCode.Done;
        }

        foreach (var (row, file) in items)
        {
            var days = call.BusinessDate.DayNumber - row.Since.DayNumber;
            await call.Terminal.Out.WriteLineAsync(
                $"{row.Since:yyyy-MM-dd}  {days,4} days  {row.Amount,12:N2}  {row.Plan}/{row.Participant ?? "?"}/{row.Loan ?? "?"}  {row.Reason}: {row.Detail}  ({file} line {row.Line})");
        }

        await call.Terminal.Out.WriteLineAsync($"{items.Count:N0} lines in suspense, {items.Sum(item => item.Row.Amount):N2}");
        return ExitCode.Done;
    }
}
