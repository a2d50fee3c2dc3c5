using LoanServicing.Store;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Sealing;

/// <summary>Seals the log, in a transaction of its own: it waits for events that are on their way.</summary>
public static class SealLogHandler
{
    /// <summary>Null where nothing was recorded since the last seal.</summary>
    public static async Task<LogSealed?> HandleAsync(
        SealLog message,
        LoansDatabase database,
        Tenant tenant,
        SealKey key,
        CancellationToken cancellation
    )
    {
        var seal = await LogSealing.SealAsync(database, tenant, key, message.Through, cancellation);
        return seal is null
            ? null
            : new(seal.Number, message.Through, seal.Events, seal.Streams, Convert.ToHexStringLower(seal.Root));
    }
}
