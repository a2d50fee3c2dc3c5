using System.Text.Json.Nodes;

namespace LoanServicing.Regulation.Tests;

/// <summary>The comparison of a report with what a scenario expects finds what it has to.</summary>
public class WorkedScenarioTests
{
    private const string Report = """
        {
          "loans": {
            "A": { "status": "paid", "amount": 100.00, "due": null, "rows": [ { "n": 1, "m": 5 }, { "n": 2, "m": 5 } ] }
          },
          "forms": [ { "box7": "1M" } ],
          "none": []
        }
        """;

    [Theory]
    [InlineData("""{ "loans": { "A": { "status": "paid" } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "status": "offset" } } }""", 1)]
    [InlineData("""{ "loans": { "B": { } } }""", 1)]
    [InlineData("""{ "loans": { "A": { "amount": 100.01 } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "amount": 100.02 } } }""", 1)]
    [InlineData("""{ "loans": { "A": { "amount": null } } }""", 1)]
    [InlineData("""{ "loans": { "A": { "due": null } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "due": "2020-01-01" } } }""", 1)]
    [InlineData("""{ "loans": { "A": { "rows#count": 2 } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "rows#count": 3 } } }""", 1)]
    [InlineData("""{ "loans": { "A": { "rows": [ { "n": 2 } ] } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "rows": [ { "m": 5 }, { "n": 1 } ] } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "rows": [ { "n": 1 }, { "n": 1 } ] } } }""", 1)]
    [InlineData("""{ "loans": { "A": { "rows": [] } } }""", 1)]
    [InlineData("""{ "none": [] }""", 0)]
    [InlineData("""{ "none": [ { } ] }""", 1)]
    [InlineData("""{ "forms": [ { "box7": "M1" } ] }""", 0)]
    [InlineData("""{ "forms": [ { "box7": "7M" } ] }""", 1)]
    [InlineData("""{ "loans": { "A": { "status": { "anyOf": [ "offset", "paid" ] } } } }""", 0)]
    [InlineData("""{ "loans": { "A": { "status": { "anyOf": [ "offset", "deemed" ] } } } }""", 1)]
    public void It_finds_what_is_not_met(string expect, int unmet) =>
        WorkedScenario
            .Parse($$"""{ "scenario": "x", "note": "y", "expect": {{expect}} }""")
            .Unmet(JsonNode.Parse(Report)!.AsObject())
            .Count.ShouldBe(unmet);

    [Fact]
    public void The_tolerance_is_the_scenarios_own()
    {
        var scenario = WorkedScenario.Parse(
            """{ "expect": { "loans": { "A": { "amount": 101 } } }, "tolerance": 1.00 }"""
        );
        scenario.Unmet(JsonNode.Parse(Report)!.AsObject()).ShouldBeEmpty();
        scenario.Input.Count.ShouldBe(0);
    }
}
