using System.Globalization;
using System.Text.Json;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Facts;

/// <summary>
/// The members of one JSON object, each taken once and checked as it is taken; <see cref="Done"/> refuses what nobody
/// took. Errors name the path, what was found and what was expected.
/// </summary>
public sealed class JsonMembers
{
    private const int MostDigits = 24;
    private const int MostShown = 60;
    private const int MostCount = 10_000;

    private readonly Dictionary<string, JsonElement> members = [];
    private readonly List<string> known = [];

    public JsonMembers(JsonElement element, string path)
    {
        Path = path;
        if (element.ValueKind != JsonValueKind.Object)
            throw new FactRefusedException(path, Show(element), "an object");
        foreach (var member in element.EnumerateObject())
        {
            var name =
                Unicode(() => member.Name)
                ?? throw new FactRefusedException(
                    path,
                    "a field whose name is no Unicode text",
                    "the names of the contract"
                );
            if (!members.TryAdd(name, member.Value))
                throw new FactRefusedException($"{path}.{Printable(name)}", "it a second time", "each field once");
        }
    }

    /// <summary>Where the object stands, as a JSON path.</summary>
    public string Path { get; }

    public bool Has(string name) => members.ContainsKey(name);

    /// <summary>The member without taking it, or null.</summary>
    public JsonElement? Peek(string name) => members.TryGetValue(name, out var element) ? element : null;

    /// <summary>The member as it stands, or null.</summary>
    public JsonElement? Optional(string name)
    {
        known.Add(name);
        return members.Remove(name, out var element) ? element : null;
    }

    public JsonElement Required(string name) =>
        Optional(name) ?? throw new FactRefusedException($"{Path}.{name}", "nothing", "a value");

    public string Text(string name) => OptionalText(name) ?? throw Missing(name, "a text");

    public string? OptionalText(string name)
    {
        if (Optional(name) is not { } element)
            return null;
        return StringOf(element) ?? throw Refused(name, element, "a text");
    }

    /// <summary>A name that can be part of an identity.</summary>
    public string Name(string name) => OptionalName(name) ?? throw Missing(name, "a name");

    public string? OptionalName(string name) =>
        OptionalText(name) is { } text ? Identity($"{Path}.{name}", text) : null;

    /// <summary>Names that can be part of an identity.</summary>
    public IReadOnlyList<string> Names(string name)
    {
        var element = Required(name);
        if (element.ValueKind != JsonValueKind.Array || element.EnumerateArray().Any(item => StringOf(item) is null))
            throw Refused(name, element, "a list of names");
        return
        [
            .. element.EnumerateArray().Select((item, index) => Identity($"{Path}.{name}[{index}]", item.GetString()!)),
        ];
    }

    /// <summary>The member's text without taking it; null where it is none.</summary>
    public string? PeekText(string name) => Peek(name) is { } element ? StringOf(element) : null;

    /// <summary>Whether the member is this very word, without taking it.</summary>
    public bool IsWord(string name, string word) => PeekText(name) == word;

    public DateOnly Date(string name) => OptionalDate(name) ?? throw Missing(name, "a date, YYYY-MM-DD");

