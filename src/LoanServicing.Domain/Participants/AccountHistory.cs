using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Participants;

/// <summary>A participant's whole record in one plan: the account's own events and every loan's.</summary>
public sealed record AccountHistory(PlanState Plan, ParticipantState Participant, IReadOnlyList<LoanHistory> Loans)
{
    /// <summary>
    /// The loans in the order in which they were made, those of one day as recorded: when they became known does not
    /// matter.
    /// </summary>
    public IEnumerable<LoanHistory> InOrderMade => Loans.OrderBy(loan => loan.Made.On);

    /// <summary>
    /// Everything that stands on any loan, in effective order, a day's facts before the consequences of its close.
    /// </summary>
    public IEnumerable<(LoanHistory Loan, LoanEvent Event)> Standing =>
        InOrderMade
            .SelectMany(loan => loan.Standing(Plan).Select(e => (loan, e)))
            .OrderBy(pair => pair.e.On)
            .ThenBy(pair => LoanHistory.PlaceInDay(pair.e));

    /// <summary>
    /// Whether a pledge is treated as a loan, and deemed distributed: of an interest in a qualified employer plan, and
    /// not for that plan's own loan.
    /// </summary>
    public bool TreatsAsLoan(InterestPledged pledge) =>
        LoanFindings.ExemptBy(pledge.On, Plan, LoanCircumstances.Ordinary) is null
        && Pledge.TreatedAsLoan(pledge.Amount, pledge.SecuresPlanLoan) > 0m;

    /// <summary>What decides whether an offset of a loan that is not deemed is a qualified one.</summary>
    /// <param name="before">The loan before the offset.</param>
    public LoanOffsetFacts OffsetFacts(DateOnly on, LoanState before) =>
        new(on, null, Participant.SeveredBy(on), Participant.PlanTerminatedOn, before.Terms.MadeOn, !before.IsExempt);

    /// <summary>
    /// The vested balance for a distribution of the day: what the latest valuation states, without the notes in it that
    /// were deemed distributed before the day (26 CFR 1.72(p)-1 A-19(a)), and without the designated Roth account,
    /// which is a contract of its own. Null where there is no valuation by then.
    /// </summary>
    public decimal? VestedWithoutDeemedNotes(DateOnly day)
    {
        if (Participant.ValuationOn(day) is not { } valuation)
            return null;
        var notes = Loans.Sum(loan =>
            TransitionRule.AppliesTo(TermsInLaw.MadeOn(loan.Made), day, Participant.Movements.Transition?.On)
                ? DeemedNote(loan, day.AddDays(-1), valuation.On)
                : 0m
        );
        return Math.Max(
            0m,
            valuation.Vested - notes - (valuation.Roth is { } roth ? roth.Contributions + roth.Earnings : 0m)
        );
    }

    // What the loan, or the part of it that was deemed by the eve, owed at the valuation; offset since, it still was in
    // it. The designated Roth account's share of it is left out with that account.
    private decimal DeemedNote(LoanHistory history, DateOnly eve, DateOnly valued)
    {
        if (
            history.At(eve, Plan)?.Loan is not { } then
            || history.At(valued, Plan)?.Loan is not { } loan
            || then.Closed is { By: not ClosedBy.Offset }
        )
            return 0m;
        var note =
            then.Deemed is not null ? loan.OutstandingOn(valued)
            : then.Part is { IsRepaid: false } ? loan.OutstandingOn(valued) - loan.OutstandingBesidePartOn(valued)
            : 0m;
        return note * (1m - history.Circumstances.RothShare);
    }
}
