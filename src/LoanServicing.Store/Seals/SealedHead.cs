using System.Text;

namespace LoanServicing.Store.Seals;

/// <summary>
/// Where a stream's chain stood when it was sealed. As a leaf of the Merkle tree it is the UTF-8 text of four lines,
/// parted by a line feed and without one at the end: tenant as stored, stream, version, hash of the event of that
/// version (hexadecimal in lower case; empty where the event carried none).
/// </summary>
/// <param name="Version">How many events the stream had.</param>
/// <param name="Hash">That of its latest event, which covers all before it.</param>
public readonly record struct SealedHead(Guid Stream, long Version, byte[] Hash)
{
    /// <summary>Adds it to a tree. Heads are added in ascending order of the stream's id as text.</summary>
    public void AddTo(MerkleRoot tree, string tenant) =>
        tree.Add(Encoding.UTF8.GetBytes($"{tenant}\n{Stream}\n{Version}\n{Convert.ToHexStringLower(Hash)}"));
}
