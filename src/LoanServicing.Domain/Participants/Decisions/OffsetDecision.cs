using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section401k;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>
/// The account is reduced to repay a loan: an actual distribution, which needs an event that permits one
/// (26 CFR 1.72(p)-1 A-13).
/// </summary>
internal static class OffsetDecision
{
    public static Rejection? Offset(OffsetFact fact, Account account, Source source)
    {
        if (account.Find(fact.Loan) is not { } loan)
            return LoanNames.Unknown(fact.Loan);
        if (Barred(fact, loan, account) is { } barred)
            return barred;
        return account.RecordIfDecided(
            loan,
            account.Decide(loan, new OffsetLoan(fact.On, fact.Amount, fact.Withheld, source))
        );
    }

    // An offset is an actual distribution, which a plan must not make to an active employee (26 CFR 1.72(p)-1 A-13(b)).
    private static Rejection? Barred(OffsetFact fact, AccountLoan loan, Account account)
    {
        var participant = account.Participant;
        var finding = OffsetBarred.IsBarred(
            new(
                fact.On,
                account.Plan.Kind,
                participant.BirthDate,
                participant.SeveredBy(fact.On),
                participant.DisabledOn,
                participant.DiedOn,
                participant.PlanTerminatedOn,
                account.Plan.Provisions.PermitsDistributionWhileEmployed
            )
        );
        if (finding.Answer)
            return new(
                "offset.barred",
                $"participant {participant.Participant} is employed on {fact.On:yyyy-MM-dd}, and the account must not be reduced then",
                finding.Cites
            );
        var then = loan.Within(fact.On, account.Plan);
        var hasMissed = then?.Position.OldestUnpaidDue(then.Schedule) < fact.On;
        return
            !account.Plan.Provisions.AcceleratesOnSeverance
            && !IsPaidOut(fact.On, participant)
            && !hasMissed
            && then is { Deemed: null }
            ? new(
                "offset.not-due",
                $"the plan does not accelerate loan {fact.Loan} on severance, and no installment of it is missed by {fact.On:yyyy-MM-dd}",
                "26 CFR 1.72(p)-1 A-13(a)(2)"
            )
            : null;
    }

    // Where the whole account is paid out, or asked for, the loan is offset with it whatever the plan accelerates.
    private static bool IsPaidOut(DateOnly on, ParticipantState participant) =>
        participant.DiedOn <= on
        || participant.PlanTerminatedOn <= on
        || participant.Movements.Distributions.Any(distributed => distributed.On == on);
}
