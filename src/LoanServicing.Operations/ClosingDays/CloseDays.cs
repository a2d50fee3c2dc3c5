namespace LoanServicing.Operations.ClosingDays;

/// <summary>Close a plan's business days: every calendar day that is not closed yet, in order, through one.</summary>
/// <param name="Through">The last of them, not after the business date.</param>
public sealed record CloseDays(string Plan, DateOnly Through, DateOnly BusinessDate);
