using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace LoanServicing.Store.ProofLane;

/// <summary>
/// The hash of <see cref="EventChain"/> over an event's cells as the server sends them, for reading a whole log: no
/// text is made of them. For one thread.
/// </summary>
internal sealed class ChainHasher(string tenant)
{
    private static readonly long Epoch = new DateTime(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private static readonly long FirstMicrosecond = -Epoch / TimeSpan.TicksPerMicrosecond;
    private static readonly long LastMicrosecond = (DateTime.MaxValue.Ticks - Epoch) / TimeSpan.TicksPerMicrosecond;

    private readonly byte[] tenantName = Encoding.UTF8.GetBytes(tenant);
    private byte[] text = new byte[4096];
    private int length;

    /// <param name="previous">The stream's head before; empty for its first event.</param>
    /// <param name="headers">Those besides the hash, as jsonb prints them.</param>
    /// <param name="hash">Where the 32 bytes go.</param>
    public void Hash(ReadOnlySpan<byte> previous, in EventCells e, ReadOnlySpan<byte> headers, Span<byte> hash)
    {
        const int shortParts = 512;
        var most =
            shortParts
            + tenantName.Length
            + e.Type.Length
            + e.DotnetType.Length
            + e.Correlation.Length
            + e.Causation.Length
            + headers.Length
            + e.Data.Length;
        if (text.Length < most)
            text = new byte[most * 2];
        length = 0;
        Hexadecimal(previous);
        Line(tenantName);
        NewLine();
        Uuid(e.Stream);
        NewLine();
        Utf8Formatter.TryFormat(e.Version, text.AsSpan(length), out var digits);
        length += digits;
        NewLine();
        Uuid(e.Id);
        Line(e.Type);
        Line(e.DotnetType);
        NewLine();
        Timestamp(e.Timestamp);
        Line(e.Correlation);
        Line(e.Causation);
        Line(headers);
        Line(e.Data);
        SHA256.HashData(text.AsSpan(0, length), hash);
    }

    private void NewLine() => text[length++] = (byte)'\n';

    private void Line(ReadOnlySpan<byte> value)
    {
        NewLine();
        value.CopyTo(text.AsSpan(length));
        length += value.Length;
    }

    private void Hexadecimal(ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, text.AsSpan(length), out var written);
        length += written;
    }

    private void Uuid(ReadOnlySpan<byte> bytes)
    {
        Hexadecimal(bytes[..4]);
        Part(bytes[4..6]);
        Part(bytes[6..8]);
        Part(bytes[8..10]);
        Part(bytes[10..]);
    }

    private void Part(ReadOnlySpan<byte> bytes)
    {
        text[length++] = (byte)'-';
        Hexadecimal(bytes);
    }

    // Microseconds since 2000, as the server counts them; it has days that no calendar here has, and infinity.
    private void Timestamp(ReadOnlySpan<byte> cell)
    {
        var microseconds = BinaryPrimitives.ReadInt64BigEndian(cell);
        if (microseconds < FirstMicrosecond || microseconds > LastMicrosecond)
        {
            Hexadecimal(cell);
            return;
        }

        // The format of seven places is several times as fast as one that is spelled out.
        new DateTime(Epoch + (microseconds * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc).TryFormat(
            text.AsSpan(length),
            out var written,
            "O"
        );
        length += written - 1;
        text[length - 1] = (byte)'Z';
    }
}
