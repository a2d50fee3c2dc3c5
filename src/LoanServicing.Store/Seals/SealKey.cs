using System.Security.Cryptography;
using LoanServicing.Store.Keys;

namespace LoanServicing.Store.Seals;

/// <summary>
/// What seals are signed with: a private key of ECDSA over P-256, in PEM (PKCS#8). Public keys in PEM may follow it;
/// seals of theirs are accepted too, so that a key can be replaced without making its seals worthless.
/// </summary>
public sealed class SealKey
{
    /// <summary>The environment variable that holds the key: PEM, or the private key alone, DER in base64.</summary>
    public const string Variable = "LOANS_SEAL_KEY";

    private const string P256 = "1.2.840.10045.3.1.7";
    private const string Expected =
        "expected a private key of ECDSA over P-256: PEM as openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 prints it";

    private readonly byte[] privateKey;
    private readonly IReadOnlyList<byte[]> earlier;

    private SealKey(byte[] privateKey, byte[] publicKey, IReadOnlyList<byte[]> earlier) =>
        (this.privateKey, PublicKey, this.earlier) = (privateKey, publicKey, earlier);

    /// <summary>As a DER SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    /// <summary>
    /// From the environment, else from a file that is made, readable by its owner only, where there is none.
    /// </summary>
    public static SealKey Load(string? fromEnvironment, string file) =>
        FromEnvironment(fromEnvironment) ?? Parse(KeyFile.ReadOrCreate(file, Generate), file);

    /// <summary>The same, but nothing is made: null where there is no key.</summary>
    public static SealKey? Find(string? fromEnvironment, string file) =>
        FromEnvironment(fromEnvironment) ?? (File.Exists(file) ? Parse(File.ReadAllText(file), file) : null);

    public byte[] Sign(ReadOnlySpan<byte> statement)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key.SignData(statement, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    /// <summary>Whether a public key is this one's, or one of the earlier ones.</summary>
    public bool Accepts(byte[] publicKey) =>
        earlier.Prepend(PublicKey).Any(known => known.AsSpan().SequenceEqual(publicKey));

    /// <summary>False also where the key or the signature is none.</summary>
    public static bool IsSigned(
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> statement,
        ReadOnlySpan<byte> signature
    )
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(publicKey, out _);
            return key.VerifyData(
                statement,
                signature,
                HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence
            );
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>SHA-256 of a public key: hexadecimal, lower case.</summary>
    public static string Fingerprint(byte[] publicKey) => Convert.ToHexStringLower(SHA256.HashData(publicKey));

    private static SealKey? FromEnvironment(string? value) =>
        string.IsNullOrWhiteSpace(value) ? null : Parse(value, $"environment variable {Variable}");

    private static SealKey Parse(string text, string source)
    {
        try
        {
            using var key = ECDsa.Create();
            if (PemEncoding.TryFind(text, out _))
                key.ImportFromPem(PrivatePart(text));
            else
                ImportDer(key, Convert.FromBase64String(text.Trim()));
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == P256)
                return new(key.ExportPkcs8PrivateKey(), key.ExportSubjectPublicKeyInfo(), [.. PublicParts(text)]);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or FormatException or ArgumentException)
        {
            // Not the text itself: it may hold a key.
        }

        throw new InvalidDataException($"{source}: {Expected}");
    }

    // Depending on what wrote it, a key in DER is PKCS#8 or SEC 1.
    private static void ImportDer(ECDsa key, byte[] der)
    {
        try
        {
            key.ImportPkcs8PrivateKey(der, out _);
        }
        catch (CryptographicException)
        {
            key.ImportECPrivateKey(der, out _);
        }
    }

    private static string PrivatePart(string text) =>
        Parts(text).FirstOrDefault(part => part.Label.EndsWith("PRIVATE KEY", StringComparison.Ordinal)).Text ?? "";

    private static IEnumerable<byte[]> PublicParts(string text) =>
        Parts(text).Where(part => part.Label == "PUBLIC KEY").Select(part => part.Data);

    private static List<(string Label, string Text, byte[] Data)> Parts(string text)
    {
        var parts = new List<(string Label, string Text, byte[] Data)>();
        while (PemEncoding.TryFind(text, out var found))
        {
            parts.Add((text[found.Label], text[found.Location], Convert.FromBase64String(text[found.Base64Data])));
            text = text[found.Location.End..];
        }

        return parts;
    }

    private static string Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem() + "\n";
    }
}
