using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>
/// The ledger once more, from the words of the scenario contract and day by day, with nothing taken from
/// <see cref="LedgerPosition"/>: what it and the ledger must agree on.
/// </summary>
internal static class DailyModel
{
    /// <param name="payments">In effective order, none after <paramref name="through"/>.</param>
    public static (decimal Principal, decimal InterestDue, decimal Outstanding, decimal PrincipalRepaid) At(
        DateOnly through,
        LoanTerms terms,
        IEnumerable<(DateOnly On, decimal Amount)> payments
    )
    {
        var byDay = payments.ToLookup(payment => payment.On, payment => payment.Amount);
        var (principal, due, repaid) = (terms.Amount, 0m, 0m);
        var (period, start, moneyInside, balanceDays) = (0, terms.MadeOn, false, 0m);
        for (var day = terms.MadeOn; ; day = day.AddDays(1))
        {
            if (day == terms.Schedule.Due(period))
            {
                due += moneyInside
                    ? Rounded(balanceDays * terms.AnnualRate / 365m)
                    : Rounded(Math.Max(0m, principal + due) * terms.AnnualRate / PaymentsAYear(terms));
                (period, start, moneyInside, balanceDays) = (period + 1, day, false, 0m);
            }

            foreach (var amount in byDay[day])
            {
                // What turns out to be more than was owed is left out.
                if (amount >= principal + due + Rounded(balanceDays * terms.AnnualRate / 365m))
                {
                    repaid += principal;
                    (principal, due, balanceDays) = (0m, 0m, 0m);
                    continue;
                }

                var toInterest = Math.Min(amount, Math.Max(0m, due));
                var toPrincipal = Math.Min(amount - toInterest, principal);
                repaid += toPrincipal;
                principal -= toPrincipal;
                due -= amount - toPrincipal;
                moneyInside |= day > start;
            }

            if (day == through)
                return (principal, due, principal + due + Rounded(balanceDays * terms.AnnualRate / 365m), repaid);
            // What is prepaid earns nothing.
            balanceDays += Math.Max(0m, principal + due);
        }
    }

    private static decimal Rounded(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    private static int PaymentsAYear(LoanTerms terms) =>
        terms.Frequency switch
        {
            Domain.Calendar.Frequency.Weekly => 52,
            Domain.Calendar.Frequency.Biweekly => 26,
            Domain.Calendar.Frequency.Semimonthly => 24,
            Domain.Calendar.Frequency.Monthly => 12,
            Domain.Calendar.Frequency.Quarterly => 4,
            _ => 1,
        };
}
