using System.Security.Cryptography;

namespace LoanServicing.Store.Seals;

/// <summary>
/// The Merkle tree hash of RFC 6962, section 2.1, over leaves that come one after the other: a leaf is SHA-256 of a
/// zero byte and its data, a node SHA-256 of a one byte and its two children, and n leaves are parted at the largest
/// power of two below n. It keeps one hash for each bit of n.
/// </summary>
public sealed class MerkleRoot
{
    private const int MostBytesOnStack = 512;

    private readonly Stack<byte[]> subtrees = new();

    /// <summary>How many leaves there are.</summary>
    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> leaf)
    {
        var node = Leaf(leaf);
        // Each trailing one bit of the count is a whole subtree as high as the one that grows here.
        for (var n = Count; (n & 1) == 1; n >>= 1)
            node = Node(subtrees.Pop(), node);
        subtrees.Push(node);
        Count++;
    }

    /// <summary>The root over the leaves so far; SHA-256 of nothing where there is none.</summary>
    public byte[] Root()
    {
        if (subtrees.Count == 0)
            return SHA256.HashData([]);
        // A stack enumerates from its top: the smallest subtree, which is the rightmost one, first.
        return subtrees.Aggregate((right, left) => Node(left, right));
    }

    private static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        // What a file holds may be of any length.
        Span<byte> text = data.Length < MostBytesOnStack ? stackalloc byte[1 + data.Length] : new byte[1 + data.Length];
        text[0] = 0;
        data.CopyTo(text[1..]);
        return SHA256.HashData(text);
    }

    private static byte[] Node(byte[] left, byte[] right)
    {
        Span<byte> text = stackalloc byte[1 + SHA256.HashSizeInBytes + SHA256.HashSizeInBytes];
        text[0] = 1;
        left.CopyTo(text[1..]);
        right.CopyTo(text[(1 + SHA256.HashSizeInBytes)..]);
        return SHA256.HashData(text);
    }
}
