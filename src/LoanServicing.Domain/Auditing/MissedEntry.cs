using System.Text.Json.Serialization;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Auditing;

/// <summary>An installment that was not paid in full by the close of its due date.</summary>
/// <param name="Recording">Null where it follows and has not been stated.</param>
/// <param name="Installment">Its number, from 1, excused due dates counted.</param>
/// <param name="Lacked">What was still to pay of it then.</param>
/// <param name="EndedOn">The day of <paramref name="Outcome"/>; null while it is open.</param>
public sealed record MissedEntry(
    EventRecording? Recording,
    int Installment,
    DateOnly Due,
    decimal Lacked,
    CureEnd Cure,
    MissOutcome Outcome,
    DateOnly? EndedOn
)
{
    internal static IReadOnlyList<MissedEntry> Of(LedgerWalk walk, RecordedLoan record)
    {
        var misses = new List<MissedEntry>();
        for (var at = 0; at < walk.Steps.Count; at++)
        {
            if (walk.Steps[at] is not { Event: Missed missed } step)
                continue;
            var (outcome, on) = WhatBecame(walk, at, missed.Installment - 1);
            misses.Add(
                new(
                    record.Of(step.Version),
                    missed.Installment,
                    missed.On,
                    LackedBy(step.Before!, missed),
                    CureEnd.Of(missed.On, record.Account.Plan),
                    outcome,
                    on
                )
            );
        }

        return misses;
    }

    private static decimal LackedBy(LoanState loan, Missed missed)
    {
        var (index, schedule) = (missed.Installment - 1, loan.Schedule);
        if (index == schedule.NextDue(loan.Position.InstallmentsPaid))
            return loan.Position.Lacking(missed.On, schedule);
        // The last installment is whatever the earlier ones leave.
        return index == schedule.Periods - 1
            ? Math.Max(
                0m,
                loan.Position.PayoffOn(missed.On, schedule) - loan.Position.ArrearsOn(missed.On.AddDays(-1), schedule)
            )
            : schedule.Amount(index);
    }

    private static (MissOutcome Outcome, DateOnly? On) WhatBecame(LedgerWalk walk, int at, int index)
    {
        foreach (var step in walk.Steps.Skip(at + 1))
        {
            switch (step.Event)
            {
                case DeemedDistributed when step.After.Deemed is not null:
                    return (MissOutcome.Deemed, step.Event.On);
                case Corrected
                    when step.After.Schedule.NextDue(step.After.Position.InstallmentsPaid) > index
                        || step.After.Closed is not null:
                    return (MissOutcome.Corrected, step.Event.On);
                case Offset or Refinanced when step.After.Closed is not null:
                    return (MissOutcome.Ended, step.Event.On);
                case var e when step.After.Schedule.NextDue(step.After.Position.InstallmentsPaid) > index:
                    return (MissOutcome.MadeUp, e.On);
            }
        }

        return (MissOutcome.Open, null);
    }
}

/// <summary>What became of a missed installment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MissOutcome>))]
public enum MissOutcome
{
    /// <summary>Unpaid, and nothing has followed yet.</summary>
    Open,
    MadeUp,
    Corrected,

    /// <summary>The loan was deemed distributed before it was paid.</summary>
    Deemed,

    /// <summary>The loan was offset or refinanced.</summary>
    Ended,
}

/// <summary>Until when a missed installment could be made up, and why until then (26 CFR 1.72(p)-1 A-10(a)).</summary>
/// <param name="Rule">The plan's, in force on the due date.</param>
/// <param name="RuleFrom">Since when the plan had it.</param>
/// <param name="LatestByLaw">The end of the calendar quarter after the one of the due date.</param>
/// <param name="Ends">The last day, by the plan's rule, and never past the law's.</param>
public sealed record CureEnd(DateOnly Due, CurePeriodRule Rule, DateOnly RuleFrom, DateOnly LatestByLaw, DateOnly Ends)
{
    internal static CureEnd Of(DateOnly due, PlanState plan)
    {
        var policy = plan.PolicyOn(due);
        return new(due, policy.CurePeriod, policy.From, CurePeriod.LatestEnd(due), Consequences.CureEnds(due, plan));
    }
}
