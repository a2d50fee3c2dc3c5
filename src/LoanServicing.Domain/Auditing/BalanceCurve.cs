using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Auditing;

/// <summary>What a loan owed over time, and what it would have owed by the schedule in force at the end.</summary>
/// <param name="Owed">In order, interest through the day included; two points of one day are before and after what
/// happened on it.</param>
/// <param name="Scheduled">Principal left after each installment, were each paid on its day.</param>
/// <param name="Through">The last day of <paramref name="Owed"/>.</param>
public sealed record BalanceCurve(
    IReadOnlyList<BalancePoint> Owed,
    IReadOnlyList<BalancePoint> Scheduled,
    DateOnly Through
)
{
    internal static BalanceCurve Of(LedgerWalk walk, ScheduleVersion schedule, DateOnly effective)
    {
        var start = walk.Steps[0].Event.On;
        var through = walk.Loan.Closed is { } closed && closed.On < effective ? closed.On : effective;
        var owed = new List<BalancePoint>();
        LoanState? state = null;
        var at = 0;
        foreach (var day in Days(walk, start, through))
        {
            if (state is not null)
                Add(owed, day, state.OutstandingOn(day));
            while (at < walk.Steps.Count && walk.Steps[at].Event.On <= day)
                state = walk.Steps[at++].After;
            Add(owed, day, state!.OutstandingOn(day));
        }

        // A loan that was taken over has no earlier balance here to compare with.
        var lent = walk.Steps[0].Event is Originated made
            ? [new BalancePoint(start, made.Amount)]
            : Array.Empty<BalancePoint>();
        return new(
            owed,
            [
                .. lent,
                .. schedule
                    .Remaining.Where(row => row.Due >= start)
                    .Select(row => new BalancePoint(row.Due, row.Principal)),
            ],
            through
        );
    }

    private static SortedSet<DateOnly> Days(LedgerWalk walk, DateOnly start, DateOnly through)
    {
        var days = new SortedSet<DateOnly> { through };
        foreach (var step in walk.Steps)
            days.Add(step.Event.On);
        var schedule = walk.Loan.Schedule;
        for (var index = schedule.CountThrough(start); schedule.Due(index) < through; index++)
            days.Add(schedule.Due(index));
        return days;
    }

    private static void Add(List<BalancePoint> points, DateOnly day, decimal balance)
    {
        if (points.Count == 0 || points[^1] != new BalancePoint(day, balance))
            points.Add(new(day, balance));
    }
}

/// <summary>In US dollars.</summary>
public readonly record struct BalancePoint(DateOnly On, decimal Balance);
