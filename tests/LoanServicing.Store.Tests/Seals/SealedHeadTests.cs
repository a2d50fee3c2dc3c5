using System.Security.Cryptography;
using System.Text;
using LoanServicing.Store.Seals;

namespace LoanServicing.Store.Tests.Seals;

public class SealedHeadTests
{
    private static readonly Guid Stream = Guid.Parse("6f1d6f0c-6a4b-5a39-9d25-0b7a6c1c9a11");

    // A row of seal_head, or a line of a file, may hold a hash of any length: whoever changes one must not be able to
    // make it vanish from the tree.
    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(250)]
    [InlineData(1_000_000)]
    public void A_head_is_a_leaf_of_its_four_lines_however_long_its_hash_is(int bytes)
    {
        var hash = Enumerable.Repeat((byte)0xAB, bytes).ToArray();
        var tree = new MerkleRoot();
        new SealedHead(Stream, 3, hash).AddTo(tree, "*DEFAULT*");

        var text = $"*DEFAULT*\n{Stream}\n3\n{string.Concat(Enumerable.Repeat("ab", bytes))}";
        tree.Root().ShouldBe(SHA256.HashData([0, .. Encoding.UTF8.GetBytes(text)]));
    }
}
