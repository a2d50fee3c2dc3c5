using System.Globalization;
using System.Text.Json;

namespace LoanServicing.Payroll.Layouts;

/// <summary>One place in a layout file: its value and its path, so that every refusal can name it.</summary>
internal readonly record struct LayoutJson(string Source, string Path, JsonElement Element)
{
    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = 8,
    };

    public static LayoutJson Root(string json, string source)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Options);
            return new LayoutJson(source, "$", document.RootElement.Clone());
        }
        catch (JsonException e)
        {
            throw LayoutRefusedException.At(
                source,
                $"line {e.LineNumber + 1}",
                "text that is not JSON",
                "a layout as a JSON object"
            );
        }
    }

    /// <summary>This object, once it is known to hold no member but these, none twice.</summary>
    public LayoutJson WithOnly(params ReadOnlySpan<string> known)
    {
        foreach (var (name, value) in Members())
        {
            if (!known.Contains(name))
                throw LayoutRefusedException.At(
                    Source,
                    value.Path,
                    "an unknown member",
                    "one of " + string.Join(", ", known)
                );
        }

        return this;
    }

    /// <summary>All members of this object, none twice.</summary>
    public List<(string Name, LayoutJson Value)> Members()
    {
        Require(JsonValueKind.Object, "an object");
        var members = new List<(string Name, LayoutJson Value)>();
        foreach (var member in Element.EnumerateObject())
        {
            var path = $"{Path}.{member.Name}";
            if (members.Exists(m => m.Name == member.Name))
                throw LayoutRefusedException.At(Source, path, "the member twice", "it once");
            members.Add((member.Name, new LayoutJson(Source, path, member.Value)));
        }

        return members;
    }

    public LayoutJson Member(string name) =>
        Optional(name) ?? throw LayoutRefusedException.At(Source, $"{Path}.{name}", "no such member", "it to be given");

    public LayoutJson? Optional(string name) =>
        Element.TryGetProperty(name, out var value) ? new LayoutJson(Source, $"{Path}.{name}", value) : null;

    public IEnumerable<LayoutJson> Items()
    {
        Require(JsonValueKind.Array, "an array");
        var (source, path) = (Source, Path);
        return Element.EnumerateArray().Select((item, i) => new LayoutJson(source, $"{path}[{i}]", item));
    }

    /// <summary>Not empty, without blanks around it or control characters in it.</summary>
    public string Text()
    {
        Require(JsonValueKind.String, "text");
        var text = Element.GetString()!;
        return text.Length == 0 || text != text.Trim() || text.Any(char.IsControl)
            ? throw Refuse("text in one line without blanks around it")
            : text;
    }

    public int Number(int least, int most) =>
        Element.ValueKind == JsonValueKind.Number
        && Element.TryGetInt32(out var number)
        && number >= least
        && number <= most
            ? number
            : throw Refuse(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));

    public bool Flag() =>
        Element.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Refuse("true or false"),
        };

    public T Choice<T>(params ReadOnlySpan<(string Word, T Value)> choices)
    {
        foreach (var (word, value) in choices)
        {
            if (Element.ValueKind == JsonValueKind.String && Element.ValueEquals(word))
                return value;
        }

        var words = new List<string>();
        foreach (var (word, _) in choices)
            words.Add($"\"{word.Replace("\t", "\\t", StringComparison.Ordinal)}\"");
        throw Refuse("one of " + string.Join(", ", words));
    }

    /// <summary>The refusal of this value.</summary>
    public LayoutRefusedException Refuse(string expected) => LayoutRefusedException.At(Source, Path, Found, expected);

    private string Found =>
        Element.GetRawText() is { Length: <= 60 } raw
            ? raw
            : "a long " + Element.ValueKind.ToString().ToLowerInvariant();

    private void Require(JsonValueKind kind, string expected)
    {
        if (Element.ValueKind != kind)
            throw Refuse(expected);
    }
}