    public DateOnly? OptionalDate(string name)
    {
        if (Optional(name) is not { } element)
            return null;
        return
            StringOf(element) is { } text
            && DateOnly.TryParseExact(
                text,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
            && Era.Contains(day)
            ? day
            : throw Refused(name, element, $"a date that exists, YYYY-MM-DD, from {Era.First.Year} to {Era.Last.Year}");
    }

    /// <summary>Dollars with at most two decimals, 0 or more.</summary>
    public decimal? OptionalMoney(string name)
    {
        if (Optional(name) is not { } element)
            return null;
        return Number(element) is { } amount && amount >= 0m && amount < 1e15m && Cents.IsWhole(amount)
            ? amount
            : throw Refused(
                name,
                element,
                "dollars from 0 to less than 1,000,000,000,000,000, with at most two decimals"
            );
    }

    public decimal Money(string name) => OptionalMoney(name) ?? throw Missing(name, "dollars");

    /// <summary>Dollars above 0.</summary>
    public decimal Amount(string name)
    {
        var amount = Money(name);
        return amount > 0m ? amount : throw new FactRefusedException($"{Path}.{name}", "0", "dollars above 0");
    }

    /// <summary>Dollars above or below 0, with at most two decimals.</summary>
    public decimal Difference(string name)
    {
        var element = Required(name);
        return Number(element) is { } amount && amount != 0m && Math.Abs(amount) < 1e15m && Cents.IsWhole(amount)
            ? amount
            : throw Refused(name, element, "dollars above or below 0, with at most two decimals");
    }

    /// <summary>A nominal annual rate as a fraction, 0 up to but not including 1.</summary>
    public decimal Rate(string name)
    {
        var element = Required(name);
        return Number(element) is { } rate && rate is >= 0m and < 1m && decimal.Truncate(rate * 1e8m) == rate * 1e8m
            ? rate
            : throw Refused(name, element, "a rate from 0 to less than 1 with at most eight decimals, as 0.0875");
    }

    public int Count(string name, int most = MostCount) => Whole(name, 1, most) ?? throw Missing(name, "a count");

    public int? OptionalCount(string name, int least = 1) => Whole(name, least, MostCount);

    /// <summary>A calendar year.</summary>
    public int Year(string name) => Whole(name, Era.First.Year, Era.Last.Year) ?? throw Missing(name, "a year");

    /// <summary>A part of a whole, 0 to 1.</summary>
    public decimal? OptionalShare(string name)
    {
        if (Optional(name) is not { } element)
            return null;
        return
            Number(element) is { } share && share is >= 0m and <= 1m && decimal.Truncate(share * 1e8m) == share * 1e8m
            ? share
            : throw Refused(name, element, "a share from 0 to 1 with at most eight decimals, as 0.8");
    }

    public bool Flag(string name) => OptionalFlag(name) ?? throw Missing(name, "true or false");

    public bool? OptionalFlag(string name)
    {
        if (Optional(name) is not { } element)
            return null;
        return element.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? element.GetBoolean()
            : throw Refused(name, element, "true or false");
    }

    /// <summary>One of a fixed set of words.</summary>
    public T? OptionalWord<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Optional(name) is not { } element)
            return null;
        return StringOf(element) is { } word && words.TryGetValue(word, out var value)
            ? value
            : throw Refused(name, element, $"one of {string.Join(", ", words.Keys)}");
    }

    public T Word<T>(string name, IReadOnlyDictionary<string, T> words)
        where T : struct => OptionalWord(name, words) ?? throw Missing(name, $"one of {string.Join(", ", words.Keys)}");

    public Frequency Frequency(string name) => Word(name, Words.Frequencies);

    /// <summary>An object inside this one.</summary>
    public JsonMembers? OptionalMembers(string name) =>
        Optional(name) is { } element ? new JsonMembers(element, $"{Path}.{name}") : null;

    public JsonMembers Members(string name) => OptionalMembers(name) ?? throw Missing(name, "an object");

    /// <summary>Refuses the members that nobody has taken.</summary>
    public void Done()
    {
        foreach (var name in members.Keys)
            throw new FactRefusedException(
                $"{Path}.{Printable(name)}",
                "an unknown field",
                $"one of {string.Join(", ", known)}"
            );
    }

    public FactRefusedException Refused(string name, JsonElement element, string expected) =>
        new($"{Path}.{name}", Show(element), expected);

    /// <summary>The same for a value that has been read.</summary>
    public FactRefusedException Refused(string name, string found, string expected) =>
        new($"{Path}.{name}", found, expected);

    // Null for what is no text, and for escapes that are no characters: half of a surrogate pair.
    private static string? StringOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.String ? Unicode(element.GetString) : null;

    private static string? Unicode(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private int? Whole(string name, int least, int most)
    {
        if (Optional(name) is not { } element)
            return null;
        return
            element.ValueKind == JsonValueKind.Number
            && element.TryGetInt32(out var count)
            && count >= least
            && count <= most
            ? count
            : throw Refused(name, element, $"a whole number from {least} to {most}");
    }

    private static string Identity(string path, string text) =>
        StreamId.IsName(text)
            ? text
            : throw new FactRefusedException(
                path,
                $"\"{Printable(text)}\"",
                "a name of 1 to 64 characters without \"/\", control characters or outer spaces"
            );

    private FactRefusedException Missing(string name, string expected) => new($"{Path}.{name}", "nothing", expected);

    // Null for what a decimal would round: digits that nobody means are a mistake, and not to be dropped in silence.
    private static decimal? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number
        && element.GetRawText() is { Length: <= MostDigits } text
        && element.TryGetDecimal(out var number)
        && (number != 0m || !text.Split('e', 'E')[0].Any(digit => digit is >= '1' and <= '9'))
            ? number
            : null;

    private static string Show(JsonElement element) => Printable(element.GetRawText());

    // What somebody else wrote, as one short line of a message.
    private static string Printable(string text)
    {
        var line = string.Concat(text.Take(MostShown).Select(letter => char.IsControl(letter) ? '·' : letter));
        return text.Length <= MostShown ? line : line + "…";
    }
}
