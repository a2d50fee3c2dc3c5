using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>
/// A leave of absence begins or ends (26 CFR 1.72(p)-1 A-9): of one loan, or of the participant and so of every loan
/// that is open, those made while it lasts among them.
/// </summary>
internal static class LeaveDecision
{
    public static Rejection? Start(LeaveStartedFact e, Account account, Source source)
    {
        var absence = new Absence(e.On, e.Kind, e.AnnualRate);
        if (e.Loan is { } name)
            return account.Find(name) is { } one
                ? ScheduleDecision.Change(account, name, Started(absence, e.On, one, source))
                : LoanNames.Unknown(name);
        if (account.Participant.AbsenceOn(e.On) is { } other && !GivesWay(other, absence))
            return new(
                "leave.already-started",
                $"participant {account.Participant.Participant} is on a leave since {other.From:yyyy-MM-dd}, which has "
                    + $"to end before one of {e.On:yyyy-MM-dd} starts"
            );
        account.Record(new AbsenceStarted(e.On, e.Kind, e.AnnualRate, source));
        var known = account.Participant.AbsenceOn(e.On)!;
        return First(account.Loans.Where(loan => !(loan.Made.On > known.Through)), loan => Begin(known, loan));

        // It comes before whatever else the loan's own day brought.
        Decision Decide(LeaveStarted started, AccountLoan loan) =>
            started.On == loan.Made.On && loan.History.Facts.Count() > 1
                ? loan.History.Restate(started, account.Plan, account.SettledThrough)
                : LeaveDecision.Decide(loan, started, account);

        Rejection? Begin(Absence leave, AccountLoan loan)
        {
            var on = Later(leave.From, loan.Made.On);
            // Of another leave, which gives way to this one, the loan was never on.
            if (on == loan.Made.On && NotTaken(loan, account, source) is { } refused)
                return refused;
            return loan.Within(on, account.Plan) is { Closed: null }
                ? account.RecordIfDecided(loan, Decide(Started(leave, on, loan, source), loan))
                : null;
        }
    }

    public static Rejection? End(LeaveEndedFact e, Account account, Source source)
    {
        var ended = new LeaveEnded(e.On, e.Then, e.FinalDue, source);
        if (e.Loan is { } name)
            return ScheduleDecision.Change(account, name, ended);
        var absence = account.Participant.AbsenceOn(e.On);
        var onLeave = account.Loans.Where(loan => IsOnLeave(loan, e.On, account)).ToList();
        if (absence is null && onLeave.Count == 0)
            return new(
                "leave.not-started",
                $"participant {account.Participant.Participant} is on no leave that could end on {e.On:yyyy-MM-dd}"
            );
        if (First(onLeave, loan => account.RecordIfDecided(loan, Decide(loan, ended, account))) is { } rejection)
            return rejection;
        if (absence is null)
            return null;
        account.Record(new AbsenceEnded(e.On, e.Then, e.FinalDue, source));
        return First(
            account.Loans.Where(loan => loan.Made.On > e.On && account.Participant.AbsenceOn(loan.Made.On) is null),
            loan => NotTaken(loan, account, source)
        );
    }

    /// <summary>Takes the participant's leaves into the record of a loan that becomes known.</summary>
    public static Rejection? OfNew(AccountLoan loan, Account account, Source source) =>
        First(
            account.Participant.Leaves.Where(leave => !(leave.Through < loan.Made.On)),
            leave =>
            {
                var started = Started(leave, Later(leave.From, loan.Made.On), loan, source);
                var rejection = account.RecordIfDecided(loan, Decide(loan, started, account));
                return rejection is null && leave is { Through: { } through, Then: { } then }
                    ? account.RecordIfDecided(
                        loan,
                        Decide(loan, new LeaveEnded(through, then, leave.FinalDue, source), account)
                    )
                    : rejection;
            }
        );

    /// <summary>
    /// Takes the leaves that began or ended since a day into the record of a loan that had ended on it.
    /// </summary>
    public static void Since(DateOnly day, AccountLoan loan, Account account, Source source)
    {
        var known = loan.History.Facts.Select(fact => (fact.GetType(), fact.On)).ToHashSet();
        var changes = new List<LoanEvent>();
        foreach (var leave in account.Participant.Leaves)
        {
            var on = Later(leave.From, loan.Made.On);
            if (on >= day && !(leave.Through < on))
                changes.Add(Started(leave, on, loan, source));
            if (leave is { Through: { } through, Then: { } then } && through >= day)
                changes.Add(new LeaveEnded(through, then, leave.FinalDue, source));
        }

        foreach (var change in changes.Where(change => !known.Contains((change.GetType(), change.On))))
            account.RecordIfDecided(loan, Decide(loan, change, account));
    }

    // Military service can begin during another leave, and takes its place; a leave without a known end ends as one
    // that is recorded after it begins.
    private static bool GivesWay(Absence leave, Absence to) =>
        to.Kind == SuspensionKind.MilitaryService
        && leave.Kind != SuspensionKind.MilitaryService
        && to.From > leave.From;

    // A loan of before the service alone is owed at the lower rate (50 USC 3937(a)(1)), and no loan at a higher one
    // than was agreed.
    private static LeaveStarted Started(Absence leave, DateOnly on, AccountLoan loan, Source source)
    {
        var terms = loan.State.Terms;
        decimal? rate =
            leave.AnnualRate is { } agreed
            && agreed < terms.AnnualRate
            && ServicememberRate.Reaches(terms.MadeOn, leave.From)
                ? agreed
                : null;
        return new(on, leave.Kind, rate, UsedDays(leave, on, loan), source);
    }

    // The year of an unpaid leave runs from its own first day, whenever the loan was made.
    private static int? UsedDays(Absence leave, DateOnly on, AccountLoan loan)
    {
        if (leave.Kind != SuspensionKind.UnpaidLeave)
            return null;
        if (loan.Made is TakenOver { LeaveUsedDays: > 0 and var used })
            return used;
        return on > leave.From
            ? DueDates.YearsLater(on, 1).DayNumber - DueDates.YearsLater(leave.From, 1).DayNumber
            : null;
    }

    private static bool IsOnLeave(AccountLoan loan, DateOnly on, Account account) =>
        loan.Within(on, account.Plan) is { Closed: null } then && RepaymentChange.OpenLeave(then) is not null;

    // The leave had ended before the loan was made, which was not known as its beginning was recorded.
    private static Rejection? NotTaken(AccountLoan loan, Account account, Source source)
    {
        var history = loan.History;
        for (var version = 2; version <= history.Recorded.Count; version++)
        {
            if (history.Standing(version) is LeaveStarted started && started.On == loan.Made.On)
                return account.RecordIfDecided(
                    loan,
                    history.Restate(
                        new LeaveNotTaken(started.On, version, source),
                        account.Plan,
                        account.SettledThrough
                    )
                );
        }

        return null;
    }

    private static Decision Decide(AccountLoan loan, LoanEvent change, Account account) =>
        account.Decide(loan, new ChangeRepayment(change));

    private static Rejection? First<T>(IEnumerable<T> items, Func<T, Rejection?> take) =>
        items.ToList().Select(take).FirstOrDefault(rejection => rejection is not null);

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
