using System.CommandLine;
using LoanServicing.Operations.Asking;

namespace LoanServicing.Host.CommandLine;

/// <summary>
/// What questions are asked with: of which loan, as of which day in the world, and as recorded by when.
/// </summary>
internal static class QuestionOptions
{
    public static readonly Argument<string> Loan = new("LOAN")
    {
        Description = "plan/participant/loan, or a shorter form where that is unique",
    };

    public static readonly Option<DateOnly?> Effective = GlobalOptions.DateOption(
        "--effective",
        "As of the close of this day (default: the business date)"
    );

    public static readonly Option<RecordedMoment?> Recorded = RecordedOption.Of(
        "--recorded",
        "As the log knew it then (default: now)"
    );

    /// <summary>The effective day that is asked about.</summary>
    public static DateOnly EffectiveDay(Invocation call) => call.Options.GetValue(Effective) ?? call.BusinessDate;
}
