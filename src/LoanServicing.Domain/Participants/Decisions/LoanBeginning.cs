using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>What holds of every loan of the participant holds of one that becomes known, too.</summary>
internal static class LoanBeginning
{
    public static Rejection? Of(AccountLoan loan, Account account, Source source) =>
        LeaveDecision.OfNew(loan, account, source) ?? PostponementDecision.OfNew(loan, account);
}
