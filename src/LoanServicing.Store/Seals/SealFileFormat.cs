using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LoanServicing.Store.Seals;

/// <summary>
/// The lines of an exported seal. First its header; then every seal up to it in order; then the latest sealed head of
/// every stream of the tenant, in ascending order of the stream's id as text. Each line is a JSON object; byte strings
/// are hexadecimal in lower case, the public key and signatures base64.
/// </summary>
/// <remarks>
/// The root of the header is the Merkle root over all the heads of the file, leaves as in <see cref="SealedHead"/>.
/// What the header's signature is of is the text of these lines, each ended by a line feed: <c>loans-seal-file 1</c>,
/// <c>tenant</c>, <c>seal</c> (its number), <c>seal-hash</c>, <c>streams</c> (heads in the file), <c>events</c> (the
/// sum of their versions), <c>root</c>, <c>key</c> (SHA-256 of the public key), written as in <see cref="Seal"/>.
/// </remarks>
internal static class SealFileFormat
{
    public const string Name = "loans-seal-file/1";

    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

/// <summary>The first line of an exported seal.</summary>
/// <param name="Tenant">As stored.</param>
/// <param name="Streams">How many heads follow.</param>
/// <param name="Events">How many events those streams hold up to their heads.</param>
/// <param name="Previous">The hash of the seal before; empty for the first.</param>
public sealed record SealFileHeader(
    string Format,
    string Tenant,
    int Number,
    DateOnly BusinessDay,
    DateTimeOffset SealedAt,
    long LastSequence,
    long Streams,
    long Events,
    string Root,
    string Previous,
    string SealHash,
    byte[] PublicKey,
    byte[] Signature
)
{
    internal byte[] Statement() =>
        Encoding.UTF8.GetBytes(
            $"loans-seal-file 1\ntenant {Tenant}\nseal {Number}\nseal-hash {SealHash}\nstreams {Streams}\nevents "
                + $"{Events}\nroot {Root}\nkey {SealKey.Fingerprint(PublicKey)}\n"
        );
}

/// <summary>A seal as a line.</summary>
internal sealed record SealLine(
    [property: JsonPropertyName("seal")] int Number,
    DateOnly BusinessDay,
    DateTimeOffset SealedAt,
    long LastSequence,
    long Events,
    long Streams,
    string Root,
    string Previous,
    string Hash,
    byte[] PublicKey,
    byte[] Signature
)
{
    public static SealLine Of(Seal seal, string tenant) =>
        new(
            seal.Number,
            seal.BusinessDay,
            seal.SealedAt,
            seal.LastSequence,
            seal.Events,
            seal.Streams,
            Convert.ToHexStringLower(seal.Root),
            Convert.ToHexStringLower(seal.Previous),
            Convert.ToHexStringLower(seal.Hash(tenant)),
            seal.PublicKey,
            seal.Signature
        );

    public Seal ToSeal() =>
        new(
            Number,
            BusinessDay,
            SealedAt,
            LastSequence,
            Events,
            Streams,
            Convert.FromHexString(Root),
            Convert.FromHexString(Previous),
            PublicKey,
            Signature
        );
}

/// <summary>A stream's head as a line.</summary>
internal sealed record HeadLine(Guid Stream, long Version, string Hash)
{
    public static HeadLine Of(SealedHead head) => new(head.Stream, head.Version, Convert.ToHexStringLower(head.Hash));

    public SealedHead ToHead() => new(Stream, Version, Convert.FromHexString(Hash));
}
