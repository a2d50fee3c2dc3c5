namespace LoanServicing.SampleBooks.Tests;

public sealed class DeterminismTests
{
    [Fact]
    public void The_same_options_give_the_same_bytes()
    {
        using var one = new WrittenBook(new(300, 2026, 7));
        using var other = new WrittenBook(new(300, 2026, 7));

        other.Files.ShouldBe(one.Files);
        other.Hash().ShouldBe(one.Hash());
    }

    [Fact]
    public void Another_seed_gives_another_book()
    {
        using var one = new WrittenBook(new(50, 2025, 1));
        using var other = new WrittenBook(new(50, 2025, 2));

        other.Hash().ShouldNotBe(one.Hash());
    }

    // Changes whenever what is written changes, and then on purpose.
    [Fact]
    public void Fifty_loans_of_seed_1_are_these_bytes()
    {
        using var book = new WrittenBook(new(50, 2025, 1));

        book.Hash().ShouldBe("ca5ac9f4d29416513879578073fe33d052695ffc0e819ba18f38da12c18232f0");
    }

    [Fact]
    public void The_draws_are_those_of_SplitMix64() // From 1234567, as its author's reference code prints them.
    {
        var draws = Draws.From(1234567);

        new[] { draws.Next(), draws.Next(), draws.Next() }.ShouldBe([
            6457827717110365317UL,
            3203168211198807973UL,
            9817491932198370423UL,
        ]);
    }

    [Theory]
    [InlineData(49, 2025)]
    [InlineData(2000, 2020)]
    [InlineData(2000, 2100)]
    public void A_book_too_small_or_out_of_time_is_refused(int loans, int year) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            SampleBook.Write(new(loans, year), Path.Combine(Path.GetTempPath(), "never-made"))
        );
}
