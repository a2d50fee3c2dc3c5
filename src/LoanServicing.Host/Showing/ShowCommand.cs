using System.CommandLine;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Host.Asking;
using LoanServicing.Host.CommandLine;

namespace LoanServicing.Host.Showing;

/// <summary><c>loans show LOAN [--recorded T [--against T2]]</c></summary>
internal static class ShowCommand
{
    public static Command Build(Terminal terminal) =>
        LoansProgram.Command("show", "One loan as of both times", terminal, RunAsync, LoanQuestion.Loan, LoanQuestion.Effective, LoanQuestion.Recorded, LoanQuestion.Against);

    private static async Task<int> RunAsync(Invocation call, CancellationToken cancellation)
    {
        if (RecordedMoment.Pair(call.Options.GetValue(LoanQuestion.Recorded), call.Options.GetValue(LoanQuestion.Against)) is { Count: 2 } moments)
            return await CompareAsync(call, moments, cancellation);
        var answer = await LoanQuestion.AskAsync(call, cancellation);
        var standing = answer.Standing();
        if (call.Json)
            await call.Terminal.Out.WriteLineAsync(ReportJson.Write(standing.Report));
        else
            Print(call.Terminal.Out, answer, standing, answer.Account.History.Loans.First(loan => loan.Made.Loan == answer.Name.Name));
        return ExitCode.Done;
    }

    private static async Task<int> CompareAsync(Invocation call, IReadOnlyList<RecordedMoment> moments, CancellationToken cancellation)
    {
        var (known, times) = await LoanQuestion.AskAsync(call, moments, cancellation);
        var comparison = LoanComparison.Of(known, times[0], times[1]);
        if (call.Json)
            call.Terminal.WriteJson(comparison);
        else
            comparison.Print(call.Terminal.Out);
        return ExitCode.Done;
    }

    private static void Print(TextWriter @out, LoanAnswer answer, LoanStanding standing, LoanHistory loan)
    {
        var (report, terms) = (standing.Report, loan.Folded.Terms);
        @out.WriteLine($"{answer.FullName}  {report.Status} at the close of {answer.Effective:yyyy-MM-dd}");
        @out.WriteLine($"  made on              {terms.MadeOn:yyyy-MM-dd}, {terms.Amount:N2} at {terms.AnnualRate:0.####%}, {terms.Installments} {terms.Frequency.ToString().ToLowerInvariant()} installments{(report.Installment is { } level ? $" of {level:N2}" : "")}");
        @out.WriteLine($"  outstanding          {report.Outstanding:N2}, of it principal {standing.Principal:N2}");
        @out.WriteLine($"  last installment     {report.FinalDue:yyyy-MM-dd}{(report.LatestPermissibleDate is { } latest ? $"; to be repaid by {latest:yyyy-MM-dd}" : "")}");
        if (report.NextUnpaidDue is { } due)
            @out.WriteLine($"  oldest unpaid        due {due:yyyy-MM-dd}, to be made up by {report.CureEnds:yyyy-MM-dd}");
        @out.WriteLine($"  arrears              {(standing.Arrears is { Installments: > 0 } behind ? $"{behind.Amount:N2}, installments missed {behind.Installments}" : "none")}");
        foreach (var deemed in report.DeemedDistributions)
            @out.WriteLine($"  deemed distribution  {deemed.On:yyyy-MM-dd}, {deemed.Amount:N2}, {deemed.Reason} ({deemed.Authority})");
        foreach (var offset in report.Offsets)
            @out.WriteLine($"  offset               {offset.On:yyyy-MM-dd}, {offset.Amount:N2}{(offset.Qplo ? ", a qualified plan loan offset" : "")}{(offset.RolloverBy is { } by ? $", roll over by {by:yyyy-MM-dd}" : "")}{(offset.RolloverByExtended is { } extended ? $", extended {extended:yyyy-MM-dd}" : "")} ({offset.Authority})");
        @out.WriteLine($"  basis                {standing.InvestmentInContract:N2} in the account, {standing.RepaidAfterDeemed:N2} repaid after deemed distributions");
        foreach (var finding in report.Findings.Where(finding => !finding.Satisfied))
            @out.WriteLine($"  not satisfied        {finding.Rule}: {finding.Detail} ({finding.Authority})");
        foreach (var found in standing.Discrepancies)
            @out.WriteLine($"  needs a person       {found.On:yyyy-MM-dd}, {found.InWords}");
    }
}
