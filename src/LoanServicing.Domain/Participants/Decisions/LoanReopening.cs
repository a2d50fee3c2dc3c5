using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>
/// A loan that had ended runs on, because the repayment that ended it never happened: what holds of every loan of the
/// participant since then holds of it too, where it does not contradict the loan.
/// </summary>
internal static class LoanReopening
{
    /// <param name="endedOn">The day that it had ended on.</param>
    public static void Take(AccountLoan loan, DateOnly endedOn, Account account, Source source)
    {
        LeaveDecision.Since(endedOn, loan, account, source);
        PostponementDecision.OfNew(loan, account);
    }
}
