using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>Something happens to the participant, or to the account beside its loans.</summary>
internal static class ParticipantDecision
{
    public static Rejection? Record(Account account, ParticipantEvent e)
    {
        if (
            e is InterestPledged pledged
            && (
                account.Find(pledged.Loan) is not null
                || account.Participant.Movements.Pledges.Any(other => other.Loan == pledged.Loan)
            )
        )
            return LoanNames.Exists(pledged.Loan, account);
        if (Earlier(e, account.Participant) is { } earlier)
            return new("fact.happened-once", $"what happens once is already recorded, for {earlier:yyyy-MM-dd}");
        account.Record(e);
        return null;
    }

    private static DateOnly? Earlier(ParticipantEvent e, ParticipantState participant) =>
        e switch
        {
            Died => participant.DiedOn,
            BecameDisabled => participant.DisabledOn,
            PlanTerminated => participant.PlanTerminatedOn,
            TransitionApplied => participant.Movements.Transition?.On,
            _ => null,
        };
}
