using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>Show one loan as of both times.</summary>
/// <param name="Loan">plan/participant/loan, or a shorter form where that is unique.</param>
/// <param name="Effective">As of the close of this day in the world.</param>
/// <param name="Recorded">As the log knew it then; null for now.</param>
public sealed record ShowLoan(string Loan, DateOnly Effective, RecordedMoment? Recorded);

/// <summary>A loan as of both times.</summary>
/// <param name="Loan">Its full name.</param>
/// <param name="Terms">As they were by the latest that was known.</param>
public sealed record LoanShown(string Loan, DateOnly Effective, LoanStanding Standing, LoanTerms Terms);
