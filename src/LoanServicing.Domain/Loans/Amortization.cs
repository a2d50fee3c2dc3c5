using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// Level payments and the schedule they make, at the nominal annual rate divided by the payments in a year.
/// </summary>
public static class Amortization
{
    /// <summary>
    /// The level installment that repays the principal, in whole cents. The periodic rate is the nominal rate ÷
    /// payments a year: the convention that reproduces the figures printed in 26 CFR 1.72(p)-1, though its introduction
    /// says "8.75 percent compounded annually".
    /// </summary>
    public static decimal LevelInstallment(decimal principal, decimal annualRate, Frequency frequency, int installments)
    {
        var rate = annualRate / frequency.PeriodsPerYear();
        return Cents.Round(
            rate == 0m ? principal / installments : principal * rate / (1m - Power(1m / (1m + rate), installments))
        );
    }

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

    private static decimal Power(decimal number, int exponent)
    {
        var power = 1m;
        for (var square = number; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) == 1)
                power *= square;
            if (exponent > 1)
                square *= square;
        }

        return power;
    }
}

/// <summary>One row of a schedule: <paramref name="Amount"/> = principal + interest.</summary>
public sealed record ScheduledInstallment(DateOnly Due, decimal Amount, decimal Principal, decimal Interest);
