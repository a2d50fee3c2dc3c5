using System.Buffers.Binary;
using System.Text;
using NpgsqlTypes;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Rows in PostgreSQL's binary COPY format, put together in memory, in the very bytes in which the server sends the
/// same values.
/// </summary>
internal sealed class CopyCells
{
    private const int Null = -1;
    private const byte JsonbVersion = 1;
    private static readonly DateOnly Epoch = new(2000, 1, 1);

    private byte[] buffer = new byte[16 * 1024];
    private int length;

    public ReadOnlyMemory<byte> Written => buffer.AsMemory(0, length);

    public int Length => length;

    public void Clear() => length = 0;

    public void Begin(int cells) => BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)cells);

    /// <summary>Adds what is in that format already.</summary>
    public void Add(ReadOnlySpan<byte> written) => written.CopyTo(Take(written.Length));

    public void Write(string? value)
    {
        if (value is null)
            WriteNull();
        else
            Encoding.UTF8.GetBytes(value, Cell(Encoding.UTF8.GetByteCount(value)));
    }

    /// <summary>How a value of a column of that type is written.</summary>
    public static Action<CopyCells, T> Writer<T>(NpgsqlDbType type) =>
        (Action<CopyCells, T>)
            (Delegate)(
                typeof(T) switch
                {
                    var text when text == typeof(string) => type == NpgsqlDbType.Jsonb
                        ? (Action<CopyCells, string?>)((cells, value) => cells.WriteJsonb(value))
                        : (cells, value) => cells.Write(value),
                    var uuid when uuid == typeof(Guid) => (Action<CopyCells, Guid>)(
                        (cells, value) => value.TryWriteBytes(cells.Cell(16), bigEndian: true, out _)
                    ),
                    var uuid when uuid == typeof(Guid?) => (Action<CopyCells, Guid?>)(
                        (cells, value) => cells.WriteUuid(value)
                    ),
                    var bytes when bytes == typeof(byte[]) => (Action<CopyCells, byte[]>)(
                        (cells, value) => value.CopyTo(cells.Cell(value.Length))
                    ),
                    var number when number == typeof(int) => (Action<CopyCells, int>)(
                        (cells, value) => BinaryPrimitives.WriteInt32BigEndian(cells.Cell(sizeof(int)), value)
                    ),
                    var number when number == typeof(long) => (Action<CopyCells, long>)(
                        (cells, value) => BinaryPrimitives.WriteInt64BigEndian(cells.Cell(sizeof(long)), value)
                    ),
                    var flag when flag == typeof(bool) => (Action<CopyCells, bool>)(
                        (cells, value) => cells.Cell(1)[0] = value ? (byte)1 : (byte)0
                    ),
                    var numbers when numbers == typeof(int[]) => (Action<CopyCells, int[]>)(
                        (cells, value) => cells.WriteArray(value)
                    ),
                    var date when date == typeof(DateOnly) => (Action<CopyCells, DateOnly>)(
                        (cells, value) => cells.WriteDate(value)
                    ),
                    var date when date == typeof(DateOnly?) => (Action<CopyCells, DateOnly?>)(
                        (cells, value) => cells.WriteDate(value)
                    ),
                    _ => (Action<CopyCells, T>)(
                        (_, value) => throw new NotSupportedException($"a {typeof(T)} is no cell of a read model")
                    ),
                }
            );

    private void WriteNull() => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), Null);

    private void WriteJsonb(string? value)
    {
        if (value is null)
        {
            WriteNull();
            return;
        }

        var cell = Cell(1 + Encoding.UTF8.GetByteCount(value));
        cell[0] = JsonbVersion;
        Encoding.UTF8.GetBytes(value, cell[1..]);
    }

    private void WriteUuid(Guid? value)
    {
        if (value is { } id)
            id.TryWriteBytes(Cell(16), bigEndian: true, out _);
        else
            WriteNull();
    }

    private void WriteDate(DateOnly? value)
    {
        if (value is { } date)
            BinaryPrimitives.WriteInt32BigEndian(Cell(sizeof(int)), date.DayNumber - Epoch.DayNumber);
        else
            WriteNull();
    }

    // Dimensions, whether there are nulls, the elements' type; of the one dimension its length and lower bound; then
    // each element with its length.
    private void WriteArray(int[] values)
    {
        const int header = 3 * sizeof(int);
        const int dimension = 2 * sizeof(int);
        const int integerType = 23;
        var cell = Cell(header + (values.Length == 0 ? 0 : dimension + (values.Length * 2 * sizeof(int))));
        BinaryPrimitives.WriteInt32BigEndian(cell, values.Length == 0 ? 0 : 1);
        BinaryPrimitives.WriteInt32BigEndian(cell[sizeof(int)..], 0);
        BinaryPrimitives.WriteInt32BigEndian(cell[(2 * sizeof(int))..], integerType);
        if (values.Length == 0)
            return;
        BinaryPrimitives.WriteInt32BigEndian(cell[header..], values.Length);
        BinaryPrimitives.WriteInt32BigEndian(cell[(header + sizeof(int))..], 1);
        cell = cell[(header + dimension)..];
        foreach (var value in values)
        {
            BinaryPrimitives.WriteInt32BigEndian(cell, sizeof(int));
            BinaryPrimitives.WriteInt32BigEndian(cell[sizeof(int)..], value);
            cell = cell[(2 * sizeof(int))..];
        }
    }

    // A cell's place, its length before it.
    private Span<byte> Cell(int bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), bytes);
        return Take(bytes);
    }

    private Span<byte> Take(int bytes)
    {
        if (length + bytes > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes));
        length += bytes;
        return buffer.AsSpan(length - bytes, bytes);
    }
}
