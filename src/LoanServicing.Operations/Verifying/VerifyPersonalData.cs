using LoanServicing.Store;
using LoanServicing.Store.PersonalData;
using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Verifying;

/// <summary>Prove that who people and payers are opens under the key, and is in its own row.</summary>
public sealed record VerifyPersonalData;

/// <summary>Proves the personal data. It changes nothing.</summary>
public static class VerifyPersonalDataHandler
{
    public static async Task<IReadOnlyList<Difference>> HandleAsync(
        VerifyPersonalData message,
        LoansDatabase database,
        Tenant tenant,
        PersonalDataKey key,
        CancellationToken cancellation
    ) => (await PersonalDataProof.RunAsync(database, tenant, key, cancellation)).Differences;
}
