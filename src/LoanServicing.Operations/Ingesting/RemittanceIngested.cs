using LoanServicing.Domain.Plans;
using LoanServicing.Operations.StatingConsequences;
using LoanServicing.Payroll.Reading;

namespace LoanServicing.Operations.Ingesting;

/// <summary>What became of a payroll file: its total is what was posted and what is in suspense.</summary>
/// <param name="AlreadyIngested">The very same file had come before, and nothing was changed.</param>
/// <param name="Skipped">Rows that carry no repayment.</param>
/// <param name="Consequences">What followed that somebody has to know of.</param>
public sealed record RemittanceIngested(
    Guid Remittance,
    string File,
    DateOnly PayDate,
    bool AlreadyIngested,
    int Lines,
    decimal Total,
    int Posted,
    decimal PostedTotal,
    int Suspended,
    decimal SuspendedTotal,
    IReadOnlyDictionary<string, int> SuspendedByReason,
    int Skipped,
    IReadOnlyList<StatedConsequence> Consequences
)
{
    /// <summary>The answer to a file that had come before.</summary>
    internal static RemittanceIngested Before(Guid id, RemittanceFile file) =>
        new(
            id,
            file.FileName,
            file.PayDate,
            true,
            file.Count,
            file.Total,
            0,
            0m,
            0,
            0m,
            new Dictionary<string, int>(),
            file.SkippedLines,
            []
        );

    /// <summary>The answer to a file that was taken in.</summary>
    internal static RemittanceIngested Now(
        RemittanceFile file,
        RemittanceReceived received,
        IReadOnlyCollection<RepaymentSuspended> waiting,
        IReadOnlyList<StatedConsequence> consequences
    ) =>
        new(
            received.Remittance,
            file.FileName,
            file.PayDate,
            false,
            file.Count,
            file.Total,
            received.Posted,
            received.PostedTotal,
            waiting.Count,
            waiting.Sum(e => e.Amount),
            waiting
                .GroupBy(e => e.Reason)
                .OrderBy(reason => reason.Key, StringComparer.Ordinal)
                .ToDictionary(reason => reason.Key, reason => reason.Count()),
            file.SkippedLines,
            consequences
        );
}
