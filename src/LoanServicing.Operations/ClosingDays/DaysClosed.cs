namespace LoanServicing.Operations.ClosingDays;

/// <summary>What closing a plan's business days stated.</summary>
/// <param name="From">The first day closed; null where all were closed before.</param>
public sealed record DaysClosed(
    string Plan,
    DateOnly? From,
    DateOnly Through,
    int Missed,
    int Deemed,
    decimal DeemedTotal
);
