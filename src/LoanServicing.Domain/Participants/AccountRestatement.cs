using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// Says anew what is said of a loan because of the account and of the participant's other loans, where a fact changes
/// those.
/// </summary>
internal static class AccountRestatement
{
    /// <summary>
    /// Goes through the statements from the first day that what was recorded changes; in order of their days, because
    /// each can change the next.
    /// </summary>
    public static Rejection? Of(Account account, Source source)
    {
        if (Cause(account) is not { } cause)
            return null;
        if (account.Recorded.Select(ChangesFrom).Min() is not { } from)
            return null;
        var made = account.Recorded.Select((e, index) => (e.Loan, Version: account.VersionOf(index))).ToHashSet();
        foreach (var statement in InOrder(account, from, IsNew))
        {
            var loan = account.Loans[statement.Place];
            var history = account.History;
            var others = AccountStatements.Others(history, statement, IsNew(statement));
            // A loan that is being made was just worked out from the same account.
            var isMaking = statement.Version == 1 && IsNew(statement);
            if (!isMaking && AccountStatements.Otherwise(history, statement, others) is { } restated)
            {
                var decision = loan.History.Restate(
                    restated with
                    {
                        BecauseLoan = cause.Loan,
                        Because = cause.Version,
                        Source = source,
                    },
                    account.Plan,
                    account.SettledThrough
                );
                if (decision.Rejection is { } rejection)
                    return new(
                        "fact.changes-later-loan",
                        $"it changes what was said of loan {loan.Made.Loan} on {statement.On:yyyy-MM-dd}, and {rejection.Reason}",
                        LoanAmountLimit.Cites
                    );
                account.Record(loan, decision);
            }

            foreach (
                var other in others.Where(place =>
                    Counts(account.Loans[place], statement.On)
                    && !history.Loans[place].IsReliedUpon(loan.Made.Loan, statement.Version)
                )
            )
                account.Record(
                    account.Loans[other],
                    new ReliedUpon(statement.On, loan.Made.Loan, statement.Version, source)
                );
        }

        if (account.Plan.Policies.All(policy => policy.CreditDate == Plans.CreditDate.Received))
            return null;
        return account
            .Loans.Select(loan => CreditDates.Contradicted(loan.History, account.Plan, from))
            .FirstOrDefault(rejection => rejection is not null);

        bool IsNew(Statement statement) => made.Contains((account.Loans[statement.Place].Made.Loan, statement.Version));
    }

    // Those of one day as they were recorded: what is said of one loan can rest on what was said of another before it
    // on that day.
    private static List<Statement> InOrder(Account account, DateOnly from, Func<Statement, bool> isNew)
    {
        var statements = account
            .Loans.SelectMany(
                (loan, place) =>
                    loan
                        .Statements.Where(said => said.On >= from)
                        .Select(said => new Statement(place, said.Version, said.On))
            )
            .OrderBy(statement => statement.On)
            .ThenBy(isNew)
            .ThenBy(statement => statement.Version > 1)
            .ThenBy(statement => statement.Place)
            .ToList();
        if (statements.DistinctBy(statement => statement.On).Count() == statements.Count)
            return statements;
        var history = account.History;
        return
        [
            .. statements
                .OrderBy(statement => statement.On)
                .ThenBy(isNew)
                .ThenBy(statement =>
                    statements.Count(other =>
                        other.On == statement.On
                        && !isNew(other)
                        && AccountStatements.IsBefore(history, other, statement)
                    )
                ),
        ];
    }

    // The fact itself; what follows from it says why by it.
    private static (string? Loan, long Version)? Cause(Account account)
    {
        for (var index = 0; index < account.Recorded.Count; index++)
        {
            var (loan, e) = account.Recorded[index];
            if (e is not (LoanConsequence or Plans.PlanEvent))
                return (loan, account.VersionOf(index));
        }

        return null;
    }

    private static DateOnly? ChangesFrom(AccountEvent recorded) =>
        recorded.Event switch
        {
            RepaymentReversed reversed => reversed.PaidOn,
            RepaymentRecredited recredited => recredited.From,
            LeaveNotTaken notTaken => notTaken.On,
            LoanBookkeeping or LoanConsequence => null,
            LoanEvent e => e.On,
            ParticipantEvent e => e.On,
            _ => null,
        };

    // A loan that ended more than a year before is in no look-back.
    private static bool Counts(AccountLoan other, DateOnly on) =>
        other.State.Closed is not { } closed || closed.On >= Calendar.DueDates.YearsLater(on, -1);
}
