using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Operations.Asking.Loans;

namespace LoanServicing.Host.CommandLine.Show;

/// <summary>Answers about one loan for people.</summary>
internal static class LoanText
{
    public static void Print(TextWriter @out, LoanShown shown)
    {
        var (standing, report) = (shown.Standing, shown.Standing.Report);
        @out.WriteLine($"{shown.Loan}  {report.Status} at the close of {shown.Effective:yyyy-MM-dd}");
        PrintTerms(@out, shown.Terms, report, standing.Principal);
        if (report.NextUnpaidDue is { } due)
        {
            @out.WriteLine(
                $"  oldest unpaid        due {due:yyyy-MM-dd}, to be made up by {report.CureEnds:yyyy-MM-dd}"
            );
        }

        @out.WriteLine($"  arrears              {Text(standing.Arrears)}");
        foreach (var deemed in report.DeemedDistributions)
        {
            @out.WriteLine(
                $"  deemed distribution  {deemed.On:yyyy-MM-dd}, {deemed.Amount:N2}, {deemed.Reason} "
                    + $"({deemed.Authority})"
            );
        }

        foreach (var offset in report.Offsets)
            @out.WriteLine($"  offset               {Text(offset)}");
        @out.WriteLine(
            $"  basis                {standing.InvestmentInContract:N2} in the account, "
                + $"{standing.RepaidAfterDeemed:N2} repaid after deemed distributions"
        );
        foreach (var finding in report.Findings.Where(finding => !finding.Satisfied))
            @out.WriteLine($"  not satisfied        {finding.Rule}: {finding.Detail} ({finding.Authority})");
        foreach (var found in standing.Discrepancies)
            @out.WriteLine($"  needs a person       {found.On:yyyy-MM-dd}, {found.InWords}");
    }

    public static void Print(TextWriter @out, LoanComparison comparison)
    {
        @out.WriteLine(
            $"{comparison.Loan} at the close of {comparison.Effective:yyyy-MM-dd}, "
                + $"as recorded by {AnswerText.Of(comparison.Recorded)} and by {AnswerText.Of(comparison.Against)}"
        );
        Print(@out, "  ", comparison.Differences);
        if (comparison.Differences.Count == 0)
            @out.WriteLine("  no difference");
        foreach (var recording in comparison.MadeBy)
        {
            @out.WriteLine($"recorded {AnswerText.Of(recording.RecordedAt)} by {recording.Actor}");
            foreach (var e in recording.Events)
                @out.WriteLine($"  {AnswerText.Of(e)}");
            Print(@out, "    ", recording.Differences);
        }

        if (comparison.WithoutEffect > 0)
            @out.WriteLine($"{comparison.WithoutEffect:N0} recordings between them changed nothing in it");
    }

    private static void PrintTerms(TextWriter @out, LoanTerms terms, LoanReport report, decimal principal)
    {
        var level = report.Installment is { } installment ? $" of {installment:N2}" : "";
        var latest = report.LatestPermissibleDate is { } day ? $"; to be repaid by {day:yyyy-MM-dd}" : "";
        @out.WriteLine(
            $"  made on              {terms.MadeOn:yyyy-MM-dd}, {terms.Amount:N2} at {terms.AnnualRate:0.####%}, "
                + $"{terms.Installments} {terms.Frequency.ToString().ToLowerInvariant()} installments{level}"
        );
        @out.WriteLine($"  outstanding          {report.Outstanding:N2}, of it principal {principal:N2}");
        @out.WriteLine($"  last installment     {report.FinalDue:yyyy-MM-dd}{latest}");
    }

    private static void Print(TextWriter @out, string indent, IReadOnlyList<StandingDifference> differences)
    {
        foreach (var difference in differences)
        {
            var (before, after) = (AnswerText.Of(difference.Before), AnswerText.Of(difference.After));
            @out.WriteLine($"{indent}{difference.What, -21}  {before} → {after}");
        }
    }

    private static string Text(Arrears arrears) =>
        arrears.Installments > 0 ? $"{arrears.Amount:N2}, installments missed {arrears.Installments}" : "none";

    private static string Text(ReportedOffset offset)
    {
        var qualified = offset.Qplo ? ", a qualified plan loan offset" : "";
        var by = offset.RolloverBy is { } day ? $", roll over by {day:yyyy-MM-dd}" : "";
        var extended = offset.RolloverByExtended is { } later ? $", extended {later:yyyy-MM-dd}" : "";
        return $"{offset.On:yyyy-MM-dd}, {offset.Amount:N2}{qualified}{by}{extended} ({offset.Authority})";
    }
}
