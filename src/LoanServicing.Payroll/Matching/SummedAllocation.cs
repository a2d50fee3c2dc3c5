using System.Collections.Immutable;

namespace LoanServicing.Payroll.Matching;

/// <summary>A loan that still takes repayments, on the pay date.</summary>
/// <param name="Loan">The loan's stream.</param>
/// <param name="InstallmentDue">What is lacking of the installment due; 0 where nothing is.</param>
/// <param name="Payoff">What it takes to pay the loan off.</param>
public readonly record struct OpenLoan(Guid Loan, string Name, decimal InstallmentDue, decimal Payoff);

/// <summary>One loan's part of a summed amount.</summary>
public readonly record struct AllocatedRepayment(Guid Loan, string Name, decimal Amount);

/// <summary>How a summed amount falls on a person's loans, or why it does not; never both.</summary>
/// <param name="Rule">The name and version of the rule that decided.</param>
/// <param name="Repayments">Sum to the amount; empty when suspended.</param>
public sealed record Allocation(string Rule, ImmutableArray<AllocatedRepayment> Repayments, SuspenseReason? Suspended);

/// <summary>
/// The rule summed-exact-v1: an amount that payroll gives as one sum over a person's loans goes to the only open loan,
/// or to several when it is exactly the sum of their installments due. No other combination is tried: two may fit, and
/// money on the wrong loan is not seen again.
/// </summary>
public static class SummedAllocation
{
    public const string Rule = "summed-exact-v1";

    /// <param name="loans">In order of origination, which is the order of the answer.</param>
    /// <param name="amount">Whole cents, not zero.</param>
    public static Allocation Allocate(IReadOnlyList<OpenLoan> loans, decimal amount)
    {
        ArgumentOutOfRangeException.ThrowIfZero(amount);
        foreach (var loan in loans)
            ArgumentOutOfRangeException.ThrowIfNegative(loan.InstallmentDue, nameof(loans));
        if (amount < 0m)
            return Suspend(SuspenseReason.LineNegative);
        if (loans.Count == 0)
            return Suspend(SuspenseReason.LoanUnknown);
        if (loans.Count == 1)
            return Post([(loans[0], amount)]);
        return loans.Sum(l => l.InstallmentDue) == amount
            ? Post(loans.Where(l => l.InstallmentDue > 0m).Select(l => (l, l.InstallmentDue)))
            : Suspend(SuspenseReason.LoanAmbiguous);
    }

    private static Allocation Post(IEnumerable<(OpenLoan Loan, decimal Amount)> parts) =>
        parts.Any(p => p.Amount > p.Loan.Payoff)
            ? Suspend(SuspenseReason.RepaymentExceedsPayoff)
            : new(
                Rule,
                [.. parts.Select(p => new AllocatedRepayment(p.Loan.Loan, p.Loan.Name, p.Amount))],
                Suspended: null
            );

    private static Allocation Suspend(SuspenseReason reason) => new(Rule, [], reason);
}
