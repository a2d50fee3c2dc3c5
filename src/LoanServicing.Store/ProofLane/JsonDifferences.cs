using System.Text.Json;

namespace LoanServicing.Store.ProofLane;

/// <summary>What one JSON value says otherwise than another, member by member.</summary>
internal static class JsonDifferences
{
    /// <summary>Each as <c>State.Position.Principal 1.00 instead of 2.00</c>.</summary>
    public static IReadOnlyList<string> Between(string found, string expected)
    {
        using var one = JsonDocument.Parse(found);
        using var other = JsonDocument.Parse(expected);
        return [.. Between("", one.RootElement, other.RootElement)];
    }

    private static IEnumerable<string> Between(string path, JsonElement? found, JsonElement? expected) =>
        (found, expected) switch
        {
            ({ ValueKind: JsonValueKind.Object } one, { ValueKind: JsonValueKind.Object } other) => Names(one)
                .Union(Names(other))
                .SelectMany(name =>
                    Between(path.Length == 0 ? name : $"{path}.{name}", Member(one, name), Member(other, name))
                ),
            ({ ValueKind: JsonValueKind.Array } one, { ValueKind: JsonValueKind.Array } other)
                when one.GetArrayLength() == other.GetArrayLength() => one.EnumerateArray()
                .Zip(other.EnumerateArray())
                .SelectMany((pair, index) => Between($"{path}[{index}]", pair.First, pair.Second)),
            _ when Text(found) == Text(expected) => [],
            _ => [$"{(path.Length == 0 ? "data" : path)} {Text(found)} instead of {Text(expected)}"],
        };

    private static IEnumerable<string> Names(JsonElement of) => of.EnumerateObject().Select(member => member.Name);

    private static JsonElement? Member(JsonElement of, string name) =>
        of.TryGetProperty(name, out var member) ? member : null;

    private static string Text(JsonElement? value) =>
        value switch
        {
            null => "nothing",
            { ValueKind: JsonValueKind.String } text => text.GetString()!,
            { } other => other.GetRawText(),
        };
}
