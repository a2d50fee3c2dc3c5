using System.Text.Json;
using System.Text.Unicode;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Evaluation;

/// <summary>
/// Reads a scenario as the contract defines it. What does not fit is a <see cref="FactRefusedException"/> with its
/// path.
/// </summary>
public static class ScenarioReader
{
    private const int MaxDepth = 16;

    /// <param name="utf8">One JSON document; comments and trailing commas are allowed.</param>
    public static Scenario Read(ReadOnlyMemory<byte> utf8)
    {
        using var document = Parse(utf8);
        var members = new JsonMembers(document.RootElement, "$");
        var scenario = new Scenario(
            members.Text("scenario"),
            members.OptionalText("authority"),
            members.Date("asOf"),
            PlanReader.Read(Era.First, members.Members("plan"), new CurePeriodRule.None()),
            FactReader.ReadParticipant(members.Members("participant")),
            Facts(members)
        );
        members.Done();
        return scenario;
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> utf8)
    {
        // Some editors mark UTF-8, which needs no mark.
        if (utf8.Span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span))
            throw new FactRefusedException("$", "bytes that are no UTF-8", "one JSON document in UTF-8");
        try
        {
            return JsonDocument.Parse(
                utf8,
                new()
                {
                    AllowTrailingCommas = true,
                    CommentHandling = JsonCommentHandling.Skip,
                    MaxDepth = MaxDepth,
                }
            );
        }
        catch (JsonException e)
        {
            throw new FactRefusedException(
                e.Path ?? "$",
                $"no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1})",
                "one JSON document of at most 16 levels"
            );
        }
    }

    private static List<PlacedFact> Facts(JsonMembers members)
    {
        var element = members.Required("facts");
        if (element.ValueKind != JsonValueKind.Array)
            throw members.Refused("facts", element, "a list of facts");
        var facts = new List<PlacedFact>();
        foreach (var item in element.EnumerateArray())
        {
            var fact = new JsonMembers(item, $"$.facts[{facts.Count}]");
            var name = fact.Text("fact");
            if (!FactReader.Knows(name))
                throw fact.Refused("fact", $"\"{name}\"", $"one of {string.Join(", ", FactReader.Names)}");
            facts.Add(new(fact.Path, "", 0, FactReader.Read(name, fact)));
            fact.Done();
        }

        return facts;
    }
}
