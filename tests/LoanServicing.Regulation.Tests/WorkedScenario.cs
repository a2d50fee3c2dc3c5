using System.Text.Json;
using System.Text.Json.Nodes;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A scenario file with the three members that the command does not read: note, expect and tolerance.
/// </summary>
internal sealed record WorkedScenario(JsonObject Input, string? Note, JsonObject Expect, decimal Tolerance)
{
    private const decimal DefaultTolerance = 0.01m;

    public static WorkedScenario Read(string file) => Parse(File.ReadAllText(file));

    public static WorkedScenario Parse(string json)
    {
        var input = JsonNode
            .Parse(
                json,
                documentOptions: new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }
            )!
            .AsObject();
        var (note, expect, tolerance) = (Take(input, "note"), Take(input, "expect"), Take(input, "tolerance"));
        return new(
            input,
            note?.GetValue<string>(),
            expect?.AsObject() ?? [],
            tolerance?.GetValue<decimal>() ?? DefaultTolerance
        );
    }

    /// <summary>What of the expectation the report does not meet, a sentence each.</summary>
    public IReadOnlyList<string> Unmet(JsonObject report)
    {
        var unmet = new List<string>();
        Compare("$", Expect, report, unmet);
        return unmet;
    }

    private static JsonNode? Take(JsonObject input, string name)
    {
        var member = input[name];
        input.Remove(name);
        return member;
    }

    private void Compare(string path, JsonNode? expected, JsonNode? found, List<string> unmet)
    {
        switch (expected)
        {
            case JsonObject { Count: 1 } choice when choice["anyOf"] is JsonArray any:
                if (!any.Any(one => Agrees(path, one, found)))
                    unmet.Add($"{path}: found {Show(found)}, expected any of {any.ToJsonString()}");
                break;
            case JsonObject members when found is JsonObject of:
                foreach (var (name, member) in members)
                    CompareMember($"{path}.{name}", name, member, of, unmet);
                break;
            case JsonArray { Count: 0 } when found is not JsonArray { Count: 0 }:
                unmet.Add($"{path}: found {Show(found)}, expected none");
                break;
            case JsonArray elements when found is JsonArray of:
                foreach (var missing in Unmatched(path, elements, of))
                    unmet.Add($"{path}: found no element of its own for {missing!.ToJsonString()}");
                break;
            default:
                if (!SameValue(path, expected, found))
                    unmet.Add($"{path}: found {Show(found)}, expected {Show(expected)}");
                break;
        }
    }

    private void CompareMember(string path, string name, JsonNode? expected, JsonObject report, List<string> unmet)
    {
        if (name.EndsWith("#count"))
        {
            if ((report[name[..^"#count".Length]] as JsonArray)?.Count != expected!.GetValue<int>())
                unmet.Add($"{path}: found {Show(report[name[..^"#count".Length]])}, expected {expected} elements");
        }
        else if (name.EndsWith("#atLeast"))
        {
            if (!((report[name[..^"#atLeast".Length]] as JsonArray)?.Count >= expected!.GetValue<int>()))
                unmet.Add(
                    $"{path}: found {Show(report[name[..^"#atLeast".Length]])}, expected {expected} elements or more"
                );
        }
        else if (report.ContainsKey(name))
        {
            Compare(path, expected, report[name], unmet);
        }
        else
        {
            unmet.Add($"{path}: found nothing, expected {Show(expected)}");
        }
    }

    // Every expected element needs one of its own: a matching of the one list into the other, found by augmenting
    // paths.
    private List<JsonNode?> Unmatched(string path, JsonArray expected, JsonArray found)
    {
        var takenBy = new Dictionary<int, int>();
        return [.. expected.Where((_, index) => !Place(index, []))];

        bool Place(int index, HashSet<int> tried)
        {
            for (var candidate = 0; candidate < found.Count; candidate++)
            {
                if (!Agrees(path, expected[index], found[candidate]) || !tried.Add(candidate))
                    continue;
                if (!takenBy.TryGetValue(candidate, out var other) || Place(other, tried))
                {
                    takenBy[candidate] = index;
                    return true;
                }
            }

            return false;
        }
    }

    private bool Agrees(string path, JsonNode? expected, JsonNode? found)
    {
        var unmet = new List<string>();
        Compare(path, expected, found, unmet);
        return unmet.Count == 0;
    }

    private bool SameValue(string path, JsonNode? expected, JsonNode? found)
    {
        if (expected is null || found is null)
            return expected is null && found is null;
        if (expected.GetValueKind() == JsonValueKind.Number && found.GetValueKind() == JsonValueKind.Number)
            return Math.Abs(expected.GetValue<decimal>() - found.GetValue<decimal>()) <= Tolerance;
        // The order of two codes in a box is free.
        if (
            path.EndsWith(".box7")
            && expected.GetValueKind() == JsonValueKind.String
            && found.GetValueKind() == JsonValueKind.String
        )
            return expected.GetValue<string>().Order().SequenceEqual(found.GetValue<string>().Order());
        return JsonNode.DeepEquals(expected, found);
    }

    private static string Show(JsonNode? node) => node?.ToJsonString() ?? "null";
}
