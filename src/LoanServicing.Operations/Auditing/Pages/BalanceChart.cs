using System.Globalization;
using System.Xml.Linq;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using static LoanServicing.Operations.Auditing.Pages.ChartShapes;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>
/// The balance of a loan over time, drawn so that it can be read without colour: each mark has a shape of its own.
/// </summary>
internal sealed class BalanceChart
{
    private const decimal Width = 800m;
    private const decimal Left = 62m;
    private const decimal Right = 776m;
    private const decimal PlotHeight = 242m;
    private const decimal RailHeight = 17m;
    private const int ShortSpanDays = 800;
    private const string Grey = "#3c434b";
    private const string Red = "#8c1d18";

    private readonly LoanPack pack;
    private readonly DateOnly first;
    private readonly DateOnly last;
    private readonly decimal most;
    private readonly decimal step;
    private readonly IReadOnlyList<ChartEnding> endings;
    private readonly ChartRails rails;
    private readonly ChartLabels labels;
    private readonly decimal top;

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
        endings = ChartEnding.Of(pack);
        rails = new(pack, last, X);
        var heads = Heads(0m).ToList();
        top = 8m + ChartLabels.Place(heads, Right).Height;
        labels = ChartLabels.Place(Heads(top + PlotHeight), Right);
    }

    private decimal Bottom => top + PlotHeight;

    private decimal AxisAt => Bottom + (RailHeight * rails.Count) + (rails.Count > 0 ? 8m : 0m);

    public static XElement Draw(LoanPack pack)
    {
        var chart = new BalanceChart(pack);
        var legend = ChartShapes.Legend(chart.Kinds(), Left, Right, chart.AxisAt + 42m, out var height);
        return new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {N(Width)} {N(height)}"),
            new XAttribute("role", "img"),
            new XAttribute("font-family", "Helvetica Neue, Helvetica, Arial, Liberation Sans, DejaVu Sans, sans-serif"),
            new XAttribute("font-size", "11"),
            new XElement(Svg + "title", $"Balance of loan {pack.Plan}/{pack.Participant}/{pack.Loan} over time"),
            Pattern(),
            chart.Leaves(),
            chart.Dollars(),
            chart.Years(),
            chart.Lines(),
            chart.rails.Draw(chart.Bottom + 16m, RailHeight),
            chart.labels.Draw(chart.top),
            chart.Endings(),
            legend
        );
    }

    private decimal X(DateOnly day) =>
        Left + ((Right - Left) * (day.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber));

    private decimal Y(decimal balance) => Bottom - (PlotHeight * Math.Max(0m, balance) / most);

    // What was owed before anything happened on the day.
    private decimal Owed(DateOnly day) =>
        pack.Balance.Owed.Where(point => point.On == day).Select(point => (decimal?)point.Balance).FirstOrDefault()
        ?? pack.Balance.Owed.LastOrDefault(point => point.On < day).Balance;

    private IEnumerable<(decimal From, decimal To, SuspensionKind Kind)> Bands() =>
        from leave in pack.Suspensions
        where leave.Kind != SuspensionKind.Corrected
        let through = leave.Through ?? pack.Effective
        select (X(leave.From < first ? first : leave.From), X(Within(through)), leave.Kind);

    private DateOnly Within(DateOnly day) =>
        day < first ? first
        : day > last ? last
        : day;

    private IEnumerable<XElement> Leaves() =>
        Bands()
            .Select(band =>
                Shape(
                    "rect",
                    ("x", N(band.From)),
                    ("y", N(top)),
                    ("width", N(Math.Max(1m, band.To - band.From))),
                    ("height", N(PlotHeight)),
                    ("fill", "url(#leave)")
                )
            );

    private IEnumerable<XElement> Endings() =>
        endings.Select(ending =>
            Mark(ending.Kind, X(ending.On), Y(Owed(ending.On)), ending.Kind == "circle" ? "#fff" : Red)
        );

    private IEnumerable<ChartLabel> Heads(decimal bottom)
    {
        foreach (var (from, _, kind) in Bands())
            yield return new(from, Named(kind), Grey, false, null);
        if (pack.Effective < last && pack.Effective > first)
            yield return new(X(pack.Effective), $"as of {Printed.Day(pack.Effective)}", Grey, false, bottom);
        foreach (var ending in endings)
            yield return new(X(ending.On), ending.Label, Red, true, bottom);
    }

    private static string Named(SuspensionKind kind) =>
        kind switch
        {
            SuspensionKind.MilitaryService => "military service",
            SuspensionKind.DisasterDelay => "delay",
            _ => "leave",
        };

    private IEnumerable<string> Kinds() =>
        [
            "owed",
            "scheduled",
            .. rails.Kinds,
            .. endings.Select(ending => ending.Legend).Distinct(),
            .. Bands().Any() ? (string[])["band"] : [],
        ];

    private IEnumerable<XElement> Dollars()
    {
        for (var dollars = 0m; dollars <= most; dollars += step)
        {
            yield return Shape(
                "line",
                ("x1", N(Left)),
                ("x2", N(Right)),
                ("y1", N(Y(dollars))),
                ("y2", N(Y(dollars))),
                ("stroke", dollars == 0m ? "#1b1f24" : "#dde1e5"),
                ("stroke-width", dollars == 0m ? "1" : "0.7")
            );
            yield return Text(
                Left - 7m,
                Y(dollars) + 4m,
                "end",
                "$" + dollars.ToString(step < 1m ? "N2" : "N0", CultureInfo.InvariantCulture),
                Grey
            );
        }
    }

    private IEnumerable<XElement> Years()
    {
        foreach (var (day, label) in ChartScale.Days(first, last, ShortSpanDays))
        {
            yield return Shape(
                "line",
                ("x1", N(X(day))),
                ("x2", N(X(day))),
                ("y1", N(AxisAt)),
                ("y2", N(AxisAt + 5m)),
                ("stroke", "#1b1f24")
            );
            yield return Shape(
                "line",
                ("x1", N(X(day))),
                ("x2", N(X(day))),
                ("y1", N(top)),
                ("y2", N(Bottom)),
                ("stroke", "#e8ebee"),
                ("stroke-width", "0.7")
            );
            yield return Text(X(day), AxisAt + 16m, "middle", label, Grey);
        }

        yield return Shape(
            "line",
            ("x1", N(Left)),
            ("x2", N(Right)),
            ("y1", N(AxisAt)),
            ("y2", N(AxisAt)),
            ("stroke", "#1b1f24")
        );
    }

    private IEnumerable<XElement> Lines()
    {
        yield return Line(pack.Balance.Scheduled, "#7a828b", "1.1", "5 3");
        yield return Line(pack.Balance.Owed, "#12395b", "1.7", null);
    }

    private XElement Line(IEnumerable<BalancePoint> points, string stroke, string width, string? dashes) =>
        Shape(
            "polyline",
            ("points", string.Join(' ', points.Select(point => $"{N(X(point.On))},{N(Y(point.Balance))}"))),
            ("fill", "none"),
            ("stroke", stroke),
            ("stroke-width", width),
            ("stroke-linejoin", "round"),
            ("stroke-dasharray", dashes ?? "none")
        );
}
