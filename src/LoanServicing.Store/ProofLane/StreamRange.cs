using System.Buffers.Binary;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// A part of the streams, by their ids. They are spread evenly, being UUIDv5: parts of one width hold about as many
/// streams.
/// </summary>
/// <param name="After">Exclusive; null from the first on.</param>
/// <param name="Through">Inclusive.</param>
internal readonly record struct StreamRange(int Part, Guid? After, Guid Through)
{
    private const int Ids = 1 << 16;

    /// <summary>All streams in so many parts.</summary>
    public static IReadOnlyList<StreamRange> Cut(int parts) =>
        [
            .. Enumerable
                .Range(0, parts)
                .Select(part => new StreamRange(part, part == 0 ? null : End(part - 1, parts), End(part, parts))),
        ];

    /// <summary>One stream.</summary>
    public static StreamRange Of(Guid stream)
    {
        Span<byte> before = stackalloc byte[16];
        stream.TryWriteBytes(before, bigEndian: true, out _);
        for (var index = before.Length - 1; index >= 0 && unchecked(before[index]--) == 0; index--)
        {
            // What is taken from a zero is borrowed from the byte before it.
        }

        return new(0, new(before, bigEndian: true), stream);
    }

    private static readonly Guid Last = End(0, 1);

    // To the last part belongs what bears no id at all.
    public string Condition(string column) =>
        $"({(After is { } after ? $"{column} > '{after}'" : "true")} and "
        + $"{(Through == Last ? "true" : $"{column} <= '{Through}'")}{(Through == Last ? $" or {column} is null" : "")})";

    private static Guid End(int part, int parts)
    {
        Span<byte> bytes = stackalloc byte[16];
        bytes.Fill(0xFF);
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)(((part + 1) * Ids / parts) - 1));
        return new(bytes, bigEndian: true);
    }
}
