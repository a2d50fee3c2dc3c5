using System.Security.Cryptography;
using System.Text;

namespace LoanServicing.Domain;

/// <summary>
/// The identity of a stream of events: the UUIDv5 of its names joined by "/" under a fixed namespace, so that every
/// system that knows the names knows the stream. Names hold no "/".
/// </summary>
public static class StreamId
{
    private static readonly byte[] Namespace = Guid.Parse("6f0d5f0e-3c5b-4f4e-9a37-1b6c1f9c72a1")
        .ToByteArray(bigEndian: true);

    public static Guid OfPlan(string tenant, string plan) => Of($"{tenant}/{plan}");

    public static Guid OfParticipant(string tenant, string plan, string participant) =>
        Of($"{tenant}/{plan}/{participant}");

    public static Guid OfLoan(string tenant, string plan, string participant, string loan) =>
        Of($"{tenant}/{plan}/{participant}/{loan}");

    /// <summary>
    /// A remittance is known by its plan, its pay date and the SHA-256 of its file: a layout may keep the pay date out
    /// of the file, and then two payrolls of the same amounts are the same bytes.
    /// </summary>
    public static Guid OfRemittance(string tenant, string plan, DateOnly payDate, string sha256) =>
        Of($"{tenant}/{plan}/remittance:{payDate:yyyy-MM-dd}:{sha256}");

    /// <summary>
    /// Whether a name can be part of an identity: not empty, at most 64 characters, no "/", no control characters, no
    /// outer spaces.
    /// </summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= 64
        && name.Trim().Length == name.Length
        && !name.Any(c => c == '/' || char.IsControl(c));

    private static Guid Of(string names)
    {
        var text = Encoding.UTF8.GetBytes(names);
        var input = new byte[16 + text.Length];
        Namespace.CopyTo(input, 0);
        text.CopyTo(input, 16);
#pragma warning disable CA5350 // UUIDv5 is defined over SHA-1; nothing here is secret.
        var hash = SHA1.HashData(input);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}
