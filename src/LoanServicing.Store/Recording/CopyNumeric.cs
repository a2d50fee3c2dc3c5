using System.Buffers.Binary;

namespace LoanServicing.Store.Recording;

/// <summary>
/// A <c>numeric</c> in PostgreSQL's binary form: digits to the base of ten thousand, counted from the decimal point, none of them a zero at either end, and
/// beside them how many decimal places are shown, which says nothing about the value.
/// </summary>
internal static class CopyNumeric
{
    /// <summary>The bytes of the longest decimal, the cell's length included.</summary>
    public const int Longest = sizeof(int) + Header + (MostDigits * sizeof(short));

    private const int Header = 4 * sizeof(short);
    private const int MostDigits = 10;
    private const int Base = 10_000;
    private const int PlacesOfDigit = 4;
    private const short Negative = 0x4000;
    private const ushort NotANumber = 0xC000;
    private const ushort Infinity = 0xD000;
    private const ushort NegativeInfinity = 0xF000;
    private const int ScaleAt = 6;

    /// <summary>Returns the cell, its length before it.</summary>
    public static ReadOnlySpan<byte> Write(decimal value, Span<byte> cell)
    {
        var scale = value.Scale;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var rest = unchecked(new UInt128((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]));
        // Digits are counted from the point: the last one is filled up with zeros.
        for (var places = scale; places % PlacesOfDigit != 0; places++)
            rest *= 10;
        Span<short> digits = stackalloc short[MostDigits];
        var count = 0;
        var weight = -((scale + PlacesOfDigit - 1) / PlacesOfDigit);
        while (rest != 0)
        {
            short digit;
            if (rest <= ulong.MaxValue)
            {
                var (quotient, remainder) = Math.DivRem((ulong)rest, Base);
                (rest, digit) = (quotient, (short)remainder);
            }
            else
            {
                var (quotient, remainder) = UInt128.DivRem(rest, Base);
                (rest, digit) = (quotient, (short)remainder);
            }

            if (count > 0 || digit != 0)
                digits[count++] = digit;
            else
                weight++;
        }

        if (count == 0)
            weight = 0;
        else
            weight += count - 1;
        BinaryPrimitives.WriteInt32BigEndian(cell, Header + (count * sizeof(short)));
        var to = cell[sizeof(int)..];
        BinaryPrimitives.WriteInt16BigEndian(to, (short)count);
        BinaryPrimitives.WriteInt16BigEndian(to[2..], (short)weight);
        BinaryPrimitives.WriteInt16BigEndian(to[4..], decimal.IsNegative(value) && count > 0 ? Negative : (short)0);
        BinaryPrimitives.WriteInt16BigEndian(to[ScaleAt..], scale);
        for (var index = 0; index < count; index++)
            BinaryPrimitives.WriteInt16BigEndian(to[(Header + (index * sizeof(short)))..], digits[count - 1 - index]);
        return cell[..(sizeof(int) + Header + (count * sizeof(short)))];
    }

    /// <summary>Whether two cells hold the same value, however many places each shows.</summary>
    public static bool Same(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other) =>
        one.Length == other.Length && one.Length >= Header && one[..ScaleAt].SequenceEqual(other[..ScaleAt]) && one[Header..].SequenceEqual(other[Header..]);

    public static decimal Value(ReadOnlySpan<byte> cell) => BinaryPrimitives.ReadInt16BigEndian(cell) == 0 ? 0m : decimal.Parse(Text(cell, Places(cell)));

    /// <summary>How many decimal places it shows.</summary>
    public static int Places(ReadOnlySpan<byte> cell) => BinaryPrimitives.ReadInt16BigEndian(cell[ScaleAt..]);

    public static string Text(ReadOnlySpan<byte> cell, int places)
    {
        switch (BinaryPrimitives.ReadUInt16BigEndian(cell[4..]))
        {
            case NotANumber:
                return "NaN";
            case Infinity:
                return "Infinity";
            case NegativeInfinity:
                return "-Infinity";
        }

        var count = BinaryPrimitives.ReadInt16BigEndian(cell);
        var weight = BinaryPrimitives.ReadInt16BigEndian(cell[2..]);
        var text = new System.Text.StringBuilder();
        for (var position = Math.Max((short)0, weight); position >= 0; position--)
            text.Append(DigitAt(cell, count, weight - position).ToString("0000"));
        var whole = text.ToString().TrimStart('0');
        text.Clear();
        for (var position = -1; text.Length < places; position--)
            text.Append(DigitAt(cell, count, weight - position).ToString("0000"));
        var sign = BinaryPrimitives.ReadInt16BigEndian(cell[4..]) == Negative ? "-" : "";
        return $"{sign}{(whole.Length == 0 ? "0" : whole)}{(places > 0 ? $".{text.ToString(0, places)}" : "")}";
    }

    private static short DigitAt(ReadOnlySpan<byte> cell, int count, int index) =>
        index >= 0 && index < count ? BinaryPrimitives.ReadInt16BigEndian(cell[(Header + (index * sizeof(short)))..]) : (short)0;
}
