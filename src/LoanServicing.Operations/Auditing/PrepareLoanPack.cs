using LoanServicing.Domain.Auditing;
using LoanServicing.Operations.Asking;

namespace LoanServicing.Operations.Auditing;

/// <summary>Prepare the evidence that an auditor asks for of one loan.</summary>
/// <param name="Loan">plan/participant/loan, or a shorter form where that is unique.</param>
/// <param name="Effective">As of the close of this day in the world.</param>
/// <param name="Recorded">As the log knew it then; null for now.</param>
public sealed record PrepareLoanPack(string Loan, DateOnly Effective, RecordedMoment? Recorded);

/// <summary>A loan's audit pack.</summary>
/// <param name="Loan">Its full name.</param>
public sealed record LoanPackPrepared(string Loan, LoanPack Pack, IReadOnlyList<OutputFile> Files);
