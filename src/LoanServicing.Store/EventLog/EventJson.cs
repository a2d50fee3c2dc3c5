using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LoanServicing.Domain;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Store.Documents;
using LoanServicing.Store.ProofLane;

namespace LoanServicing.Store.EventLog;

/// <summary>
/// Events as the log holds them, and documents: members in Pascal case, no nulls, strict when read back.
/// </summary>
public static class EventJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { JsonbText.OrderMembers, LeaveOutComputed } },
        // jsonb orders members by length, which puts a discriminator anywhere.
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new LoanStateJson() },
    };

    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? scratch;

    /// <summary>The text that PostgreSQL prints for it as jsonb.</summary>
    public static string Write(object e)
    {
        if (scratch is not { } use)
        {
            var buffer = new ArrayBufferWriter<byte>(512);
            scratch = use = (buffer, new Utf8JsonWriter(buffer, new() { Encoder = Options.Encoder }));
        }

        use.Buffer.ResetWrittenCount();
        use.Writer.Reset(use.Buffer);
        JsonSerializer.Serialize(use.Writer, e, e.GetType(), Options);
        use.Writer.Flush();
        return JsonbText.FromOrdered(use.Buffer.WrittenSpan);
    }

    /// <summary>
    /// Has compiled, when it returns, what reading any event needs: to be run beside the first wait for the server.
    /// </summary>
    public static void MakeReady()
    {
        var e = new PlanEstablished(
            default,
            "",
            default,
            new(default, new CurePeriodRule.Maximum()),
            Source.CloseOf(default),
            new()
        );
        Read(EventTypes.Of(e).CurrentName, Write(e));
    }

    /// <summary>A document as it is stored, in UTF-8.</summary>
    public static T ReadDocument<T>(ReadOnlySpan<byte> document)
        where T : class =>
        JsonSerializer.Deserialize<T>(document, Options)
        ?? throw new InvalidDataException($"a document of type {typeof(T).Name} is null");

    /// <summary>The event, whatever version of it was stored.</summary>
    /// <param name="type">The name that it is stored under.</param>
    public static object Read(string type, string data) => Read(EventTypes.Map, type, data);

    /// <summary>The same by another map.</summary>
    public static object Read(EventTypeMap map, string type, string data) => Read(map.Named(type), data);

    /// <summary>
    /// The same of the text's UTF-8 bytes, without making a string of those events that a log holds most of.
    /// </summary>
    public static object Read((StoredType Type, int Version) stored, ReadOnlySpan<byte> data) =>
        (stored.Version == stored.Type.Version ? FrequentEvents.TryRead(stored.Type.Type, data) : null)
        ?? Read(stored, Encoding.UTF8.GetString(data));

    // What is stored is hashed as it stands: an upcast is of what is read only.
    private static object Read((StoredType Type, int Version) stored, string data)
    {
        var e =
            stored.Version == stored.Type.Version
                ? JsonSerializer.Deserialize(data, stored.Type.Type, Options)
                : Upcast(stored.Type, stored.Version, data).Deserialize(stored.Type.Type, Options);
        return e ?? throw new InvalidDataException($"an event of type '{stored.Type.Name}' is null");
    }

    private static JsonObject Upcast(StoredType stored, int version, string data) =>
        stored
            .Upcasters.Skip(version - 1)
            .Aggregate(JsonNode.Parse(data)!.AsObject(), (members, upcast) => upcast(members));

    // What an object works out from its own members is not stored.
    private static void LeaveOutComputed(JsonTypeInfo type)
    {
        for (var i = type.Properties.Count - 1; i >= 0; i--)
        {
            if (
                type.Properties[i].AssociatedParameter is null
                && type.Properties[i].Set is null
                && type.PolymorphismOptions is null
            )
                type.Properties.RemoveAt(i);
        }
    }
}
