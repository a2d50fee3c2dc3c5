namespace LoanServicing.Host.Ingesting;

/// <summary>What became of a payroll file: its total is what was posted and what is in suspense.</summary>
/// <param name="AlreadyIngested">The very same file had come before, and nothing was changed.</param>
/// <param name="Skipped">Rows that carry no repayment.</param>
public sealed record IngestOutcome(
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
    int Skipped);
