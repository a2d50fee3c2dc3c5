using LoanServicing.Store.Documents;
using LoanServicing.Store.Remittances;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Asking.Suspense;

/// <summary>Answers what waits for a person, why, since when.</summary>
public static class ListSuspenseHandler
{
    public static async Task<SuspenseListed> HandleAsync(
        ListSuspense message,
        Inquiry session,
        CancellationToken cancellation
    )
    {
        var lines = await RemittanceReader.ReadSuspenseAsync(session, cancellation);
        return new(lines, await DiscrepancyReader.ReadAsync(session, cancellation));
    }
}
