using System.Security.Cryptography;
using System.Text;
using LoanServicing.Store.Keys;

namespace LoanServicing.Store.PersonalData;

/// <summary>
/// The secret under which personal data is sealed and taxpayer numbers are hashed. It is never in the database: without
/// it the rows tell nothing, and once it is lost they cannot be read.
/// </summary>
public sealed class PersonalDataKey
{
    /// <summary>The environment variable that holds the key: 32 bytes in base64.</summary>
    public const string Variable = "LOANS_DATA_KEY";

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const byte Format = 1;

    private const int FingerprintBytes = 16;

    private readonly byte[] sealing;
    private readonly byte[] hashing;

    public PersonalDataKey(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != KeyBytes)
            throw new ArgumentException(
                $"the personal-data key has {secret.Length} bytes, expected {KeyBytes}",
                nameof(secret)
            );
        var material = secret.ToArray();
        sealing = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            material,
            KeyBytes,
            info: "loans personal data sealing"u8.ToArray()
        );
        hashing = HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            material,
            KeyBytes,
            info: "loans taxpayer number hashing"u8.ToArray()
        );
        Fingerprint = Convert.ToHexStringLower(
            HKDF.DeriveKey(
                HashAlgorithmName.SHA256,
                material,
                FingerprintBytes,
                info: "loans key fingerprint"u8.ToArray()
            )
        );
    }

    /// <summary>Tells this key from another, and nothing else of it: hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>The same as <see cref="Load"/>, but nothing is made: null where there is no key.</summary>
    public static PersonalDataKey? Find(string? fromEnvironment, string file) =>
        !string.IsNullOrWhiteSpace(fromEnvironment) || File.Exists(file) ? Load(fromEnvironment, file) : null;

    /// <summary>
    /// From the environment, else from a file that is made, readable by its owner only, where there is none.
    /// </summary>
    public static PersonalDataKey Load(string? fromEnvironment, string file)
    {
        if (!string.IsNullOrWhiteSpace(fromEnvironment))
            return Parse(fromEnvironment, $"environment variable {Variable}");
        return Parse(
            KeyFile.ReadOrCreate(file, () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes))),
            file
        );
    }

    /// <summary>A key of 32 bytes for another purpose, from which this one cannot be found.</summary>
    public byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sealing, KeyBytes, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>
    /// Sealed with AES-GCM: format, nonce, tag, cipher text. <paramref name="context"/> is what it belongs to, and must
    /// be the same to open it.
    /// </summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string context)
    {
        var box = new byte[1 + NonceBytes + TagBytes + plain.Length];
        box[0] = Format;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(sealing, TagBytes);
        aes.Encrypt(
            nonce,
            plain,
            box.AsSpan(1 + NonceBytes + TagBytes),
            box.AsSpan(1 + NonceBytes, TagBytes),
            Encoding.UTF8.GetBytes(context)
        );
        return box;
    }

    /// <summary>
    /// Throws <see cref="CryptographicException"/> where the key is another one, or the box was changed or belongs
    /// elsewhere.
    /// </summary>
    public byte[] Open(ReadOnlySpan<byte> box, string context)
    {
        if (box.Length < 1 + NonceBytes + TagBytes || box[0] != Format)
            throw new CryptographicException("sealed data of an unknown format");
        var plain = new byte[box.Length - 1 - NonceBytes - TagBytes];
        using var aes = new AesGcm(sealing, TagBytes);
        aes.Decrypt(
            box.Slice(1, NonceBytes),
            box[(1 + NonceBytes + TagBytes)..],
            box.Slice(1 + NonceBytes, TagBytes),
            plain,
            Encoding.UTF8.GetBytes(context)
        );
        return plain;
    }

    /// <summary>Finds a person by taxpayer number within one plan, and cannot be turned back without the key.</summary>
    /// <param name="taxpayerNumber">Nine digits.</param>
    public byte[] Hash(string tenant, string plan, string taxpayerNumber) =>
        HMACSHA256.HashData(hashing, Encoding.UTF8.GetBytes($"{tenant}\n{plan}\n{taxpayerNumber}"))[..16];

    private static PersonalDataKey Parse(string text, string source)
    {
        var secret = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), secret, out var length) && length == KeyBytes
            ? new(secret)
            : throw new InvalidDataException($"{source}: expected a personal-data key of {KeyBytes} bytes in base64");
    }
}
