using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Money;

namespace LoanServicing.Domain.Evaluation;

/// <summary>
/// Reports as the scenario contract has them: camel case, dates as YYYY-MM-DD, amounts with two decimals, nulls
/// written.
/// </summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new CentsConverter() },
    };

    /// <summary>One line.</summary>
    public static string Write(ScenarioReport report) => JsonSerializer.Serialize(report, Options);

    /// <summary>One line: the loan's entry in the report.</summary>
    public static string Write(LoanReport report) => JsonSerializer.Serialize(report, Options);

    private sealed class CentsConverter : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDecimal();

        // Whole cents are worked out everywhere but in a limit, where half of an odd cent can be left.
        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(Cents.Round(value) + 0.00m);
    }
}
