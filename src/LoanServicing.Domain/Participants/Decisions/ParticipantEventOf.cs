using System.Diagnostics;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>The event that a fact about the participant or the account is recorded as.</summary>
internal static class ParticipantEventOf
{
    public static ParticipantEvent From(Fact fact, Source source) =>
        fact switch
        {
            AccountValuedFact e => new AccountValued(e.On, e.Vested, e.AfterTaxBasis, source, e.Roth),
            OutsideLoanFact e => new OutsideLoanReported(e.On, e.Loan, e.Plan, e.Balance, source),
            PledgedFact e => new InterestPledged(e.On, e.Loan, e.Amount, e.SecuresPlanLoan, source),
            DistributedFact e => new Distributed(
                e.On,
                e.Cash,
                e.DirectRollover,
                e.EmployerSecurities,
                e.Total,
                e.Withheld,
                source,
                e.FromRoth
            ),
            BasisAttributedFact e => new BasisAttributed(e.On, e.Amount, source),
            TransitionFact e => new TransitionApplied(e.On, source),
            SeveredFact e => new SeveredFromEmployment(e.On, source),
            RehiredFact e => new Rehired(e.On, source),
            DisabledFact e => new BecameDisabled(e.On, source),
            DiedFact e => new Died(e.On, source),
            PlanTerminatedFact e => new PlanTerminated(e.On, source),
            _ => throw new UnreachableException($"{fact.GetType().Name} is not a fact of a participant"),
        };
}
