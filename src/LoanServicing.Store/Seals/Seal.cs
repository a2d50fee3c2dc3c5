using System.Security.Cryptography;
using System.Text;

namespace LoanServicing.Store.Seals;

/// <summary>
/// One seal of a tenant's log. It covers what was recorded since the seal before: the heads of the streams that changed
/// are the leaves of a Merkle tree (<see cref="SealedHead"/>, <see cref="MerkleRoot"/>), and its root stands in a
/// statement that names the seal before, is hashed and is signed.
/// </summary>
/// <remarks>
/// The statement is the UTF-8 text of these lines, each ended by a line feed, with one space after the first word:
/// <c>loans-seal 1</c>, <c>tenant</c> (as stored), <c>number</c>, <c>business-day</c> (YYYY-MM-DD), <c>sealed-at</c>
/// (UTC, to the microsecond, as 2025-12-31T23:00:00.000000Z), <c>last-sequence</c>, <c>events</c>, <c>streams</c>,
/// <c>root</c>, <c>previous</c>, <c>key</c> (SHA-256 of the public key). Hashes are hexadecimal in lower case, numbers
/// without separators. The seal's hash is SHA-256 of the statement; its signature is ECDSA over P-256 with SHA-256, in
/// DER, of the same bytes.
/// </remarks>
/// <param name="Number">1 for the first, without a gap.</param>
/// <param name="BusinessDay">The last business day closed by the command that made it; the business date of a seal that
/// was made without a close.</param>
/// <param name="LastSequence">All events up to this place in the log, this one included, are under this seal or an
/// earlier one, and none after it.</param>
/// <param name="Events">How many were recorded since the seal before.</param>
/// <param name="Streams">How many streams they belong to: the leaves.</param>
/// <param name="Previous">The hash of the seal before; empty for the first.</param>
/// <param name="PublicKey">As a DER SubjectPublicKeyInfo.</param>
public sealed record Seal(
    int Number,
    DateOnly BusinessDay,
    DateTimeOffset SealedAt,
    long LastSequence,
    long Events,
    long Streams,
    byte[] Root,
    byte[] Previous,
    byte[] PublicKey,
    byte[] Signature
)
{
    /// <summary>How a person finds it again.</summary>
    public string Name => $"seal {Number} of {BusinessDay:yyyy-MM-dd}";

    public byte[] Hash(string tenant) => SHA256.HashData(Statement(tenant));

    public bool IsSigned(string tenant) => SealKey.IsSigned(PublicKey, Statement(tenant), Signature);

    public Seal SignedWith(SealKey key, string tenant)
    {
        var unsigned = this with { PublicKey = key.PublicKey };
        return unsigned with { Signature = key.Sign(unsigned.Statement(tenant)) };
    }

    private byte[] Statement(string tenant) =>
        Encoding.UTF8.GetBytes(
            $"loans-seal 1\ntenant {tenant}\nnumber {Number}\nbusiness-day {BusinessDay:yyyy-MM-dd}\nsealed-at "
                + $"{SealedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ}\n"
                + $"last-sequence {LastSequence}\nevents {Events}\nstreams {Streams}\nroot "
                + $"{Convert.ToHexStringLower(Root)}\nprevious {Convert.ToHexStringLower(Previous)}\n"
                + $"key {SealKey.Fingerprint(PublicKey)}\n"
        );
}
