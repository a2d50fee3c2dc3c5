using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Operations.Asking.Plans;

/// <summary>A loan program for machines, the cure period as a plan states it in a fact.</summary>
public sealed class PolicyConverter : JsonConverter<LoanPolicy>
{
    public override LoanPolicy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("an answer is written, not read");

    public override void Write(Utf8JsonWriter writer, LoanPolicy value, JsonSerializerOptions options)
    {
        var members = JsonSerializer.SerializeToNode(value, options)!.AsObject();
        members["curePeriod"] = value.CurePeriod switch
        {
            CurePeriodRule.None => "none",
            CurePeriodRule.Maximum => "max",
            CurePeriodRule.Months months => new JsonObject { ["months"] = months.Count },
            CurePeriodRule.Days days => new JsonObject { ["days"] = days.Count },
            var rule => throw new UnreachableException($"{rule.GetType().Name} is no cure rule"),
        };
        members.WriteTo(writer, options);
    }
}
