using LoanServicing.Store;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Sealing;

/// <summary>Exports a seal, and answers with what its file says first.</summary>
public static class ExportSealHandler
{
    /// <param name="file">Where the lines are written to.</param>
    /// <exception cref="SealRefusedException">There is no such seal, or those in the database do not hold.</exception>
    public static Task<SealFileHeader> HandleAsync(
        ExportSeal message,
        LoansDatabase database,
        Tenant tenant,
        SealKey key,
        Stream file,
        CancellationToken cancellation
    ) => SealFileWriter.WriteAsync(database, tenant, key, message.Number, message.BusinessDate, file, cancellation);
}
