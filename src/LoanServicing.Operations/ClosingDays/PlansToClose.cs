using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.ClosingDays;

/// <summary>
/// What one close of a day is over: each of a tenant's plans, by a message and a transaction of its own.
/// </summary>
public static class PlansToClose
{
    /// <exception cref="RefusedException">The last day lies after the business date.</exception>
    public static void RefuseFuture(DateOnly through, DateOnly businessDate)
    {
        if (through > businessDate)
        {
            throw RefusedException.Of(
                nameof(CloseDays.Through),
                $"found {through:yyyy-MM-dd}, expected a day not after the business date, {businessDate:yyyy-MM-dd}"
            );
        }
    }

    /// <exception cref="RefusedException">The tenant has none.</exception>
    public static async Task<IReadOnlyList<string>> ReadAsync(Inquiry session, CancellationToken cancellation)
    {
        var plans = await LoanDirectory.PlansAsync(session, cancellation);
        return plans.Count > 0
            ? plans
            : throw RefusedException.Of(
                nameof(session.Tenant),
                $"found \"{session.Tenant.Name}\", which has no plan, expected one whose plans were imported"
            );
    }
}
