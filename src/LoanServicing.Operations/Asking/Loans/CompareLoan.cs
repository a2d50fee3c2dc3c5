using LoanServicing.Domain.Auditing;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>
/// Tell what differs between two recorded times in the answer about a loan, and the events that made it.
/// </summary>
/// <param name="Loan">plan/participant/loan, or a shorter form where that is unique.</param>
/// <param name="Effective">As of the close of this day in the world.</param>
/// <param name="Against">Not before <paramref name="Recorded"/>.</param>
public sealed record CompareLoan(string Loan, DateOnly Effective, RecordedMoment Recorded, RecordedMoment Against);

/// <summary>What differs between two recorded times in the answer about a loan, and the events that made it.</summary>
/// <param name="Loan">Its full name.</param>
/// <param name="Differences">From the one time to the other, whatever came and went between.</param>
/// <param name="MadeBy">The recordings that changed the answer, in order.</param>
/// <param name="WithoutEffect">
/// How many between them recorded something of the account or plan that changed nothing in it.
/// </param>
public sealed record LoanComparison(
    string Loan,
    DateOnly Effective,
    DateTimeOffset Recorded,
    DateTimeOffset Against,
    IReadOnlyList<StandingDifference> Differences,
    IReadOnlyList<RecordedTogether> MadeBy,
    int WithoutEffect
);

/// <summary>What was recorded in one go, and what it changed in an answer.</summary>
public sealed record RecordedTogether(
    DateTimeOffset RecordedAt,
    string? Actor,
    IReadOnlyList<RecordedChange> Events,
    IReadOnlyList<StandingDifference> Differences
);
