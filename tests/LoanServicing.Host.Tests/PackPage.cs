using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace LoanServicing.Host.Tests;

/// <summary>A page of an audit pack: whole in itself, and XML as well as HTML.</summary>
internal static partial class PackPage
{
    /// <summary>The text of a page in which nothing is amiss.</summary>
    public static string Whole(string file)
    {
        var text = File.ReadAllText(file);
        Problems(text).ShouldBeEmpty(file);
        return Read(text).Root!.Value;
    }

    /// <summary>
    /// What makes it depend on something else, or a browser read it other than it stands; a sentence each.
    /// </summary>
    public static IEnumerable<string> Problems(string text)
    {
        var page = Read(text);
        if (!text.StartsWith("<!DOCTYPE html", StringComparison.Ordinal))
            yield return "no HTML document type";
        foreach (
            var element in page.Descendants()
                .Where(element => element.Name.LocalName is "script" or "link" or "iframe" or "img" or "object")
        )
            yield return $"<{element.Name.LocalName}>";
        foreach (
            var link in page.Descendants()
                .Attributes()
                .Where(attribute =>
                    attribute.Name.LocalName is "src" or "href"
                    && !attribute.Value.StartsWith('#')
                    && !LocalPage().IsMatch(attribute.Value)
                )
        )
            yield return $"leads to {link.Value}";
        foreach (
            Match fetched in Fetched().Matches(text.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal))
        )
            yield return $"fetches {fetched.Value}";
        // A browser reads the short form of these as an element that never ends.
        foreach (Match shortForm in ShortForm().Matches(text))
            yield return $"short form {shortForm.Value}";
        foreach (
            var drawn in page.Descendants()
                .Where(element => element.Name.LocalName is "line" or "text" or "rect")
                .Attributes()
                .Where(attribute => attribute.Name.LocalName is "x" or "x1" or "x2")
        )
        {
            if (decimal.Parse(drawn.Value) is < 0m or > 800m)
                yield return $"drawn outside the picture: {drawn.Parent}";
        }

        foreach (var picture in page.Descendants().Where(element => element.Name.LocalName == "svg"))
        {
            var height = decimal.Parse(picture.Attribute("viewBox")?.Value.Split(' ')[3] ?? "0");
            var texts = picture.Elements().Where(element => element.Name.LocalName == "text").Select(Box).ToList();
            foreach (var label in texts.Where(label => label.Top < 0m || label.Bottom > height))
                yield return $"written outside the picture: {label.Text}";
            foreach (
                var (one, other) in texts
                    .SelectMany((one, at) => texts.Skip(at + 1).Select(other => (one, other)))
                    .Where(pair => pair.one.Covers(pair.other))
            )
                yield return $"written over each other: {one.Text}, {other.Text}";
        }
    }

    // A character takes about half the height of its font, 11 here.
    private static TextBox Box(XElement text)
    {
        var (x, y, width) = (
            decimal.Parse(text.Attribute("x")!.Value),
            decimal.Parse(text.Attribute("y")!.Value),
            text.Value.Length * 5.5m
        );
        var left = text.Attribute("text-anchor")?.Value switch
        {
            "end" => x - width,
            "middle" => x - (width / 2m),
            _ => x,
        };
        return new(text.Value, left, left + width, y - 8m, y + 2m);
    }

    private sealed record TextBox(string Text, decimal Left, decimal Right, decimal Top, decimal Bottom)
    {
        public bool Covers(TextBox other) =>
            Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }

    private static XDocument Read(string text)
    {
        using var reader = XmlReader.Create(new StringReader(text), new() { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }

    [GeneratedRegex("^[A-Za-z0-9%._-]+\\.html$")]
    private static partial Regex LocalPage();

    [GeneratedRegex("https?:|//[a-z]|@import|url\\((?!#)")]
    private static partial Regex Fetched();

    [GeneratedRegex("<(?:td|th|p|div|span|li|dd|dt|section|table|tbody|ul|ol|style|title)\\b[^>]*/>")]
    private static partial Regex ShortForm();
}

public class PackPageTests
{
    [Fact]
    public void The_checks_can_fail() =>
        PackPage
            .Problems(
                "<html><p/><script src='https://x.example/a.js'></script><a href='/etc/passwd'>x</a><a "
                    + "href='A%2B1.html'>y</a><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 800 99'><line "
                    + "x1='801'/><text x='90' y='98'>low</text><text x='40' y='90' "
                    + "text-anchor='end'>one</text><text x='30' y='85'>other</text></svg></html>"
            )
            .ShouldBe(
                [
                    "no HTML document type",
                    "<script>",
                    "leads to https://x.example/a.js",
                    "leads to /etc/passwd",
                    "fetches https:",
                    "fetches //x",
                    "short form <p/>",
                    "drawn outside the picture: <line x1=\"801\" xmlns=\"http://www.w3.org/2000/svg\" />",
                    "written outside the picture: low",
                    "written over each other: one, other",
                ],
                ignoreOrder: true
            );
}
