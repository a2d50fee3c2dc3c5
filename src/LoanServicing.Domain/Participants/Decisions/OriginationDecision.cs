using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A loan is made.</summary>
internal static class OriginationDecision
{
    public static Rejection? Originate(OriginatedFact fact, Account account, Source source)
    {
        var (plan, participant) = (account.Participant.Plan, account.Participant.Participant);
        if (LoanNames.IsTaken(fact.Loan, account))
            return LoanNames.Exists(fact.Loan, account);
        var opened = account.Open(
            Loan.Decide(
                new Originate(
                    plan,
                    participant,
                    fact.Loan,
                    fact.Terms,
                    fact.Agreement,
                    BorrowingPosition.Before(fact.On, account.History),
                    source,
                    Circumstances: fact.Circumstances
                ),
                null,
                account.Plan
            )
        );
        return LoanBeginning.Of(opened, account, source);
    }
}
