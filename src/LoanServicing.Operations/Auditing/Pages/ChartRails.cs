using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using static LoanServicing.Operations.Auditing.Pages.ChartShapes;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>
/// The rows under a chart: when installments were missed, made up, and could no longer be. None where nothing was
/// missed.
/// </summary>
internal sealed class ChartRails(LoanPack pack, DateOnly last, Func<DateOnly, decimal> x)
{
    private const decimal NameEnds = 55m;
    private const decimal WidestMark = 9m;
    private const decimal NarrowestMark = 3m;

    private readonly List<ChartRail> rows = [.. Rows(pack, last).Where(row => row.Days.Count > 0)];

    public int Count => rows.Count;

    public IEnumerable<string> Kinds => rows.Select(row => row.Kind);

    /// <param name="at">Middle of the first row.</param>
    public IEnumerable<XElement> Draw(decimal at, decimal height)
    {
        foreach (var (kind, name, days) in rows)
        {
            yield return Text(NameEnds, at + 4m, "end", name, "#3c434b");
            var width = Width(days);
            // The one that failed is drawn over its neighbours.
            foreach (var (on, isFailed) in days.OrderBy(day => day.IsFailed))
                yield return Mark(kind, x(on), at, isFailed ? "#8c1d18" : "#fff", isFailed ? WidestMark : width);
            at += height;
        }
    }

    private static IEnumerable<ChartRail> Rows(LoanPack pack, DateOnly last)
    {
        var madeUp = pack.Misses.Where(miss => miss.Outcome is MissOutcome.MadeUp or MissOutcome.Corrected);
        var failed = pack.Defaults.Where(computed => computed.Unpaid is not null).Select(computed => computed.On);
        yield return new("tick", "missed", Days(pack.Misses.Select(miss => miss.Due)));
        yield return new("ring", "made up", Days(madeUp.Select(miss => miss.EndedOn!.Value)));
        yield return new("triangle", "cure ends", Days(pack.Misses.Select(miss => miss.Cure.Ends), failed));

        IReadOnlyList<(DateOnly On, bool IsFailed)> Days(
            IEnumerable<DateOnly> days,
            params IEnumerable<DateOnly> failed
        ) => [.. days.Distinct().Order().Where(day => day <= last).Select(day => (day, failed.Contains(day)))];
    }

    // Marks of weekly installments stand closer than they are wide.
    private decimal Width(IReadOnlyList<(DateOnly On, bool IsFailed)> days)
    {
        var least = days.Zip(days.Skip(1), (one, next) => x(next.On) - x(one.On)).Append(WidestMark).Min();
        return Math.Clamp(least, NarrowestMark, WidestMark);
    }
}

/// <summary>A row under a chart.</summary>
/// <param name="Kind">The shape of its marks.</param>
internal sealed record ChartRail(string Kind, string Name, IReadOnlyList<(DateOnly On, bool IsFailed)> Days);
