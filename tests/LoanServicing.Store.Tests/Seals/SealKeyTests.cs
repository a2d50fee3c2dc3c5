using System.Security.Cryptography;
using LoanServicing.Store.Seals;

namespace LoanServicing.Store.Tests.Seals;

public sealed class SealKeyTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("loans-seal-key-").FullName;

    private string KeyFile => Path.Combine(folder, "data", "seal.key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_key_is_made_at_first_use_for_its_owner_only_and_stays()
    {
        SealKey.Find(null, KeyFile).ShouldBeNull();
        File.Exists(KeyFile).ShouldBeFalse("looking makes none");
        var made = SealKey.Load(null, KeyFile);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        SealKey.Load("", KeyFile).PublicKey.ShouldBe(made.PublicKey);
        SealKey.Find(null, KeyFile)!.Accepts(made.PublicKey).ShouldBeTrue();
    }

    [Fact]
    public void A_signature_holds_for_its_statement_and_its_key_only()
    {
        var (key, other) = (SealKey.Load(null, KeyFile), SealKey.Load(null, KeyFile + "2"));
        var signature = key.Sign("so it was"u8);
        SealKey.IsSigned(key.PublicKey, "so it was"u8, signature).ShouldBeTrue();
        SealKey.IsSigned(key.PublicKey, "so it is."u8, signature).ShouldBeFalse();
        SealKey.IsSigned(other.PublicKey, "so it was"u8, signature).ShouldBeFalse();
        SealKey.IsSigned(key.PublicKey, "so it was"u8, [1, 2, 3]).ShouldBeFalse();
        SealKey.IsSigned([1, 2, 3], "so it was"u8, signature).ShouldBeFalse();
        key.Accepts(other.PublicKey).ShouldBeFalse();
    }

    [Fact]
    public void The_environment_comes_first_as_PEM_or_as_base64()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (
            var text in (string[])
                [
                    key.ExportPkcs8PrivateKeyPem(),
                    key.ExportECPrivateKeyPem(),
                    Convert.ToBase64String(key.ExportPkcs8PrivateKey()) + "\n",
                    Convert.ToBase64String(key.ExportECPrivateKey()),
                ]
        )
            SealKey.Load(text, KeyFile).PublicKey.ShouldBe(key.ExportSubjectPublicKeyInfo());
        File.Exists(KeyFile).ShouldBeFalse();
    }

    [Fact]
    public void What_is_no_key_of_that_curve_is_refused_and_not_repeated()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        using var half = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        foreach (
            var text in (string[])
                [
                    "secret",
                    "c2VjcmV0",
                    curve.ExportPkcs8PrivateKeyPem(),
                    rsa.ExportPkcs8PrivateKeyPem(),
                    half.ExportSubjectPublicKeyInfoPem(),
                ]
        )
        {
            var refused = Should.Throw<InvalidDataException>(() => SealKey.Load(text, KeyFile)).Message;
            refused.ShouldStartWith("environment variable LOANS_SEAL_KEY: expected a private key of ECDSA over P-256");
            refused.ShouldNotContain(text);
        }
    }
}
