using LoanServicing.Domain.Auditing;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>Tell how a plan's loans rolled forward as recorded by one time and by another.</summary>
/// <param name="From">First day of the roll-forward.</param>
/// <param name="Effective">As of the close of this day in the world, not before the first.</param>
/// <param name="Against">Not before <paramref name="Recorded"/>.</param>
public sealed record ComparePlan(
    string Plan,
    DateOnly From,
    DateOnly Effective,
    RecordedMoment Recorded,
    RecordedMoment Against
);

/// <summary>
/// How a plan's loans rolled forward as recorded by one time and by another, with the loans that made the difference
/// and the events on them that did.
/// </summary>
/// <param name="Amendments">Of the plan between the two times; each may have changed any loan.</param>
/// <param name="Changed">The loans that roll forward otherwise.</param>
public sealed record PlanComparison(
    string Plan,
    DateOnly Effective,
    DateOnly From,
    DateTimeOffset Recorded,
    DateTimeOffset Against,
    RollForward Before,
    RollForward After,
    IReadOnlyList<RecordedChange> Amendments,
    IReadOnlyList<ChangedLoan> Changed
);

/// <summary>A loan that rolls forward otherwise than before.</summary>
/// <param name="Events">Those that made it, in the order in which they were recorded.</param>
public sealed record ChangedLoan(
    string Loan,
    RollForward Before,
    RollForward After,
    IReadOnlyList<RecordedChange> Events
);
