using System.Diagnostics;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>What follows from a loan's facts under the law and the plan's policy.</summary>
public static class Consequences
{
    /// <summary>
    /// What failed by the close of <paramref name="through"/> and is not yet stated, in order: missed installments,
    /// then the deemed distribution of the loan whose oldest unpaid installment was not made up by the end of its cure
    /// period (26 CFR 1.72(p)-1 A-10). Null where nothing did.
    /// </summary>
    /// <param name="settledThrough">Due dates after this day are left for later, and a cure period that ended after one
    /// of them.</param>
    public static List<LoanEvent>? Of(
        LoanState loan,
        PlanState plan,
        DateOnly through,
        DateOnly settledThrough,
        Source source
    )
    {
        if (loan.Closed is not null || loan.Deemed is not null)
            return null;
        if (LeftAtTheEnd(loan, plan, through < settledThrough ? through : settledThrough, source) is { } written)
            return [written];
        if (loan.IsExempt)
            return null;
        // Before the Tax Reform Act the Code asked for repayment in time, and for no installment on its day.
        if (loan.Terms.MadeOn < Figures.TaxReformActFrom)
            return NotRepaidInTime(loan, plan, settledThrough, source);
        var schedule = loan.Schedule;
        var paid = schedule.NextDue(loan.Position.InstallmentsPaid);
        if (paid >= schedule.Periods)
            return NotRepaidInTime(loan, plan, settledThrough, source);
        if (schedule.CountsAsDue(paid) > settledThrough)
            return null;

        var (deemedOn, failed) = FirstToFail(schedule, paid, plan, through);
        var last = deemedOn < through ? deemedOn : through;
        var events = new List<LoanEvent>();
        for (
            var index = schedule.NextDue(Math.Max(loan.Examined, paid));
            index < schedule.Periods;
            index = schedule.NextDue(index + 1)
        )
        {
            var due = schedule.CountsAsDue(index);
            if (due > last)
                break;
            if (due > settledThrough)
                return NullIfEmpty(events);
            events.Add(new Missed(due, index + 1, CureEnds(due, plan), CurePeriod.Cites, source, Accrual(due, plan)));
        }

        // Nothing is deemed of a loan that was deemed before but for what its parts, rounded apart, lack.
        if (
            deemedOn <= through
            && events.Aggregate(loan, LoanState.Evolve).OutstandingBesidePartOn(deemedOn) is var outstanding and > 0m
        )
            events.Add(
                new DeemedDistributed(
                    deemedOn,
                    outstanding,
                    DeemingReason.MissedInstallment,
                    failed,
                    DeemedDistribution.CitesMissed,
                    RuleSet.Current,
                    source
                )
            );
        return NullIfEmpty(events);
    }

    /// <summary>
    /// What a repayment leads to on its own day: it repays the loan, but for what the plan writes off, or some of it
    /// repays nothing. Null where nothing follows.
    /// </summary>
    /// <param name="before">Without the repayment, and with what failed by the close of the day before.</param>
    /// <param name="after">With it.</param>
    public static List<LoanConsequence>? Of(InstallmentPaid paid, LoanState before, LoanState after, PlanState plan)
    {
        if (before.Closed is { } closed)
            return [new RepaymentUnapplied(paid.On, paid.Amount, AfterEnd(closed), paid.Source)];
        var payoff = before.PayoffOn(paid.On);
        if (paid.Amount >= payoff)
        {
            List<LoanConsequence> events = [new PaidInFull(paid.On, RepaymentTerm.Cites, paid.Source)];
            if (paid.Amount > payoff)
                events.Add(
                    new RepaymentUnapplied(paid.On, paid.Amount - payoff, UnappliedReason.OverPayoff, paid.Source)
                );
            return events;
        }

        return FinalBalance.IsWithinTolerance(after, paid.On, plan)
            ? [new WrittenOff(paid.On, after.PayoffOn(paid.On), null, paid.Source)]
            : null;
    }

    /// <summary>
    /// What a fact leads to on its own day: terms that fail the law deem the whole loan (26 CFR 1.72(p)-1 A-4(a)), an
    /// amount over the limit its excess, a second loan that loses its condition what is outstanding (A-19(b)(3)). Null
    /// where nothing follows.
    /// </summary>
    /// <param name="loan">With the fact taken in.</param>
    public static DeemedDistributed? Of(LoanEvent fact, LoanState loan, PlanState plan)
    {
        if (loan.IsExempt || loan.Closed is not null || (loan.Deemed is not null && fact is not Originated))
            return null;
        var failure = fact switch
        {
            Originated made => LoanFindings
                .AtOrigination(made, plan)
                .FirstOrDefault(finding => finding.Deems is not null),
            Rescheduled or LeaveEnded or RepaymentsDelayed => LoanFindings
                .AfterChange(fact, loan)
                .FirstOrDefault(finding => finding.Deems is not null),
            WithholdingConsentRevoked { LosesCondition: true } => new(
                "second-loan-security",
                false,
                SubsequentLoan.CitesLost,
                "",
                DeemingReason.SecondLoanCondition
            ),
            _ => null,
        };
        return failure is { Deems: { } reason }
            ? new(
                fact.On,
                failure.Amount ?? Math.Max(0m, loan.OutstandingBesidePartOn(fact.On)),
                reason,
                null,
                failure.Cites,
                RuleSet.Current,
                fact.Source
            )
            : null;
    }

