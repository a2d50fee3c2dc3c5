using System.Text.Json;

namespace LoanServicing.Store.ProofLane;

/// <summary>An event's headers, parted into the hash and what it covers.</summary>
internal readonly ref struct EventHeaders
{
    private static ReadOnlySpan<byte> Usual => "{\"hash\": \""u8;

    private EventHeaders(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> others)
    {
        Hash = hash;
        Others = others;
    }

    /// <summary>Hexadecimal; empty where there is none.</summary>
    public ReadOnlySpan<byte> Hash { get; }

    /// <summary>All but the hash, as jsonb prints them.</summary>
    public ReadOnlySpan<byte> Others { get; }

    /// <param name="json">As jsonb prints it; empty for none.</param>
    /// <param name="scratch">Where the others are put together: at least as long as <paramref name="json"/>.</param>
    public static EventHeaders Of(ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        if (json.IsEmpty)
            return new(default, "{}"u8);
        const int hexadecimal = 64;
        if (
            json.StartsWith(Usual)
            && json.Length > Usual.Length + hexadecimal + 1
            && json[Usual.Length..].IndexOfAny((byte)'"', (byte)'\\') == hexadecimal
        )
            return new(
                json.Slice(Usual.Length, hexadecimal),
                Without(json, 1, Usual.Length + hexadecimal + 1, scratch)
            );
        return Search(json, scratch);
    }

    private static EventHeaders Search(ReadOnlySpan<byte> json, Span<byte> scratch)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return new(default, json);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var found = reader.ValueTextEquals("hash"u8);
            reader.Read();
            var isText = reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped;
            var value = isText ? reader.ValueSpan : default;
            reader.Skip();
            if (found)
                return new(value, Without(json, start, (int)reader.BytesConsumed, scratch));
        }

        return new(default, json);
    }

    // A member goes with the comma and the space after it, or, where it is the last, before it.
    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> json, int start, int end, Span<byte> scratch)
    {
        if (json[end] == (byte)',')
            end += 2;
        else if (start > 1)
            start -= 2;
        json[..start].CopyTo(scratch);
        json[end..].CopyTo(scratch[start..]);
        return scratch[..(start + json.Length - end)];
    }
}
