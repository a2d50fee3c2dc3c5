using System.Globalization;
using System.Xml.Linq;

namespace LoanServicing.Host.Auditing;

/// <summary>What a chart is drawn with.</summary>
internal static class ChartShapes
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Hatching, which prints in black and white.</summary>
    public static XElement Pattern() => Shape(
        "defs", Shape("pattern", ("id", "leave"), ("width", "6"), ("height", "6"), ("patternUnits", "userSpaceOnUse"), ("patternTransform", "rotate(45)")).With(
            Shape("rect", ("width", "6"), ("height", "6"), ("fill", "#f3f4f6")), Shape("line", ("y2", "6"), ("stroke", "#b4bac1"), ("stroke-width", "1.6"))));

    /// <summary>What the lines and marks mean, in one row.</summary>
    public static IEnumerable<XElement> Legend(decimal left, decimal at)
    {
        var x = left;
        foreach (var (kind, label, width) in ((string, string, decimal)[])[
            ("owed", "owed, with interest", 138m), ("scheduled", "principal by the schedule", 164m), ("tick", "missed", 66m), ("triangle", "cure ends", 80m), ("diamond", "deemed", 72m), ("square", "offset", 64m), ("band", "leave or delay", 100m)])
        {
            yield return kind switch
            {
                "owed" => Shape("line", ("x1", N(x)), ("x2", N(x + 20m)), ("y1", N(at)), ("y2", N(at)), ("stroke", "#12395b"), ("stroke-width", "1.7")),
                "scheduled" => Shape("line", ("x1", N(x)), ("x2", N(x + 20m)), ("y1", N(at)), ("y2", N(at)), ("stroke", "#7a828b"), ("stroke-width", "1.1"), ("stroke-dasharray", "5 3")),
                "tick" => Shape("line", ("x1", N(x + 14m)), ("x2", N(x + 14m)), ("y1", N(at - 5m)), ("y2", N(at + 5m)), ("stroke", "#1b1f24"), ("stroke-width", "1.4")),
                "band" => Shape("rect", ("x", N(x + 2m)), ("y", N(at - 6m)), ("width", "18"), ("height", "12"), ("fill", "url(#leave)")),
                _ => Mark(kind, x + 14m, at, kind == "triangle" ? "#fff" : "#8c1d18"),
            };
            yield return Text(x + 25m, at + 4m, "start", label, "#3c434b");
            x += width;
        }
    }

    /// <summary>A mark that is told by its shape.</summary>
    public static XElement Mark(string kind, decimal x, decimal y, string fill) => Shape(
        "path",
        ("d", kind switch
        {
            "triangle" => $"M{N(x)} {N(y + 5m)}l-4.5 -8.5h9z",
            "diamond" => $"M{N(x)} {N(y - 6.5m)}l6 6.5l-6 6.5l-6 -6.5z",
            _ => $"M{N(x - 5m)} {N(y - 5m)}h10v10h-10z",
        }),
        ("fill", fill),
        ("stroke", fill == "#fff" ? "#1b1f24" : fill),
        ("stroke-width", "1"));

    public static XElement Text(decimal x, decimal y, string anchor, string text, string fill) => Shape("text", ("x", N(x)), ("y", N(y)), ("text-anchor", anchor), ("fill", fill)).With(text);

    public static XElement Shape(string name, params IEnumerable<(string Name, string Value)> attributes) => new(Svg + name, attributes.Select(pair => new XAttribute(pair.Name, pair.Value)));

    public static XElement Shape(string name, XElement inner) => new(Svg + name, inner);

    public static string N(decimal coordinate) => coordinate.ToString("0.##", CultureInfo.InvariantCulture);
}
