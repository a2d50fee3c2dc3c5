using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants;

/// <summary>What one loan owed at the end of every day, without interest not yet due.</summary>
public sealed class BalanceTrail
{
    private readonly List<(DateOnly From, LoanState State)> stations = [];
    private readonly TakenOver? takenOver;

    private BalanceTrail(TakenOver? takenOver) => this.takenOver = takenOver;

    /// <param name="day">The last day that is asked about: its facts count, what follows from its close does not yet.
    /// Null where the loan was not made by then.</param>
    public static BalanceTrail? Of(LoanHistory history, PlanState plan, DateOnly day)
    {
        var trail = new BalanceTrail(history.Made as TakenOver);
        return
            Ledger.Of(
                history.Facts.Where(fact => fact.On <= day),
                plan,
                day.AddDays(-1),
                (e, state) => trail.Add(e.On, state)
            )
                is null
            ? null
            : trail;
    }

    /// <summary>Null before the loan was made.</summary>
    public LoanState? StateOn(DateOnly day)
    {
        for (var index = stations.Count - 1; index >= 0; index--)
        {
            if (stations[index].From <= day)
                return stations[index].State;
        }

        return null;
    }

    public decimal BalanceOn(DateOnly day) =>
        StateOn(day) is { Closed: null } loan ? loan.Position.BalanceOn(day, loan.Schedule) : 0m;

    /// <summary>
    /// The balance for a look-back: that of the year before a takeover counts on its day, and on the eve for a loan
    /// made on that very day.
    /// </summary>
    public decimal PeakOn(DateOnly day) =>
        takenOver is { } taken && (day == taken.On || day == taken.On.AddDays(-1))
            ? Math.Max(taken.HighestPriorYear, BalanceOn(day))
            : BalanceOn(day);

    /// <summary>The days on which the balance changed, and those on which a period's interest was added.</summary>
    public IEnumerable<DateOnly> Turns(DateOnly from, DateOnly to)
    {
        if (takenOver is not null)
            yield return takenOver.On.AddDays(-1);
        foreach (var (day, _) in stations)
            yield return day;
        if (StateOn(to) is not { } loan)
            yield break;
        for (var index = loan.Schedule.CountThrough(from.AddDays(-1)); loan.Schedule.Due(index) <= to; index++)
            yield return loan.Schedule.Due(index);
    }

    private void Add(DateOnly day, LoanState state)
    {
        if (stations.Count > 0 && stations[^1].From == day)
            stations[^1] = (day, state);
        else
            stations.Add((day, state));
    }
}
