namespace LoanServicing.Operations.ClosingDays;

/// <summary>What closing a plan's business days stated.</summary>
/// <param name="From">The first day closed; null where all were closed before.</param>
/// <param name="WouldHaveCured">What waits in suspense and would have made up an installment in time that a loan was
/// deemed for.</param>
public sealed record DaysClosed(
    string Plan,
    DateOnly? From,
    DateOnly Through,
    int Missed,
    int Deemed,
    decimal DeemedTotal,
    IReadOnlyList<MissedCure> WouldHaveCured
);
