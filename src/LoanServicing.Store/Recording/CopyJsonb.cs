using System.Text.Json;

namespace LoanServicing.Store.Recording;

/// <summary>A <c>jsonb</c> in PostgreSQL's binary form: the version of the form, then the text. The text has members in one order whoever wrote them, but numbers as they were written.</summary>
internal static class CopyJsonb
{
    // A decimal has no more; what is longer is compared as it is written.
    private const int MostDigits = 28;

    /// <summary>Whether two cells hold the same value, as jsonb itself compares: 1.10 is 1.1.</summary>
    public static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        var options = new JsonReaderOptions { MaxDepth = int.MaxValue };
        var left = new Utf8JsonReader(one[1..], options);
        var right = new Utf8JsonReader(other[1..], options);
        while (left.Read())
        {
            if (!right.Read() || left.TokenType != right.TokenType || !(left.ValueSpan.SequenceEqual(right.ValueSpan) || IsSameNumber(left, right)))
                return false;
        }

        return !right.Read();
    }

    private static bool IsSameNumber(Utf8JsonReader left, Utf8JsonReader right) =>
        left.TokenType == JsonTokenType.Number && left.ValueSpan.Length <= MostDigits && right.ValueSpan.Length <= MostDigits
        && left.TryGetDecimal(out var one) && right.TryGetDecimal(out var other) && one == other;
}
