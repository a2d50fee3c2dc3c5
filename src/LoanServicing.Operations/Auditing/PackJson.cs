using System.Text.Json;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Operations.Auditing;

/// <summary>
/// Packs for machines: camel case, dates as YYYY-MM-DD, nulls written; an event as the log holds it, so that its hash
/// can be worked out again.
/// </summary>
internal static class PackJson
{
    private static readonly JsonSerializerOptions Options = new(AnswerJson.Options)
    {
        WriteIndented = true,
        Converters = { new StoredEventConverter<LoanEvent>(), new StoredEventConverter<PlanEvent>() },
    };

    public static void Write<TPack>(Stream stream, TPack pack) => JsonSerializer.Serialize(stream, pack, Options);

    private sealed class StoredEventConverter<TEvent> : JsonConverter<TEvent>
        where TEvent : class
    {
        public override TEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("a pack is written, not read");

        public override void Write(Utf8JsonWriter writer, TEvent value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("type", EventTypes.Of(value).Name);
            writer.WritePropertyName("data");
            writer.WriteRawValue(EventJson.Write(value));
            writer.WriteEndObject();
        }
    }
}
