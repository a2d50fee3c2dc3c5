using System.Globalization;
using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using static LoanServicing.Host.Auditing.ChartShapes;

namespace LoanServicing.Host.Auditing;

/// <summary>The balance of a loan over time, drawn so that it can be read without colour: each mark has a shape of its own.</summary>
internal sealed class BalanceChart
{
    private const decimal Left = 62m;
    private const decimal Right = 776m;
    private const decimal Top = 26m;
    private const decimal Bottom = 268m;
    private const decimal MissedAt = 284m;
    private const decimal CureAt = 301m;
    private const decimal YearsAt = 324m;
    private const decimal LegendAt = 350m;
    private const decimal LabelWidth = 190m;
    private const decimal LabelHeight = 14m;
    private const int ShortSpanDays = 800;

    private readonly LoanPack pack;
    private readonly DateOnly first;
    private readonly DateOnly last;
    private readonly decimal most;
    private readonly decimal step;

    private BalanceChart(LoanPack pack)
    {
        this.pack = pack;
        var points = pack.Balance.Owed.Concat(pack.Balance.Scheduled).ToList();
        (first, last) = (points.Min(point => point.On), points.Max(point => point.On));
        if (last == first)
            last = first.AddDays(1);
        var highest = Math.Max(1m, points.Max(point => point.Balance));
        step = ChartScale.Step(highest);
        most = Math.Ceiling(highest / step) * step;
    }

