using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>
/// Deadlines are postponed (26 USC 7508A): of every loan of the participant, those made later among them, and of
/// rollovers.
/// </summary>
internal static class PostponementDecision
{
    public static Rejection? Postpone(DeadlinePostponedFact e, Account account, Source source)
    {
        var postponed = new DeadlinesPostponed(e.On, e.DueFrom, e.DueTo, e.Until, e.Authority, source);
        foreach (var loan in account.Loans)
        {
            if (Rejected(postponed, loan, account) is { } rejection)
                return rejection;
        }

        account.Record(postponed);
        return null;
    }

    /// <summary>Takes what was postponed before into the record of a loan that becomes known.</summary>
    public static Rejection? OfNew(AccountLoan loan, Account account) =>
        (account.Participant.Postponements ?? [])
            .Select(postponed => Rejected(postponed, loan, account))
            .FirstOrDefault(rejection => rejection is not null);

    private static Rejection? Rejected(DeadlinesPostponed e, AccountLoan loan, Account account)
    {
        var on = e.On > loan.Made.On ? e.On : loan.Made.On;
        if (loan.Within(on, account.Plan) is not { Closed: null } then || !HasDue(then.Schedule, e))
            return null;
        if (
            loan.History.Facts.Any(fact =>
                fact is RepaymentsPostponed known && (known.On, known.DueFrom) == (on, e.DueFrom)
            )
        )
            return null;
        var postponed = new RepaymentsPostponed(on, e.DueFrom, e.DueTo, e.Until, e.Authority, e.Source);
        return account.RecordIfDecided(loan, loan.History.Undo(postponed, account.Plan, account.SettledThrough));
    }

    private static bool HasDue(RepaymentSchedule schedule, DeadlinesPostponed e) =>
        schedule.CountThrough(e.DueTo) > schedule.CountThrough(e.DueFrom.AddDays(-1));
}
