using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace LoanServicing.Store.EventLog;

/// <summary>
/// Chains each event to its stream's previous one: SHA-256 over the lines previous hash (hexadecimal, empty for the
/// first), tenant, stream, version, id, type, dotnet type, timestamp to the microsecond, correlation, causation, the
/// other headers as jsonb prints them, and the data as jsonb prints it.
/// </summary>
public static class EventChain
{
    /// <summary>The hash of an event, which is also its stream's new head.</summary>
    /// <param name="previous">The stream's head before; empty for its first event.</param>
    /// <param name="headers">Those besides the hash.</param>
    public static byte[] Hash(ReadOnlySpan<byte> previous, string tenant, in StoredEvent e, string headers)
    {
        var text = new DefaultInterpolatedStringHandler(64, 16, null, stackalloc char[512]);
        text.AppendLiteral(Convert.ToHexStringLower(previous));
        text.AppendLiteral("\n");
        text.AppendFormatted(tenant);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Stream);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Version);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Id);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Type);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.DotnetType);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.RecordedAt.UtcDateTime, "yyyy-MM-ddTHH:mm:ss.ffffffZ");
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Correlation);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Causation);
        text.AppendLiteral("\n");
        text.AppendFormatted(headers);
        text.AppendLiteral("\n");
        text.AppendFormatted(e.Data);
        var chars = text.Text;
        var bytes = System.Buffers.ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(chars.Length));
        try
        {
            return SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(chars, bytes)));
        }
        finally
        {
            text.Clear();
            System.Buffers.ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}

/// <summary>An event as a row of the log.</summary>
/// <param name="RecordedAt">To the microsecond.</param>
/// <param name="Data">As jsonb prints it.</param>
public readonly record struct StoredEvent(
    Guid Stream,
    long Version,
    Guid Id,
    string Type,
    string DotnetType,
    DateTimeOffset RecordedAt,
    string? Correlation,
    string? Causation,
    string Data
);
