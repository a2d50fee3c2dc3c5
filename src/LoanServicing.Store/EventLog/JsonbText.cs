using System.Buffers;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace LoanServicing.Store.EventLog;

/// <summary>
/// JSON in the very bytes in which PostgreSQL prints a <c>jsonb</c>, so that a hash taken before an event is stored is
/// the hash of what the database prints later: members in order of the length of their names, then of their bytes; a
/// space after each comma and colon; no escape but the necessary.
/// </summary>
public static class JsonbText
{
    /// <summary>Puts an object's members into the order in which jsonb keeps them.</summary>
    public static void OrderMembers(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object)
            return;
        var ordered = type
            .Properties.OrderBy(p => Encoding.UTF8.GetByteCount(p.Name))
            .ThenBy(p => p.Name, StringComparer.Ordinal)
            .ToList();
        for (var i = 0; i < ordered.Count; i++)
            ordered[i].Order = i;
    }

    /// <summary>Spaces and unescapes compact JSON whose members are already in order.</summary>
    public static string FromOrdered(ReadOnlySpan<byte> json)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(json.Length * 2);
        try
        {
            var length = 0;
            var inString = false;
            for (var i = 0; i < json.Length; i++)
            {
                var c = json[i];
                if (c == '\\' && json[i + 1] == 'u')
                {
                    i += Unescape(json, i, buffer, ref length) - 1;
                    continue;
                }

                buffer[length++] = c;
                if (c == '\\')
                    buffer[length++] = json[++i];
                else if (c == '"')
                    inString = !inString;
                else if (!inString && c is (byte)',' or (byte)':')
                    buffer[length++] = (byte)' ';
            }

            return Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // The serializer escapes more than jsonb does: everything but control characters comes out as itself. Returns the
    // bytes read.
    private static int Unescape(ReadOnlySpan<byte> json, int at, byte[] buffer, ref int length)
    {
        var read = 6;
        var high = CodeUnit(json, at);
        if (high < 0x20)
        {
            // The five short forms (\b \t \n \f \r) are the serializer's own already.
            json.Slice(at, 6).CopyTo(buffer.AsSpan(length));
            for (var i = length + 2; i < length + 6; i++)
                buffer[i] = (byte)char.ToLowerInvariant((char)buffer[i]);
            length += 6;
            return read;
        }

        Rune rune;
        if (char.IsHighSurrogate(high))
        {
            rune = new(high, CodeUnit(json, at + 6));
            read = 12;
        }
        else
        {
            rune = new(high);
        }

        if (rune.Value is '"' or '\\')
            buffer[length++] = (byte)'\\';
        length += rune.EncodeToUtf8(buffer.AsSpan(length));
        return read;
    }

    private static char CodeUnit(ReadOnlySpan<byte> json, int at) =>
        (char)Convert.ToUInt16(Encoding.ASCII.GetString(json.Slice(at + 2, 4)), 16);
}
