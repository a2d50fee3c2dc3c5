using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Store.EventLog;

/// <summary>
/// The names under which events are stored. They are written out, so that a class may be renamed and its events stay
/// what they are called; a name, once stored, is never given to another event, and its entry is never removed.
/// </summary>
/// <remarks>
/// An event whose members change so that what is stored no longer reads (or reads otherwise) gets a further version:
/// its entry gets one more <see cref="Upcaster"/>, from the version that was the latest to the new one, and new events
/// are stored as <c>name_v2</c>, <c>name_v3</c>, …
/// </remarks>
public static class EventTypes
{
    public static readonly EventTypeMap Map = new(
        StoredType.Of<Originated>("originated"),
        StoredType.Of<TakenOver>("taken_over"),
        StoredType.Of<InstallmentPaid>("installment_paid"),
        StoredType.Of<Missed>("missed"),
        StoredType.Of<DeemedDistributed>("deemed_distributed"),
        StoredType.Of<PaidInFull>("paid_in_full"),
        StoredType.Of<Offset>("offset"),
        StoredType.Of<Refinanced>("refinanced"),
        StoredType.Of<LeaveStarted>("leave_started"),
        StoredType.Of<LeaveEnded>("leave_ended"),
        StoredType.Of<RepaymentsDelayed>("repayments_delayed"),
        StoredType.Of<Rescheduled>("rescheduled"),
        StoredType.Of<Corrected>("corrected"),
        StoredType.Of<WithholdingConsentRevoked>("withholding_consent_revoked"),
        StoredType.Of<RepaymentReversed>("repayment_reversed"),
        StoredType.Of<ConsequenceWithdrawn>("consequence_withdrawn"),
        StoredType.Of<LedgerRestated>("ledger_restated"),
        StoredType.Of<ReliedUpon>("relied_upon"),
        StoredType.Of<FiguresRestated>("figures_restated"),
        StoredType.Of<RepaymentRecredited>("repayment_recredited"),
        StoredType.Of<DiscrepancyFound>("discrepancy_found"),
        StoredType.Of<DiscrepancySettled>("discrepancy_settled"),
        StoredType.Of<WrittenOff>("written_off"),
        StoredType.Of<RepaymentUnapplied>("repayment_unapplied"),
        StoredType.Of<TransferredOut>("transferred_out"),
        StoredType.Of<RepaymentsPostponed>("repayments_postponed"),
        StoredType.Of<LeaveNotTaken>("leave_not_taken"),
        StoredType.Of<ParticipantEnrolled>("participant_enrolled"),
        StoredType.Of<AccountValued>("account_valued"),
        StoredType.Of<SeveredFromEmployment>("severed_from_employment"),
        StoredType.Of<BecameDisabled>("became_disabled"),
        StoredType.Of<Died>("died"),
        StoredType.Of<PlanTerminated>("plan_terminated"),
        StoredType.Of<Rehired>("rehired"),
        StoredType.Of<AbsenceStarted>("absence_started"),
        StoredType.Of<AbsenceEnded>("absence_ended"),
        StoredType.Of<DeadlinesPostponed>("deadlines_postponed"),
        StoredType.Of<OutsideLoanReported>("outside_loan_reported"),
        StoredType.Of<InterestPledged>("interest_pledged"),
        StoredType.Of<Distributed>("distributed"),
        StoredType.Of<BasisAttributed>("basis_attributed"),
        StoredType.Of<TransitionApplied>("transition_applied"),
        StoredType.Of<PlanEstablished>("plan_established"),
        StoredType.Of<PlanAmended>("plan_amended"),
        StoredType.Of<RemittanceReceived>("remittance_received"),
        StoredType.Of<RepaymentSuspended>("repayment_suspended"),
        StoredType.Of<BusinessDayClosed>("business_day_closed")
    );

    public static IEnumerable<StoredType> All => Map.All;

    public static StoredType Of(object e) => Map.Of(e.GetType());

    /// <summary>The type that is stored under a name, and in which version.</summary>
    public static (StoredType Type, int Version) Named(string name) => Map.Named(name);

    /// <summary>The same of the name's UTF-8 bytes.</summary>
    public static (StoredType Type, int Version) Named(ReadOnlySpan<byte> name) => Map.Named(name);

    /// <summary>
    /// Every name under which events of these types are stored, those of earlier versions too: what a query of the log
    /// has to look for.
    /// </summary>
    public static string[] NamesOf(params IReadOnlyList<Type> types) =>
        [.. types.SelectMany(type => Map.Of(type).Names)];
}
