using LoanServicing.Store;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Verifying;

/// <summary>Proves the log. It changes nothing, and reads all as of one moment.</summary>
public static class VerifyLogHandler
{
    /// <summary>How many events there are to go through: what progress is measured against.</summary>
    public static Task<long> CountAsync(
        VerifyLog message,
        LoansDatabase database,
        Tenant tenant,
        CancellationToken cancellation
    ) => LogVerification.CountEventsAsync(database, tenant, message.Part, message.EveryAccount, cancellation);

    /// <param name="progress">Is told how many events have been gone through.</param>
    public static Task<VerificationOutcome> HandleAsync(
        VerifyLog message,
        LoansDatabase database,
        Tenant tenant,
        IProgress<long> progress,
        CancellationToken cancellation
    ) => LogVerification.VerifyAsync(database, tenant, message.Part, message.EveryAccount, progress, cancellation);
}
