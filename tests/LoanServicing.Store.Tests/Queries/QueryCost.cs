using System.Text.Json;

namespace LoanServicing.Store.Tests.Queries;

/// <summary>What a query touched, as PostgreSQL explains it after it ran.</summary>
/// <param name="Rows">That belong to what was asked about; until that is said, those that came back.</param>
/// <param name="Scanned">Rows that it read from tables and sets, those among them that it then passed over.</param>
/// <param name="Pages">Of tables and indexes.</param>
/// <param name="ScansWhole">Tables that it read from beginning to end.</param>
internal sealed record QueryCost(long Rows, long Scanned, long Pages, IReadOnlyList<string> ScansWhole)
{
    private static readonly string[] PassedOver =
    [
        "Rows Removed by Filter",
        "Rows Removed by Index Recheck",
        "Rows Removed by Join Filter",
    ];

    public static QueryCost Read(string explained)
    {
        var top = JsonDocument.Parse(explained).RootElement[0].GetProperty("Plan");
        var nodes = Nodes(top).ToList();
        return new(
            Number(top, "Actual Rows"),
            nodes.Where(node => Type(node).EndsWith("Scan", StringComparison.Ordinal)).Sum(Touched),
            Number(top, "Shared Hit Blocks") + Number(top, "Shared Read Blocks"),
            // A sequence is a table of one row.
            [
                .. nodes
                    .Where(node => Type(node) == "Seq Scan" && Touched(node) > 1)
                    .Select(node => node.GetProperty("Relation Name").GetString()!),
            ]
        );
    }

    private static long Touched(JsonElement node) =>
        (Number(node, "Actual Rows") + PassedOver.Sum(member => Number(node, member))) * Number(node, "Actual Loops");

    private static IEnumerable<JsonElement> Nodes(JsonElement node) =>
        node.TryGetProperty("Plans", out var below) ? below.EnumerateArray().SelectMany(Nodes).Prepend(node) : [node];

    private static string Type(JsonElement node) => node.GetProperty("Node Type").GetString()!;

    private static long Number(JsonElement node, string member) =>
        node.TryGetProperty(member, out var number) ? number.GetInt64() : 0;
}
