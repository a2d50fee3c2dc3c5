using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>Installments of one loan are agreed otherwise, or put off after a disaster.</summary>
internal static class ScheduleDecision
{
    public static Rejection? Reschedule(RescheduledFact e, Account account, Source source) =>
        Change(account, e.Loan, new Rescheduled(e.On, e.Frequency, e.Installments, e.FirstDue, e.DueDays, source));

    public static Rejection? Delay(DisasterDelayFact e, Account account, Source source) =>
        Change(account, e.Loan, new RepaymentsDelayed(e.On, e.DueFrom, e.DueTo, e.DelayMonths, source));

    public static Rejection? Change(Account account, string name, LoanEvent change) =>
        account.Find(name) is { } loan
            ? account.RecordIfDecided(loan, account.Decide(loan, new ChangeRepayment(change)))
            : LoanNames.Unknown(name);
}
