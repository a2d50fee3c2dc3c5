using LoanServicing.Store;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Verifying;

/// <summary>Make the read models what follows from the log.</summary>
public sealed record RebuildReadModels;

/// <summary>
/// Rebuilds the read models. Writers may be at work meanwhile; what is done stays where it is interrupted.
/// </summary>
public static class RebuildReadModelsHandler
{
    /// <summary>How many events there are to go through: what progress is measured against.</summary>
    public static Task<long> CountAsync(LoansDatabase database, Tenant tenant, CancellationToken cancellation) =>
        LogVerification.CountEventsAsync(database, tenant, cancellation: cancellation);

    /// <param name="progress">Is told how many events have been gone through.</param>
    public static Task<RebuildOutcome> HandleAsync(
        RebuildReadModels message,
        LoansDatabase database,
        Tenant tenant,
        IProgress<long> progress,
        CancellationToken cancellation
    ) => DocumentRebuild.RunAsync(database, tenant, progress, cancellation);
}
