namespace LoanServicing.Domain.Loans.Findings;

/// <summary>What one rule said about a loan.</summary>
/// <param name="Rule">The contract's word for it.</param>
/// <param name="Detail">In words that a participant can be shown.</param>
/// <param name="Deems">Why it makes a distribution; null where it makes none.</param>
/// <param name="Amount">How much of the loan; null for all of it.</param>
public sealed record LoanFinding(
    string Rule,
    bool Satisfied,
    string Cites,
    string Detail,
    DeemingReason? Deems = null,
    decimal? Amount = null
);
