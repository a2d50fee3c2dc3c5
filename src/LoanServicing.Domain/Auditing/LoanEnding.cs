using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>The event after which nothing was owed.</summary>
/// <param name="Recording">Null where it follows and has not been stated.</param>
/// <param name="Amount">What was offset or refinanced, interest included; 0 for a repayment.</param>
/// <param name="ReplacedBy">The loan that it was refinanced by; null for any other end.</param>
public sealed record LoanEnding(EventRecording? Recording, DateOnly On, ClosedBy By, decimal Amount, string? ReplacedBy)
{
    internal static LoanEnding? Of(LedgerWalk walk, RecordedLoan record) =>
        walk.Loan.Closed is { } closed && walk.Steps.FirstOrDefault(step => step.After.Closed is not null) is { } last
            ? new(record.Of(last.Version), closed.On, closed.By, closed.Amount, (last.Event as Refinanced)?.By)
            : null;
}
