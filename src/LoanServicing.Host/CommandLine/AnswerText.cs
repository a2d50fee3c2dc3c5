using System.Globalization;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Form1099R;
using LoanServicing.Operations.Asking;

namespace LoanServicing.Host.CommandLine;

/// <summary>What answers are made of, as people read it on a terminal.</summary>
internal static class AnswerText
{
    public static string Of(object? value) =>
        value switch
        {
            null => "none",
            decimal amount => amount.ToString("N2", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.UtcDateTime.ToString(
                "yyyy-MM-dd HH:mm:ss.ffffff'Z'",
                CultureInfo.InvariantCulture
            ),
            ReportedDeeming deemed => $"{Of(deemed.On)}, {Of(deemed.Amount)}, {deemed.Reason}",
            ReportedOffset offset =>
                $"{Of(offset.On)}, {Of(offset.Amount)}{(offset.Qplo ? ", a qualified plan loan offset" : "")}",
            ReportedFinding finding => $"{finding.Rule}: {finding.Detail}",
            Form1099RData form =>
                $"tax year {form.TaxYear}, box 1 {Of(form.Box1)}, box 2a {Of(form.Box2a)}, box 5 {Of(form.Box5)}, "
                    + $"code {form.Box7}",
            Discrepancy found => $"{Of(found.On)}, {Of(found.Open)}, {found.InWords}",
            _ => value.ToString()!,
        };

    public static string Of(RecordedChange e) =>
        $"{e.Stream}, event {e.Version}: {e.Event} of {e.Effective:yyyy-MM-dd}, {e.Source}";
}
