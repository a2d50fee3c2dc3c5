using System.Xml.Linq;
using static LoanServicing.Operations.Auditing.Pages.ChartShapes;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>
/// What is written above a chart, each text beside the line that leads down from it, in as many rows as it takes that
/// none covers another.
/// </summary>
internal sealed class ChartLabels
{
    private const decimal RowHeight = 15m;
    private const decimal CharacterWidth = 6.3m;
    private const decimal Beside = 5m;
    private const decimal Between = 10m;

    private readonly List<(ChartLabel Label, decimal From, int Row)> placed = [];

    private ChartLabels() { }

    /// <summary>Of all rows together.</summary>
    public decimal Height => placed.Count == 0 ? 0m : RowHeight * (placed.Max(text => text.Row) + 1);

    /// <param name="right">No text reaches further; one that would stands to the left of its line.</param>
    public static ChartLabels Place(IEnumerable<ChartLabel> labels, decimal right)
    {
        var above = new ChartLabels();
        // A line that leads down passes no text on its way: the label nearer to the middle of the page is the lower
        // one.
        var ordered = labels
            .Select(label => (Label: label, IsLeft: label.X + Width(label) > right))
            .OrderBy(pair => pair.IsLeft)
            .ThenBy(pair => pair.IsLeft ? pair.Label.X : -pair.Label.X)
            .ToList();
        foreach (var (label, isLeft) in ordered)
        {
            var from = isLeft ? label.X - Width(label) : label.X;
            var rows = Enumerable.Range(0, ordered.Count);
            var row = rows.First(candidate => !above.Covers(candidate, from, Width(label)));
            above.placed.Add((label, from, row));
        }

        return above;
    }

    /// <param name="top">Of the plot, which the lowest row stands on.</param>
    public IEnumerable<XElement> Draw(decimal top)
    {
        foreach (var (label, _, row) in placed)
        {
            if (label.Through is { } through)
            {
                yield return Shape(
                    "line",
                    ("x1", N(label.X)),
                    ("x2", N(label.X)),
                    ("y1", N(Baseline(top, row) - 9m)),
                    ("y2", N(through)),
                    ("stroke", label.Colour),
                    ("stroke-width", "0.8"),
                    ("stroke-dasharray", label.IsStrong ? "2 2" : "1 3")
                );
            }
        }

        foreach (var (label, from, row) in placed)
        {
            var isLeft = from < label.X;
            // The halo keeps a text legible where a line has to pass it.
            var (x, anchor) = isLeft ? (label.X - Beside, "end") : (label.X + Beside, "start");
            yield return Text(x, Baseline(top, row), anchor, label.Text, label.Colour)
                .With(
                    new XAttribute("font-weight", label.IsStrong ? "600" : "400"),
                    new XAttribute("paint-order", "stroke"),
                    new XAttribute("stroke", "#fff"),
                    new XAttribute("stroke-width", "3"),
                    new XAttribute("stroke-linejoin", "round")
                );
        }
    }

    private bool Covers(int row, decimal from, decimal width) =>
        placed.Any(other =>
            other.Row == row && other.From < from + width + Between && from < other.From + Width(other.Label) + Between
        );

    private static decimal Baseline(decimal top, int row) => top - 6m - (RowHeight * row);

    private static decimal Width(ChartLabel label) => Beside + (label.Text.Length * CharacterWidth);
}

/// <param name="Through">How far down its line leads; null for none.</param>
internal sealed record ChartLabel(decimal X, string Text, string Colour, bool IsStrong, decimal? Through);
