using LoanServicing.Store.Documents;
using LoanServicing.Store.Remittances;

namespace LoanServicing.Operations.Asking.Suspense;

/// <summary>List what waits for a person.</summary>
public sealed record ListSuspense;

/// <summary>What waits for a person, the oldest first.</summary>
/// <param name="Lines">Of payroll files, in suspense.</param>
/// <param name="Discrepancies">What was moved on a loan and does not fit what was owed.</param>
public sealed record SuspenseListed(IReadOnlyList<SuspenseItem> Lines, IReadOnlyList<OpenDiscrepancy> Discrepancies);
