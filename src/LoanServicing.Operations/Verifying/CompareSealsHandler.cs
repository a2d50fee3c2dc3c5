using LoanServicing.Store;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Verifying;

/// <summary>Hold the log against its seals: those of the database always, an exported one where it is given.</summary>
public sealed record CompareSeals;

/// <summary>Holds the log against its seals. It changes nothing, and reads all as of one moment.</summary>
public static class CompareSealsHandler
{
    /// <param name="key">Whose seals are expected; null where only the key that a seal names can be asked.</param>
    /// <param name="exported">Read, and found to agree with its signature, before; null where none was given.</param>
    public static Task<SealOutcome> HandleAsync(
        CompareSeals message,
        LoansDatabase database,
        Tenant tenant,
        SealKey? key,
        SealFile? exported,
        CancellationToken cancellation
    ) => SealVerification.RunAsync(database, tenant, key, exported, cancellation);
}
