using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>
/// Pages as well-formed XML that a browser reads as HTML: everything is inside, no script, nothing is fetched.
/// </summary>
internal static partial class Markup
{
    private const int MostTogether = 12;
    private const int LongestWhole = 32;

    /// <summary>An element with a class. Content may hold texts, elements, lists of them and nulls.</summary>
    public static XElement El(string name, string? css, params object?[] content) =>
        // HTML knows no short form of an empty element; an empty text makes the long one.
        new(name, css is null ? null : new XAttribute("class", css), "", content);

    public static XElement P(string? css, params object?[] content) => El("p", css, content);

    /// <summary>A numbered part of a page, to which its list of contents leads.</summary>
    public static XElement Section(string id, string title, params object?[] content) =>
        new("section", new XAttribute("id", id), El("h2", null, title), content);

    /// <summary>A table whose head is repeated on every printed page; a short one is not torn.</summary>
    public static XElement Table<TRow>(
        string? css,
        IReadOnlyCollection<TRow> rows,
        params IReadOnlyList<Column<TRow>> columns
    ) =>
        El(
            "table",
            rows.Count > MostTogether ? css
                : css is null ? "short"
                : $"{css} short",
            El("thead", null, El("tr", null, columns.Select(column => El("th", column.Css, column.Head)))),
            El(
                "tbody",
                null,
                rows.Select(row => El("tr", null, columns.Select(column => El("td", column.Css, column.Cell(row)))))
            )
        );

    /// <summary>A name in one piece, unless it is so long that it would widen its column.</summary>
    public static object Name(string text) => text.Length <= LongestWhole ? El("span", "d", text) : text;

    /// <summary>Names with what belongs to them, side by side.</summary>
    public static XElement Terms(string? css, params IEnumerable<(string Name, object? Value)> terms) =>
        El(
            "dl",
            css,
            terms
                .Where(term => term.Value is not null)
                .Select(term => El("div", null, El("dt", null, term.Name), El("dd", null, term.Value)))
        );

    public static void Write(Stream stream, string title, IEnumerable<XElement?> content)
    {
        var body = new XElement("body", content);
        var page = new XElement(
            "html",
            new XAttribute("lang", "en"),
            new XElement(
                "head",
                new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement(
                    "meta",
                    new XAttribute("name", "viewport"),
                    new XAttribute("content", "width=device-width, initial-scale=1")
                ),
                new XElement("title", title),
                new XElement("style", PageStyle.Text)
            ),
            body
        );
        foreach (var text in page.DescendantNodes().OfType<XText>())
            text.Value = Allowed(text.Value);
        foreach (var text in body.DescendantNodes().OfType<XText>().Where(text => IsProse(text.Parent!)).ToList())
            text.ReplaceWith(Whole(text.Value));
        using var writer = XmlWriter.Create(
            stream,
            new()
            {
                OmitXmlDeclaration = true,
                Encoding = new UTF8Encoding(false),
                NewLineChars = "\n",
            }
        );
        writer.WriteDocType("html", null, null, null);
        page.WriteTo(writer);
    }

    private static bool IsProse(XElement element) =>
        element.Name.LocalName is "p" or "dd" or "li" or "h3"
        || (
            element.Name.LocalName is "td" or "div"
            && element.AncestorsAndSelf("td").Any(cell => cell.Attribute("class")?.Value == "w")
        );

    // A browser would break a line inside a date.
    private static IEnumerable<object> Whole(string text) =>
        Date().Split(text).Select((part, index) => index % 2 == 0 ? (object)part : El("span", "d", part));

    [GeneratedRegex("([0-9]{4}-[0-9]{2}-[0-9]{2})")]
    private static partial Regex Date();

    // What somebody typed, as the id of a line or the name of a file, may hold characters that no page can.
    private static string Allowed(string text) =>
        text.All(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))
            ? text
            : string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c) ? c : '\uFFFD'));
}

/// <summary>A column of a table.</summary>
/// <param name="Css">"n" for figures under each other, "d" for what must not break, "w" for words.</param>
internal sealed record Column<TRow>(string Head, string Css, Func<TRow, object?> Cell);
