using System.Security.Cryptography;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// What tells one content of a message from another: the first half of its SHA-256, hexadecimal. It stands in the
/// headers of the events that the message caused.
/// </summary>
public static class MessageContent
{
    private const int Bytes = 16;

    public static string Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }
}
