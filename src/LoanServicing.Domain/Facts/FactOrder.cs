using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Participants;

namespace LoanServicing.Domain.Facts;

/// <summary>
/// Facts may stand in any order in a file; each has its own day, and those of one day are taken as the file has them.
/// </summary>
public static class FactOrder
{
    /// <summary>The facts in effective order, a run of payments as so many facts of their own days.</summary>
    public static IReadOnlyList<PlacedFact> Of(IReadOnlyCollection<PlacedFact> facts)
    {
        // The days of a semimonthly run are those of its loan.
        var dueDays = facts
            .Select(item => (item.Account, Terms: Terms(item.Fact)))
            .Where(item => item.Terms.Days is not null)
            .GroupBy(item => (item.Account, item.Terms.Loan))
            .ToDictionary(group => group.Key, group => group.Last().Terms.Days);
        return
        [
            .. facts
                .SelectMany(item => Each(item, dueDays))
                .GroupBy(item => item.Fact.On)
                .OrderBy(day => day.Key)
                .SelectMany(OfDay),
        ];
    }

    // A distribution permits the offsets of its day (26 CFR 1.72(p)-1 A-13(a)(2)), wherever it stands.
    private static IEnumerable<PlacedFact> OfDay(IEnumerable<PlacedFact> day)
    {
        var facts = day.ToList();
        var offset = facts.FindIndex(item => item.Fact is OffsetFact);
        if (offset < 0)
            return facts;
        var late = facts.Skip(offset).Where(item => item.Fact is DistributedFact).ToList();
        return [.. facts.Take(offset), .. late, .. facts.Skip(offset).Except(late)];
    }

    private static IEnumerable<PlacedFact> Each(
        PlacedFact item,
        Dictionary<(string Account, string Loan), SemimonthlyDays?> dueDays
    )
    {
        if (item.Fact is not PaidFact { Every: { } every } run)
            return [item];
        var semimonthly = every == Frequency.Semimonthly ? dueDays.GetValueOrDefault((item.Account, run.Loan)) : null;
        if (DueDates.Problem(every, run.On, semimonthly) is { } problem)
            throw new FactRefusedException(
                $"{item.Path}.on",
                $"{run.On:yyyy-MM-dd}",
                $"a day that the run of payments can start on: {problem}"
            );
        var days = new DueDates(every, run.On, semimonthly);
        return Enumerable
            .Range(0, run.Count)
            .Select(index => item with { Fact = run with { On = days[index], Count = 1, Every = null } });
    }

    private static (string Loan, SemimonthlyDays? Days) Terms(Fact fact) =>
        fact switch
        {
            OriginatedFact e => (e.Loan, e.Terms.SemimonthlyDays),
            RefinancedFact e => (e.Loan, e.Terms.SemimonthlyDays),
            TakenOverFact e => (e.Loan, e.Terms.SemimonthlyDays),
            RescheduledFact e => (e.Loan, e.DueDays),
            _ => ("", null),
        };
}

/// <summary>A fact and where it stands.</summary>
/// <param name="Path">Of the fact, as a JSON path.</param>
/// <param name="Account">Whose it is.</param>
/// <param name="Line">In the file, from 1; 0 where the file has no lines.</param>
public sealed record PlacedFact(string Path, string Account, int Line, Fact Fact);
