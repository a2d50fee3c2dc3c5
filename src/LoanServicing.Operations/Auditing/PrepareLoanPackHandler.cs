using LoanServicing.Domain.Auditing;
using LoanServicing.Operations.Asking;
using LoanServicing.Operations.Asking.Loans;
using LoanServicing.Store.Documents;

namespace LoanServicing.Operations.Auditing;

/// <summary>Puts together what an auditor asks for of one loan.</summary>
public static class PrepareLoanPackHandler
{
    /// <exception cref="RefusedException">There is no such loan, or it was not made or not known by then.</exception>
    public static async Task<LoanPackPrepared> HandleAsync(
        PrepareLoanPack message,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        DirectoryLoan name = default;
        await using var records = await AuditRecords.OpenAsync(
            ask,
            async now => (name = await LoanName.FindAsync(now, message.Loan, cancellation)).Plan,
            message.Recorded,
            wholePlan: false,
            cancellation
        );
        var fullName = $"{name.Plan}/{name.Participant}/{name.Name}";
        var loans = await records.LoansAsync([name.Participant], cancellation);
        var record =
            loans.FirstOrDefault(candidate => candidate.History.Made.Loan == name.Name)
            ?? throw RefusedException.Of(
                nameof(message.Recorded),
                $"found {records.RecordedBy:O}, when loan {fullName} was not known yet"
            );
        var pack =
            LoanPack.Of(record, message.Effective)
            ?? throw RefusedException.Of(
                nameof(message.Effective),
                $"found {message.Effective:yyyy-MM-dd}, before loan {fullName} was made"
            );
        return new(fullName, pack, [.. LoanPackFiles.Of(pack, records.Session.Tenant)]);
    }
}
