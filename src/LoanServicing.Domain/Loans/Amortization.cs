using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// The schedule that agreed installments make, at the nominal annual rate divided by the payments in a year.
/// </summary>
public static class Amortization
{
    /// <summary>
    /// Every installment as agreed, paid on its day: interest rounded to the cent each period, the last installment
    /// taking what is left. A due date on which none is asked for has no row; its interest is the first to be repaid
    /// after it, so that the principal of all rows is the amount lent.
    /// </summary>
    /// <param name="amount">The amount lent.</param>
    public static IReadOnlyList<ScheduledInstallment> Schedule(RepaymentSchedule schedule, decimal amount)
    {
        var rows = new List<ScheduledInstallment>(schedule.Periods);
        var (principal, interest) = (amount, 0m);
        var stretch = 0;
        for (var index = 0; index < schedule.Periods; index++)
        {
            if (
                stretch + 1 < schedule.Stretches.Count
                && schedule.Stretches[stretch + 1] is var next
                && index == next.Start
            )
            {
                // Agreed anew, for what was then owed.
                stretch++;
                principal = Math.Min(principal, next.Opening);
                interest = next.Opening - principal;
            }

            interest += Cents.Round((principal + interest) * schedule.RateOf(index) / schedule.PeriodsPerYear(index));
            if (!schedule.IsAskedFor(index))
                continue;
            var due =
                index == schedule.Periods - 1
                    ? principal + interest
                    : Math.Min(schedule.Amount(index), principal + interest);
            var toInterest = Math.Min(due, interest);
            rows.Add(new(schedule.Due(index), due, due - toInterest, toInterest));
            principal -= due - toInterest;
            interest -= toInterest;
        }

        return rows;
    }
}

/// <summary>One row of a schedule: <paramref name="Amount"/> = principal + interest.</summary>
public sealed record ScheduledInstallment(DateOnly Due, decimal Amount, decimal Principal, decimal Interest);
