using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A failure is put right (Rev. Proc. 2021-30, section 6.07).</summary>
internal static class CorrectionDecision
{
    public static Rejection? Correct(CorrectedFact fact, Account account, Source source) =>
        account.Find(fact.Loan) is { } loan
            ? account.RecordIfDecided(
                loan,
                loan.History.Correct(fact.Method, fact.On, fact.FinalDue, account.Plan, account.SettledThrough, source)
            )
            : LoanNames.Unknown(fact.Loan);
}
