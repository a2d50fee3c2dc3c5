using System.Buffers.Binary;
using Npgsql;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// Rows of a query in PostgreSQL's binary COPY format, read one after the other into one buffer: a cell is the bytes
/// that the server sent, good until the next row is read, and no object is made for it.
/// </summary>
internal sealed class BinaryCopy : IDisposable
{
    private const int SignatureBytes = 19;

    private readonly Stream stream;
    private byte[] buffer = new byte[64 * 1024];
    private int[] starts = new int[16];
    private int[] lengths = new int[16];
    private int row;
    private int next;
    private int filled;

    private BinaryCopy(Stream stream) => this.stream = stream;

    /// <summary>How many cells the row has.</summary>
    public int Count { get; private set; }

    /// <summary>The row with its cells' lengths, as it was sent.</summary>
    public ReadOnlySpan<byte> Row => buffer.AsSpan(row, next - row);

    /// <summary>A cell's bytes; empty also for a null.</summary>
    public ReadOnlySpan<byte> this[int cell] =>
        lengths[cell] <= 0 ? default : buffer.AsSpan(row + starts[cell], lengths[cell]);

    /// <param name="query">Has no parameters: COPY takes none.</param>
    public static BinaryCopy Of(NpgsqlConnection connection, string query)
    {
        var copy = new BinaryCopy(connection.BeginRawBinaryCopy($"copy ({query}) to stdout (format binary)"));
        try
        {
            copy.SkipHeader();
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next row; false where there is none.</summary>
    public bool Read()
    {
        row = next;
        Need(sizeof(short));
        Count = BinaryPrimitives.ReadInt16BigEndian(buffer.AsSpan(next));
        next += sizeof(short);
        if (Count < 0)
            return false;
        if (Count > starts.Length)
            (starts, lengths) = (new int[Count], new int[Count]);
        for (var cell = 0; cell < Count; cell++)
        {
            Need(sizeof(int));
            var length = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(next));
            next += sizeof(int);
            (starts[cell], lengths[cell]) = (next - row, length);
            if (length <= 0)
                continue;
            Need(length);
            next += length;
        }

        return true;
    }

    public bool IsNull(int cell) => lengths[cell] < 0;

    public Guid Uuid(int cell) => new(this[cell], bigEndian: true);

    public int Int(int cell) => BinaryPrimitives.ReadInt32BigEndian(this[cell]);

    public long Bigint(int cell) => BinaryPrimitives.ReadInt64BigEndian(this[cell]);

    /// <summary>A jsonb as its text: the first byte of what is sent is the format's version.</summary>
    public ReadOnlySpan<byte> Jsonb(int cell) => lengths[cell] <= 0 ? default : this[cell][1..];

    public string Text(int cell) => System.Text.Encoding.UTF8.GetString(this[cell]);

    public void Dispose() => stream.Dispose();

    private void SkipHeader()
    {
        Need(SignatureBytes);
        var extension = BinaryPrimitives.ReadInt32BigEndian(buffer.AsSpan(SignatureBytes - sizeof(int)));
        next += SignatureBytes;
        Need(extension);
        next += extension;
    }

    // Whatever is asked for comes to lie in one piece with the row that it belongs to.
    private void Need(int bytes)
    {
        if (filled - next >= bytes)
            return;
        if (row > 0)
        {
            buffer.AsSpan(row, filled - row).CopyTo(buffer);
            (next, filled, row) = (next - row, filled - row, 0);
        }

        if (next + bytes > buffer.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, next + bytes));
        while (filled - next < bytes)
        {
            var read = stream.Read(buffer.AsSpan(filled));
            if (read == 0)
                throw new EndOfStreamException("the server ended a COPY inside a row");
            filled += read;
        }
    }
}
