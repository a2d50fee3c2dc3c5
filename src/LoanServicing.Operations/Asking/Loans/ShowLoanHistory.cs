namespace LoanServicing.Operations.Asking.Loans;

/// <summary>
/// Show every event of a loan that counts by the effective day, in the order in which they were recorded.
/// </summary>
/// <param name="Loan">plan/participant/loan, or a shorter form where that is unique.</param>
/// <param name="Effective">As of the close of this day in the world.</param>
/// <param name="Recorded">As the log knew it then; null for now.</param>
public sealed record ShowLoanHistory(string Loan, DateOnly Effective, RecordedMoment? Recorded);

/// <summary>The events of a loan.</summary>
/// <param name="Loan">Its full name.</param>
public sealed record LoanHistoryShown(string Loan, IReadOnlyList<LoanHistoryLine> Lines);

/// <summary>One event of a loan as people read it.</summary>
/// <param name="Interest">
/// What of the amount, and of money held before, paid interest; null where nothing was paid or a late fact moved the
/// position as a whole.
/// </param>
/// <param name="Balance">
/// Principal and interest due after the event, without the interest of a period that has not ended, and without what
/// counts from after the effective day.
/// </param>
public sealed record LoanHistoryLine(
    long Version,
    DateOnly Effective,
    DateTimeOffset RecordedAt,
    string Event,
    decimal? Amount,
    decimal? Interest,
    decimal? Principal,
    decimal Balance,
    string? Detail,
    string Source,
    string? Cites,
    string? Actor
);
