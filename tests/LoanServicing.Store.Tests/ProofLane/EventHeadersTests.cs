using System.Text;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ProofLane;

namespace LoanServicing.Store.Tests.ProofLane;

public class EventHeadersTests
{
    private const string Hash = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    [Theory]
    [InlineData("{\"hash\": \"" + Hash + "\", \"user\": \"root\"}", Hash, "{\"user\": \"root\"}")]
    [InlineData("{\"hash\": \"" + Hash + "\"}", Hash, "{}")]
    [InlineData("{\"a\": {\"hash\": \"x\"}, \"hash\": \"" + Hash + "\"}", Hash, "{\"a\": {\"hash\": \"x\"}}")]
    [InlineData("{\"a\": [1, 2], \"hash\": \"" + Hash + "\", \"user\": null}", Hash, "{\"a\": [1, 2], \"user\": null}")]
    [InlineData("{\"hash\": \"12\", \"user\": \"root\"}", "12", "{\"user\": \"root\"}")]
    [InlineData("{\"hash\": 12, \"user\": \"root\"}", "", "{\"user\": \"root\"}")]
    [InlineData("{\"user\": \"hash\"}", "", "{\"user\": \"hash\"}")]
    [InlineData("{}", "", "{}")]
    [InlineData("[\"hash\"]", "", "[\"hash\"]")]
    [InlineData("", "", "{}")]
    public void The_hash_is_parted_from_what_it_covers(string json, string hash, string others)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var parted = EventHeaders.Of(bytes, new byte[bytes.Length]);
        Encoding.UTF8.GetString(parted.Hash).ShouldBe(hash);
        Encoding.UTF8.GetString(parted.Others).ShouldBe(others);
    }
}