    /// <summary>The end of an installment's cure period under the policy in force on its due date.</summary>
    public static DateOnly CureEnds(DateOnly due, PlanState plan) => CurePeriod.End(due, plan.PolicyOn(due).CurePeriod);

    // What the last installment lacks as its day closes. A day that was looked at before is left alone.
    private static WrittenOff? LeftAtTheEnd(LoanState loan, PlanState plan, DateOnly through, Source source)
    {
        var oldest = loan.Schedule.NextDue(loan.Position.InstallmentsPaid);
        if (oldest >= loan.Schedule.Periods || loan.Examined > oldest)
            return null;
        var due = loan.Schedule.CountsAsDue(oldest);
        return due <= through && due >= loan.InOrderFrom && FinalBalance.IsWithinTolerance(loan, due, plan)
            ? new(due, loan.PayoffOn(due), due, source)
            : null;
    }

    private static UnappliedReason AfterEnd(Closing closed) =>
        closed.By switch
        {
            ClosedBy.Repayment or ClosedBy.WriteOff => UnappliedReason.LoanPaid,
            ClosedBy.Offset => UnappliedReason.LoanOffset,
            ClosedBy.Refinancing => UnappliedReason.LoanRefinanced,
            ClosedBy.Transfer => UnappliedReason.LoanTransferred,
            ClosedBy.Distribution => UnappliedReason.LoanDistributed,
            _ => throw new UnreachableException($"{closed.By} ends no loan"),
        };

    // Each unpaid installment has a clock of its own; where the plan has shortened its cure period, a later one may run
    // out first.
    private static (DateOnly On, DateOnly Due) FirstToFail(
        RepaymentSchedule schedule,
        int paid,
        PlanState plan,
        DateOnly through
    )
    {
        var due = schedule.CountsAsDue(paid);
        var first = (On: CureEnds(due, plan), Due: due);
        if (plan.Policies.Count == 1)
            return first;
        for (
            var index = schedule.NextDue(paid + 1);
            index < schedule.Periods && (due = schedule.CountsAsDue(index)) <= through;
            index = schedule.NextDue(index + 1)
        )
        {
            if (CureEnds(due, plan) is var ends && ends < first.On)
                first = (ends, due);
        }

        return first;
    }

    // No installment is left that could be missed, as where a leave has excused the last ones: the loan has to be
    // repaid by the latest permissible date all the same, and a residence loan, which has none, when the leave excuses
    // no more.
    private static List<LoanEvent>? NotRepaidInTime(
        LoanState loan,
        PlanState plan,
        DateOnly settledThrough,
        Source source
    )
    {
        if (RepaymentChange.OpenLeave(loan) is { Kind: SuspensionKind.MilitaryService })
            return null;
        var latest = TermsInLaw.LatestPermissibleDate(loan);
        var on = latest ?? EndOfLeave(loan);
        if (on <= settledThrough && FinalBalance.IsWithinTolerance(loan, on.Value, plan))
            return [new WrittenOff(on.Value, loan.PayoffOn(on.Value), on, source)];
        return on <= settledThrough
            ?
            [
                new DeemedDistributed(
                    on.Value,
                    Math.Max(0m, loan.OutstandingBesidePartOn(on.Value)),
                    DeemingReason.RepaymentTerm,
                    loan.Schedule.FinalDue < on ? loan.Schedule.FinalDue : on,
                    latest is null ? LeaveOfAbsence.Cites
                        : loan.Terms.MadeOn < Figures.TaxReformActFrom ? RepaymentTerm.Cites
                        : LeaveOfAbsence.CitesLatestTerm,
                    RuleSet.Current,
                    source
                ),
            ]
            : null;
    }

    private static DateOnly? EndOfLeave(LoanState loan) =>
        loan.Schedule.Suspensions.LastOrDefault(suspension => suspension.Kind == SuspensionKind.UnpaidLeave)
            is { } leave
            ? LeaveOfAbsence.LastExcusedDay(LeaveKind.Unpaid, leave.From, leave.Through, leave.UsedDays)
            : null;

    private static DefaultAccrual? Accrual(DateOnly due, PlanState plan) =>
        plan.PolicyOn(due).DefaultAccrual is var accrual and not DefaultAccrual.Compound ? accrual : null;

    private static List<LoanEvent>? NullIfEmpty(List<LoanEvent> events) => events.Count == 0 ? null : events;
}
