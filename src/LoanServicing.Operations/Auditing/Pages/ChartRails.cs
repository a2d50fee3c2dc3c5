using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using static LoanServicing.Operations.Auditing.Pages.ChartShapes;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>The rows under a chart: when installments were missed, made up, and could no longer be. None where nothing was missed.</summary>
internal sealed class ChartRails(LoanPack pack, DateOnly last, Func<DateOnly, decimal> x)
{
    private const decimal NameEnds = 55m;
    private const decimal WidestMark = 9m;
    private const decimal NarrowestMark = 3m;

    private readonly List<(string Kind, string Name, IReadOnlyList<(DateOnly On, bool IsFailed)> Days)> rows = [.. Rows(pack, last).Where(row => row.Days.Count > 0)];

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

    private static IEnumerable<(string Kind, string Name, IReadOnlyList<(DateOnly On, bool IsFailed)> Days)> Rows(LoanPack pack, DateOnly last)
    {
        yield return ("tick", "missed", Days(pack.Misses.Select(miss => miss.Due)));
        yield return ("ring", "made up", Days(pack.Misses.Where(miss => miss.Outcome is MissOutcome.MadeUp or MissOutcome.Corrected).Select(miss => miss.EndedOn!.Value)));
        yield return ("triangle", "cure ends", Days(pack.Misses.Select(miss => miss.Cure.Ends), pack.Defaults.Where(computed => computed.Unpaid is not null).Select(computed => computed.On)));

        IReadOnlyList<(DateOnly On, bool IsFailed)> Days(IEnumerable<DateOnly> days, params IEnumerable<DateOnly> failed) => [.. days.Distinct().Order().Where(day => day <= last).Select(day => (day, failed.Contains(day)))];
    }

    // Marks of weekly installments stand closer than they are wide.
    private decimal Width(IReadOnlyList<(DateOnly On, bool IsFailed)> days) =>
        days.Zip(days.Skip(1), (one, next) => x(next.On) - x(one.On)).Append(WidestMark).Min() is var least && least < NarrowestMark ? NarrowestMark : Math.Min(WidestMark, least);
}
