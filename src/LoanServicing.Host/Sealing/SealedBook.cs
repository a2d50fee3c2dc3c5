using LoanServicing.Host.CommandLine;
using LoanServicing.Store.Seals;
using LoanServicing.Store.Verification;

namespace LoanServicing.Host.Sealing;

/// <summary>What <c>loans verify</c> asks of the seals: those of the database always, an exported one where it is given.</summary>
internal static class SealedBook
{
    /// <summary>The exported seal, checked before anything else is done; null where none was given.</summary>
    public static SealFile? Read(Invocation call, FileInfo? file) => file is null ? null : SealFile.Read(file.FullName, call.Tenant, call.KnownSealKey);

    /// <summary>Compares the log with the seals, and says what was not proved for want of a key.</summary>
    public static async Task<IReadOnlyList<Difference>> CompareAsync(Invocation call, SealFile? exported, CancellationToken cancellation)
    {
        var database = await call.DatabaseAsync(cancellation);
        var outcome = await call.Terminal.WithProgressAsync(
            "comparing with the seals", 1, _ => SealVerification.RunAsync(database, call.Tenant, call.KnownSealKey, exported, cancellation));
        if (exported is not null && !call.Json)
            await call.Terminal.Out.WriteAsync(PaperForm.Of(exported.Header, call.Tenant.Name));
        foreach (var key in outcome.Unknown)
        {
            await call.Terminal.Error.WriteLineAsync(
                $"loans: this machine has no key of its own to hold the seals against, so only the key named in them could be asked: compare {PaperForm.Groups(key)} with what was written down");
        }

        return outcome.Differences;
    }
}
