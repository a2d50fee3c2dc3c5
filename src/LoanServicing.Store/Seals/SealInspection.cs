using LoanServicing.Store.ProofLane;
using LoanServicing.Store.Transactions;
using Npgsql;

namespace LoanServicing.Store.Seals;

/// <summary>
/// A seal of the database, and whether it is still as it was made: its words, its chain, its signature and the heads
/// under its root.
/// </summary>
internal sealed record InspectedSeal(Seal Seal, bool Holds);

/// <summary>
/// Checks the seals in the database against themselves and each other; what the log says by now is not looked at.
/// </summary>
/// <param name="key">Whose seals are expected; null where only each seal's own key can be asked.</param>
internal sealed class SealInspection(NpgsqlConnection connection, Tenant tenant, SealKey? key)
{
    /// <summary>The seals in order. What does not hold is added to <paramref name="differences"/>.</summary>
    public async Task<IReadOnlyList<InspectedSeal>> RunAsync(
        List<Difference> differences,
        CancellationToken cancellation
    )
    {
        var seals = await SealReader.SealsAsync(connection, tenant, cancellation);
        var roots = await RootsAsync(cancellation);
        var inspected = new List<InspectedSeal>();
        Seal? before = null;
        foreach (var (seal, hash) in seals)
        {
            for (var missing = (before?.Number ?? 0) + 1; missing < seal.Number; missing++)
                differences.Add(new("seal", $"seal {missing}", "nothing", "the seal of that number: it was removed"));
            var problem = Problem(seal, hash, before, roots.GetValueOrDefault(seal.Number) ?? new());
            if (problem is { } wrong)
                differences.Add(new("seal", seal.Name, wrong.Found, wrong.Expected));
            inspected.Add(new(seal, problem is null));
            roots.Remove(seal.Number);
            before = seal;
        }

        foreach (var (number, tree) in roots.Where(root => root.Key > (before?.Number ?? 0)).OrderBy(root => root.Key))
            differences.Add(
                new(
                    "seal",
                    $"seal {number}",
                    $"{tree.Count} heads and no seal over them",
                    "the seal of that number: it was removed"
                )
            );
        return inspected;
    }

    private (string Found, string Expected)? Problem(Seal seal, byte[] hash, Seal? before, MerkleRoot heads)
    {
        if (!hash.AsSpan().SequenceEqual(seal.Hash(tenant.Stored)))
            return (
                $"hash {Short(hash)}",
                $"{Short(seal.Hash(tenant.Stored))}, that of the seal's own words: the row was changed"
            );
        if (!seal.IsSigned(tenant.Stored))
            return (
                "a signature that does not hold",
                $"one by key {SealKey.Fingerprint(seal.PublicKey)[..16]}…: the row was changed"
            );
        if (key?.Accepts(seal.PublicKey) == false)
            return (
                $"the signature of key {SealKey.Fingerprint(seal.PublicKey)[..16]}…",
                $"that of {SealKey.Fingerprint(key.PublicKey)[..16]}… or of an earlier key kept beside it"
            );
        if (
            seal.Number == (before?.Number ?? 0) + 1
            && !seal.Previous.AsSpan().SequenceEqual(before?.Hash(tenant.Stored) ?? [])
        )
            return (
                $"previous {Short(seal.Previous)}",
                $"{Short(before?.Hash(tenant.Stored) ?? [])}, the hash of the seal before: one of the two was changed"
            );
        if (heads.Count != seal.Streams || !heads.Root().AsSpan().SequenceEqual(seal.Root))
            return (
                $"root {Short(seal.Root)} over {seal.Streams} heads",
                $"{Short(heads.Root())}, that of the {heads.Count} heads kept for it: they were changed"
            );
        return null;
    }

    private async Task<Dictionary<int, MerkleRoot>> RootsAsync(CancellationToken cancellation)
    {
        var roots = new Dictionary<int, MerkleRoot>();
        await foreach (var (number, head) in SealReader.HeadsAsync(connection, tenant, cancellation))
        {
            if (!roots.TryGetValue(number, out var tree))
                roots.Add(number, tree = new());
            head.AddTo(tree, tenant.Stored);
        }

        return roots;
    }

    private static string Short(byte[] hash) => hash.Length == 0 ? "none" : $"{Convert.ToHexStringLower(hash)[..12]}…";
}
