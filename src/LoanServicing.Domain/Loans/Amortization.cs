using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Loans;

/// <summary>Level payments and the schedule they make, at the nominal annual rate divided by the payments in a year.</summary>
public static class Amortization
{
    /// <summary>
    /// The level installment that repays the principal, in whole cents. The periodic rate is the nominal rate ÷ payments a year: the
    /// convention that reproduces the figures printed in 26 CFR 1.72(p)-1, though its introduction says "8.75 percent compounded annually".
    /// </summary>
    public static decimal LevelInstallment(decimal principal, decimal annualRate, Frequency frequency, int installments)
    {
        var rate = annualRate / frequency.PeriodsPerYear();
        return Cents.Round(rate == 0m ? principal / installments : principal * rate / (1m - Power(1m / (1m + rate), installments)));
    }

    /// <summary>
    /// Every installment as agreed, paid on its day: interest rounded to the cent each period, the last installment taking what is left.
    /// </summary>
    public static IReadOnlyList<ScheduledInstallment> Schedule(LoanTerms terms)
    {
        var rows = new List<ScheduledInstallment>(terms.Installments);
        var balance = terms.Amount;
        for (var index = 0; index < terms.Installments; index++)
        {
            var interest = Cents.Round(balance * terms.AnnualRate / terms.Frequency.PeriodsPerYear());
            var amount = index == terms.Installments - 1 ? balance + interest : Math.Min(terms.InstallmentAmount(index), balance + interest);
            rows.Add(new(terms.DueDates[index], amount, amount - interest, interest));
            balance += interest - amount;
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
