using System.Globalization;
using System.Xml.Linq;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>What a chart is drawn with.</summary>
internal static class ChartShapes
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Hatching, which prints in black and white.</summary>
    public static XElement Pattern()
    {
        var pattern = Shape(
            "pattern",
            ("id", "leave"),
            ("width", "6"),
            ("height", "6"),
            ("patternUnits", "userSpaceOnUse"),
            ("patternTransform", "rotate(45)")
        );
        return Shape(
            "defs",
            pattern.With(
                Shape("rect", ("width", "6"), ("height", "6"), ("fill", "#f3f4f6")),
                Shape("line", ("y2", "6"), ("stroke", "#b4bac1"), ("stroke-width", "1.6"))
            )
        );
    }

    /// <summary>What the lines and marks mean, in as many rows as it takes.</summary>
    /// <param name="at">Middle of the first row.</param>
    /// <param name="height">Of the picture that it ends.</param>
    public static IReadOnlyList<XElement> Legend(
        IEnumerable<string> kinds,
        decimal left,
        decimal right,
        decimal at,
        out decimal height
    )
    {
        var (x, drawn) = (left, new List<XElement>());
        foreach (var kind in kinds)
        {
            var label = Means(kind);
            var width = 38m + (label.Length * 5.6m);
            if (x + width > right + 12m)
                (x, at) = (left, at + 18m);
            drawn.Add(
                kind switch
                {
                    "owed" => Shape(
                        "line",
                        ("x1", N(x)),
                        ("x2", N(x + 20m)),
                        ("y1", N(at)),
                        ("y2", N(at)),
                        ("stroke", "#12395b"),
                        ("stroke-width", "1.7")
                    ),
                    "scheduled" => Shape(
                        "line",
                        ("x1", N(x)),
                        ("x2", N(x + 20m)),
                        ("y1", N(at)),
                        ("y2", N(at)),
                        ("stroke", "#7a828b"),
                        ("stroke-width", "1.1"),
                        ("stroke-dasharray", "5 3")
                    ),
                    "band" => Shape(
                        "rect",
                        ("x", N(x + 2m)),
                        ("y", N(at - 6m)),
                        ("width", "18"),
                        ("height", "12"),
                        ("fill", "url(#leave)")
                    ),
                    _ => Mark(
                        kind is "refinanced" or "paid" ? "circle" : kind,
                        x + 14m,
                        at,
                        kind is "diamond" or "square" ? "#8c1d18" : "#fff"
                    ),
                }
            );
            drawn.Add(Text(x + 25m, at + 4m, "start", label, "#3c434b"));
            x += width;
        }

        height = at + 14m;
        return drawn;
    }

    /// <summary>A mark that is told by its shape.</summary>
    public static XElement Mark(string kind, decimal x, decimal y, string fill, decimal width = 9m) =>
        Shape(
            "path",
            (
                "d",
                kind switch
                {
                    "tick" => $"M{N(x)} {N(y - 5m)}v10",
                    "triangle" => $"M{N(x)} {N(y + 5m)}l{N(-width / 2m)} -8.5h{N(width)}z",
                    "ring" => Circle(x, y, Math.Min(3.5m, width / 2m)),
                    "circle" => Circle(x, y, 4.5m),
                    "diamond" => $"M{N(x)} {N(y - 6.5m)}l6 6.5l-6 6.5l-6 -6.5z",
                    _ => $"M{N(x - 5m)} {N(y - 5m)}h10v10h-10z",
                }
            ),
            ("fill", fill),
            ("stroke", fill == "#fff" ? "#1b1f24" : fill),
            ("stroke-width", kind == "tick" ? "1.4" : "1")
        );

    // Two half circles, there and back.
    private static string Circle(decimal x, decimal y, decimal radius)
    {
        var arc = $"a{N(radius)} {N(radius)} 0 1 0";
        return $"M{N(x - radius)} {N(y)}{arc} {N(2m * radius)} 0{arc} {N(-2m * radius)} 0z";
    }

    private static string Means(string kind) =>
        kind switch
        {
            "owed" => "owed, with interest",
            "scheduled" => "principal by the schedule",
            "tick" => "missed",
            "ring" => "made up",
            "triangle" => "cure period ends",
            "diamond" => "deemed",
            "square" => "offset",
            "paid" => "paid in full",
            "band" => "leave or delay",
            _ => kind,
        };

    public static XElement Text(decimal x, decimal y, string anchor, string text, string fill) =>
        Shape("text", ("x", N(x)), ("y", N(y)), ("text-anchor", anchor), ("fill", fill)).With(text);

    public static XElement Shape(string name, params IEnumerable<(string Name, string Value)> attributes) =>
        new(Svg + name, attributes.Select(pair => new XAttribute(pair.Name, pair.Value)));

    public static XElement Shape(string name, XElement inner) => new(Svg + name, inner);

    public static string N(decimal coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);
}
