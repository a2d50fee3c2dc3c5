using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants.Decisions;

/// <summary>
/// What a fact leads to on an account, a matter in each file of this folder. A rejection leaves the account as it was:
/// everything is decided before anything is recorded.
/// </summary>
internal static class AccountDecision
{
    public static Rejection? Take(Fact fact, Account account, Source source) =>
        fact switch
        {
            PaidFact e => RepaymentDecision.Pay(e, account, source),
            PaymentReversedFact e => ReversalDecision.Reverse(e, account, source),
            PaymentRecreditedFact e => RecreditDecision.Recredit(e, account, source),
            DiscrepancySettledFact e => SettlementDecision.Settle(e, account, source),
            OriginatedFact e => OriginationDecision.Originate(e, account, source),
            TakenOverFact e => TakeOverDecision.TakeOver(e, account, source),
            RefinancedFact e => RefinancingDecision.Refinance(e, account, source),
            OffsetFact e => OffsetDecision.Offset(e, account, source),
            TransferredOutFact e => TransferDecision.Transfer(e, account, source),
            RescheduledFact e => ScheduleDecision.Reschedule(e, account, source),
            DisasterDelayFact e => ScheduleDecision.Delay(e, account, source),
            LeaveStartedFact e => LeaveDecision.Start(e, account, source),
            LeaveEndedFact e => LeaveDecision.End(e, account, source),
            DeadlinePostponedFact e => PostponementDecision.Postpone(e, account, source),
            WithholdingConsentRevokedFact e => RevocationDecision.Revoke(e, account, source),
            CorrectedFact e => CorrectionDecision.Correct(e, account, source),
            PlanAmendedFact e => AmendmentDecision.Amend(e, account, source),
            _ => ParticipantDecision.Record(account, ParticipantEventOf.From(fact, source)),
        };
}
