using System.Text;
using LoanServicing.Store.Recording;

namespace LoanServicing.Store.Tests.Recording;

public class CopyJsonbTests
{
    [Theory]
    [InlineData("""{"a": 1.10}""", """{"a": 1.1}""", true)]
    [InlineData("""{"a": 1.10}""", """{"a": 1.11}""", false)]
    [InlineData("""[0.0, -0.0]""", """[0, 0]""", true)]
    [InlineData("""{"a": "1.10"}""", """{"a": "1.1"}""", false)]
    [InlineData("""{"a": 1}""", """{"b": 1}""", false)]
    [InlineData("""{"a": null}""", """{}""", false)]
    [InlineData("""[1, 2]""", """[1]""", false)]
    [InlineData("""[1]""", """[1, 2]""", false)]
    [InlineData("""[true]""", """[false]""", false)]
    [InlineData("1.00000000000000000000000000001", "1.0", false)]
    public void Values_are_compared_and_not_how_they_are_written(string one, string other, bool same)
    {
        CopyJsonb.Same(Cell(one), Cell(other)).ShouldBe(same);
        CopyJsonb.Same(Cell(one), Cell(one)).ShouldBeTrue();
    }

    [Fact]
    public void However_deep_they_are() => CopyJsonb.Same(Cell(new string('[', 3_000) + new string(']', 3_000)), Cell(new string('[', 3_000) + "1" + new string(']', 3_000))).ShouldBeFalse();

    private static byte[] Cell(string text) => [1, .. Encoding.UTF8.GetBytes(text)];
}
