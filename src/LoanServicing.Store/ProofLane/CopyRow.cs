using System.Buffers.Binary;
using System.Text;
using LoanServicing.Store.Transactions;
using NpgsqlTypes;

namespace LoanServicing.Store.ProofLane;

/// <summary>The cells of one row in the binary COPY format, from left to right.</summary>
internal ref struct CopyRow(ReadOnlySpan<byte> row)
{
    private static readonly DateOnly Epoch = new(2000, 1, 1);

    private ReadOnlySpan<byte> rest = row[sizeof(short)..];

    /// <summary>Whether the cell that was read last is null.</summary>
    public bool IsNull { get; private set; }

    /// <summary>The next cell; empty for a null.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(rest);
        IsNull = length < 0;
        var cell = rest.Slice(sizeof(int), Math.Max(0, length));
        rest = rest[(sizeof(int) + cell.Length)..];
        return cell;
    }

    public ReadOnlySpan<byte> Cell(int index)
    {
        for (; index > 0; index--)
            Next();
        return Next();
    }

    /// <summary>A cell as a person reads it.</summary>
    public static string Text(NpgsqlDbType type, ReadOnlySpan<byte> cell, bool isNull) =>
        isNull
            ? "null"
            : type switch
            {
                NpgsqlDbType.Varchar when cell.IsEmpty => "''",
                NpgsqlDbType.Varchar => Encoding.UTF8.GetString(cell),
                NpgsqlDbType.Jsonb when cell[1..].SequenceEqual("null"u8) => "JSON null",
                NpgsqlDbType.Jsonb => Encoding.UTF8.GetString(cell[1..]),
                NpgsqlDbType.Uuid => new Guid(cell, bigEndian: true).ToString(),
                NpgsqlDbType.Integer => BinaryPrimitives.ReadInt32BigEndian(cell).ToString(),
                NpgsqlDbType.Bigint => BinaryPrimitives.ReadInt64BigEndian(cell).ToString(),
                NpgsqlDbType.Date => Epoch.AddDays(BinaryPrimitives.ReadInt32BigEndian(cell)).ToString("yyyy-MM-dd"),
                NpgsqlDbType.Array | NpgsqlDbType.Integer => $"{{{string.Join(',', Integers(cell))}}}",
                NpgsqlDbType.Boolean => cell[0] != 0 ? "true" : "false",
                _ => Short(Convert.ToHexStringLower(cell)),
            };

    // The elements come after the dimension, each with its length before it.
    private static List<int> Integers(ReadOnlySpan<byte> cell)
    {
        const int header = 5 * sizeof(int);
        var integers = new List<int>();
        for (var at = header + sizeof(int); at < cell.Length; at += 2 * sizeof(int))
            integers.Add(BinaryPrimitives.ReadInt32BigEndian(cell[at..]));
        return integers;
    }

    private static string Short(string text) => text.Length <= 12 ? text : text[..12] + "…";
}
