using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>What follows from a loan's facts under the law and the plan's policy.</summary>
public static class Consequences
{
    /// <summary>
    /// What failed by the close of <paramref name="through"/> and is not yet stated, in order: missed installments, then the deemed distribution of the
    /// loan whose oldest unpaid installment was not made up by the end of its cure period (26 CFR 1.72(p)-1 A-10). Null where nothing did.
    /// </summary>
    /// <param name="settledThrough">Due dates after this day are left for later, and a cure period that ended after one of them.</param>
    public static List<LoanEvent>? Of(LoanState loan, PlanState plan, DateOnly through, DateOnly settledThrough, Source source)
    {
        var terms = loan.Terms;
        var paid = loan.Position.InstallmentsPaid;
        if (loan.Closed is not null || loan.Deemed is not null || paid >= terms.Installments)
            return null;
        var oldest = terms.DueDates[paid];
        if (oldest > settledThrough)
            return null;

        var (deemedOn, failed) = FirstToFail(terms, paid, plan, through);
        var last = deemedOn < through ? deemedOn : through;
        var events = new List<LoanEvent>();
        for (var index = Math.Max(loan.Examined, paid); index < terms.Installments; index++)
        {
            var due = terms.DueDates[index];
            if (due > last)
                break;
            if (due > settledThrough)
                return NullIfEmpty(events);
            events.Add(new Missed(due, index + 1, CureEnds(due, plan), CurePeriod.Cites, source));
        }

        if (deemedOn <= through)
        {
            var outstanding = loan.Position.OutstandingOn(deemedOn, terms);
            events.Add(new DeemedDistributed(deemedOn, outstanding, DeemingReason.MissedInstallment, failed, DeemedDistribution.CitesMissed, RuleSet.Current, source));
        }

        return NullIfEmpty(events);
    }

    /// <summary>Terms that fail the law deem the whole loan on its own day (26 CFR 1.72(p)-1 A-4(a)). Null where they do not.</summary>
    public static DeemedDistributed? AtOrigination(Originated e)
    {
        var terms = LoanState.Create(e).Terms;
        DeemingReason? reason =
            !EnforceableAgreement.IsSatisfied(e.Agreement).Answer ? DeemingReason.Agreement
            : !RepaymentTerm.IsSatisfied(terms).Answer ? DeemingReason.RepaymentTerm
            : !LevelAmortization.IsSatisfied(terms, e.Replaces).Answer ? DeemingReason.LevelAmortization
            : null;
        return reason is { } why ? new(e.On, e.Amount, why, null, DeemedDistribution.CitesTerms, RuleSet.Current, e.Source) : null;
    }

    /// <summary>The end of an installment's cure period under the policy in force on its due date.</summary>
    public static DateOnly CureEnds(DateOnly due, PlanState plan) => CurePeriod.End(due, plan.PolicyOn(due).CurePeriod);

    // Each unpaid installment has a clock of its own; where the plan has shortened its cure period, a later one may run out first.
    private static (DateOnly On, DateOnly Due) FirstToFail(LoanTerms terms, int paid, PlanState plan, DateOnly through)
    {
        var due = terms.DueDates[paid];
        var first = (On: CureEnds(due, plan), Due: due);
        for (var index = paid + 1; plan.Policies.Count > 1 && index < terms.Installments && (due = terms.DueDates[index]) <= through; index++)
        {
            if (CureEnds(due, plan) is var ends && ends < first.On)
                first = (ends, due);
        }

        return first;
    }

    private static List<LoanEvent>? NullIfEmpty(List<LoanEvent> events) => events.Count == 0 ? null : events;
}
