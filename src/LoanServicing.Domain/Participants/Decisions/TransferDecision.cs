using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A loan leaves the plan in kind: its note goes to another plan.</summary>
internal static class TransferDecision
{
    public static Rejection? Transfer(TransferredOutFact e, Account account, Source source) =>
        account.Find(e.Loan) is { } loan
            ? account.RecordIfDecided(loan, account.Decide(loan, new TransferLoan(e.On, e.Kind, e.To, source)))
            : LoanNames.Unknown(e.Loan);
}
