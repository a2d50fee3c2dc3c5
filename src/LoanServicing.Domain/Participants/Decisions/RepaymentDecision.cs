using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>A repayment came in: from which day it counts, and what it leads to on its loan.</summary>
internal static class RepaymentDecision
{
    public static Rejection? Pay(PaidFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return LoanNames.Unknown(fact.Loan);
        var on = CreditDates.Of(fact.On, fact.WithheldOn, () => loan.History, account.Plan);
        return account.RecordIfDecided(
            loan,
            account.Decide(
                loan,
                new ReceiveRepayment(
                    on,
                    fact.Amount,
                    fact.WithheldOn,
                    source,
                    on == fact.On ? null : fact.On,
                    fact.OnlyWhatIsOwed
                )
            )
        );
    }
}