    public static XElement Draw(LoanPack pack)
    {
        var chart = new BalanceChart(pack);
        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", "0 0 800 364"),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"),
            new XAttribute("font-size", "11"),
            new XElement(Svg + "title", $"Balance of loan {pack.Plan}/{pack.Participant}/{pack.Loan} over time"),
            Pattern(),
            chart.Leaves(),
            chart.Dollars(),
            chart.Years(),
            chart.Lines(),
            chart.Rails(),
            chart.Ends(),
            chart.AsOf(),
            Legend(Left, LegendAt));
    }

    private decimal X(DateOnly day) => Left + ((Right - Left) * (day.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber));

    private decimal Y(decimal balance) => Bottom - ((Bottom - Top) * Math.Max(0m, balance) / most);

    // What was owed before anything happened on the day.
    private decimal Owed(DateOnly day) =>
        pack.Balance.Owed.Where(point => point.On == day).Select(point => (decimal?)point.Balance).FirstOrDefault() ?? pack.Balance.Owed.LastOrDefault(point => point.On < day).Balance;

    private IEnumerable<XElement> Leaves()
    {
        foreach (var leave in pack.Suspensions.Where(leave => leave.Kind != SuspensionKind.Corrected))
        {
            var through = leave.Through < last ? leave.Through.Value : leave.Through is null && pack.Effective < last ? pack.Effective : last;
            var (from, to) = (X(leave.From < first ? first : leave.From), X(through < first ? first : through));
            yield return Shape("rect", ("x", N(from)), ("y", N(Top)), ("width", N(Math.Max(1m, to - from))), ("height", N(Bottom - Top)), ("fill", "url(#leave)"));
            yield return Text((from + to) / 2m, Top - 5m, "middle", leave.Kind switch { SuspensionKind.MilitaryService => "military service", SuspensionKind.DisasterDelay => "delay", _ => "leave" }, "#3c434b");
        }
    }

    private IEnumerable<XElement> Dollars()
    {
        for (var dollars = 0m; dollars <= most; dollars += step)
        {
            yield return Shape("line", ("x1", N(Left)), ("x2", N(Right)), ("y1", N(Y(dollars))), ("y2", N(Y(dollars))), ("stroke", dollars == 0m ? "#1b1f24" : "#dde1e5"), ("stroke-width", dollars == 0m ? "1" : "0.7"));
            yield return Text(Left - 7m, Y(dollars) + 4m, "end", "$" + dollars.ToString(step < 1m ? "N2" : "N0", CultureInfo.InvariantCulture), "#3c434b");
        }
    }

    private IEnumerable<XElement> Years()
    {
        foreach (var (day, label) in ChartScale.Days(first, last, ShortSpanDays))
        {
            yield return Shape("line", ("x1", N(X(day))), ("x2", N(X(day))), ("y1", N(CureAt + 7m)), ("y2", N(CureAt + 12m)), ("stroke", "#1b1f24"));
            yield return Shape("line", ("x1", N(X(day))), ("x2", N(X(day))), ("y1", N(Top)), ("y2", N(Bottom)), ("stroke", "#e8ebee"), ("stroke-width", "0.7"));
            yield return Text(X(day), YearsAt, "middle", label, "#3c434b");
        }

        yield return Shape("line", ("x1", N(Left)), ("x2", N(Right)), ("y1", N(CureAt + 7m)), ("y2", N(CureAt + 7m)), ("stroke", "#1b1f24"));
    }

    private IEnumerable<XElement> Lines()
    {
        yield return Line(pack.Balance.Scheduled, "#7a828b", "1.1", "5 3");
        yield return Line(pack.Balance.Owed, "#12395b", "1.7", null);
    }

    private IEnumerable<XElement> Rails()
    {
        yield return Text(Left - 7m, MissedAt + 4m, "end", "missed", "#3c434b");
        yield return Text(Left - 7m, CureAt + 4m, "end", "cure ends", "#3c434b");
        foreach (var miss in pack.Misses.Where(miss => miss.Due <= last))
            yield return Shape("line", ("x1", N(X(miss.Due))), ("x2", N(X(miss.Due))), ("y1", N(MissedAt - 5m)), ("y2", N(MissedAt + 5m)), ("stroke", "#1b1f24"), ("stroke-width", "1.4"));
        foreach (var miss in pack.Misses.Where(miss => miss.Cure.Ends <= last))
            yield return Mark("triangle", X(miss.Cure.Ends), CureAt, miss.Outcome == MissOutcome.Deemed && pack.Defaults.Any(deemed => deemed.On == miss.Cure.Ends) ? "#8c1d18" : "#fff");
    }

    private IEnumerable<XElement> Ends()
    {
        var endings = pack.Defaults.Select(deemed => (Kind: "diamond", deemed.On, Label: $"deemed {Printed.Day(deemed.On)}: ${Printed.Money(deemed.Amount)}{(deemed.TakenBackBy is null ? "" : ", taken back")}"))
            .Concat(pack.Offsets.Select(offset => (Kind: "square", offset.On, Label: $"offset {Printed.Day(offset.On)}: ${Printed.Money(offset.Amount)}"))).ToList();
        // From the top: a label that a later one would cover is written above it.
        var lowest = decimal.MaxValue;
        foreach (var (kind, on, label) in endings.AsEnumerable().Reverse())
        {
            var (x, y) = (X(on), Y(Owed(on)));
            var toLeft = x > Right - LabelWidth;
            var (from, to) = toLeft ? (x - LabelWidth, x) : (x, x + LabelWidth);
            var at = Math.Max(Top + 12m, Math.Min(Highest(from, to) - 9m, lowest - LabelHeight));
            lowest = at;
            yield return Shape("line", ("x1", N(x)), ("x2", N(x)), ("y1", N(at + 4m)), ("y2", N(Bottom)), ("stroke", "#8c1d18"), ("stroke-width", "0.8"), ("stroke-dasharray", "2 2"));
            yield return Mark(kind, x, y, "#8c1d18");
            yield return Text(toLeft ? x - 8m : x + 8m, at, toLeft ? "end" : "start", label, "#8c1d18").With(new XAttribute("font-weight", "600"));
        }
    }

    // The highest point that either line reaches under a label, as a height on the page.
    private decimal Highest(decimal from, decimal to) => Math.Min(Highest(pack.Balance.Owed, from, to), Highest(pack.Balance.Scheduled, from, to));

    private decimal Highest(IReadOnlyList<BalancePoint> line, decimal from, decimal to)
    {
        var highest = Bottom;
        for (var at = 0; at < line.Count; at++)
        {
            // A line that falls is highest where it enters, a little after the point before.
            if (X(line[at].On) >= from && (at == 0 ? X(line[at].On) : X(line[at - 1].On)) <= to)
                highest = Math.Min(highest, Math.Min(Y(line[at].Balance), Y(line[Math.Max(0, at - 1)].Balance)));
        }

        return highest;
    }

    private IEnumerable<XElement> AsOf()
    {
        if (pack.Effective >= last || pack.Effective <= first)
            yield break;
        yield return Shape("line", ("x1", N(X(pack.Effective))), ("x2", N(X(pack.Effective))), ("y1", N(Top)), ("y2", N(CureAt + 7m)), ("stroke", "#5b626b"), ("stroke-dasharray", "1 3"));
        yield return Text(X(pack.Effective), Top - 14m, X(pack.Effective) > Right - 60m ? "end" : "middle", $"as of {Printed.Day(pack.Effective)}", "#3c434b");
    }

    private XElement Line(IEnumerable<BalancePoint> points, string stroke, string width, string? dashes) => Shape(
        "polyline", ("points", string.Join(' ', points.Select(point => $"{N(X(point.On))},{N(Y(point.Balance))}"))), ("fill", "none"), ("stroke", stroke), ("stroke-width", width), ("stroke-linejoin", "round"), ("stroke-dasharray", dashes ?? "none"));
}
