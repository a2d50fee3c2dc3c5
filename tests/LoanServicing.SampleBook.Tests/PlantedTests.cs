using LoanServicing.SampleBooks.Stories;

namespace LoanServicing.SampleBooks.Tests;

/// <summary>Whether what is planted comes up, by kind and by what it leads to.</summary>
public sealed class PlantedTests(PlantedTests.Books books) : IClassFixture<PlantedTests.Books>
{
    private const int Dozen = 12;

    [Fact]
    public void Every_story_occurs_a_dozen_times_among_two_thousand_loans()
    {
        var counts = books.Large.Participants.CountBy(p => p.Story).ToDictionary();

        foreach (var story in Enum.GetValues<Story>())
            counts.GetValueOrDefault(story).ShouldBeGreaterThanOrEqualTo(Dozen, story.ToString());
    }

    [Fact]
    public void Every_story_occurs_among_fifty_loans() =>
        books.Small.Participants.Select(p => p.Story).Distinct().Order().ShouldBe(Enum.GetValues<Story>());

    [Fact]
    public void The_book_has_as_many_loans_as_were_asked_for()
    {
        books.Large.Expected["loans"]!.AsArray().Count.ShouldBe(2000);
        books.Small.Expected["loans"]!.AsArray().Count.ShouldBe(50);
    }

    [Theory]
    [InlineData("participant.unknown")]
    [InlineData("loan.unknown")]
    [InlineData("loan.number-missing")]
    [InlineData("loan.not-repayable")]
    [InlineData("loan.ambiguous")]
    [InlineData("repayment.exceeds-payoff")]
    [InlineData("line.repeated")]
    public void Lines_are_suspended_for_every_reason(string reason)
    {
        ((int)books.Large.Expected["suspendedByReason"]![reason]!).ShouldBeGreaterThanOrEqualTo(Dozen);
        ((int)books.Small.Expected["suspendedByReason"]![reason]!).ShouldBeGreaterThanOrEqualTo(1);
    }

    [Theory]
    [InlineData("active")]
    [InlineData("in-cure")]
    [InlineData("deemed")]
    [InlineData("paid")]
    [InlineData("offset")]
    [InlineData("refinanced")]
    public void Loans_end_the_year_in_every_status(string status) =>
        Count("loansByStatus", status).ShouldBeGreaterThanOrEqualTo(Dozen);

    [Theory]
    [InlineData("L1")]
    [InlineData("L")]
    [InlineData("1M")]
    [InlineData("2M")]
    [InlineData("7M")]
    [InlineData("1")]
    [InlineData("2")]
    [InlineData("7")]
    [InlineData("4")]
    public void Forms_have_every_code(string code) => Count("formsByCode", code).ShouldBeGreaterThanOrEqualTo(Dozen);

    [Fact]
    public void Basis_is_recovered_and_gained()
    {
        books.Large.Expected["forms1099R"]!
            .AsArray()
            .Count(form => (decimal)form!["box5"]! > 0m && ((string)form["box7"]!)[0] == 'L')
            .ShouldBeGreaterThanOrEqualTo(Dozen);
        books.Large.Expected["basis"]!
            .AsArray()
            .Count(basis => (decimal)basis!["repaidAfterDeemed"]! > 0m)
            .ShouldBeGreaterThanOrEqualTo(Dozen);
    }

    [Fact]
    public void An_offset_of_a_deemed_loan_has_one_form_only()
    {
        var twice = books.Large.Expected["loans"]!
            .AsArray()
            .Where(loan => loan!["deemed"] is not null && loan["offset"] is not null)
            .ToList();

        twice.Count.ShouldBeGreaterThanOrEqualTo(Dozen);
        foreach (var loan in twice)
        {
            var forms = books.Large.Expected["forms1099R"]!
                .AsArray()
                .Where(form => (string)form!["participant"]! == (string)loan!["participant"]!)
                .ToList();
            forms.Select(form => (string)form!["on"]!).ShouldBe([(string)loan!["deemed"]!["on"]!]);
        }
    }

    /// <summary>Deemed on 30 June: 59½ that day, and 59½ the day after.</summary>
    [Fact]
    public void Fifty_nine_and_a_half_is_reached_on_the_day_itself()
    {
        CodeOf(Story.DeemedOver59Half, new(1965, 12, 31)).ShouldBe("L");
        CodeOf(Story.DeemedUnder59Half, new(1966, 1, 1)).ShouldBe("L1");
    }

    private string CodeOf(Story story, DateOnly birthDate)
    {
        var participant = books.Large.Participants.First(p => p.Story == story && p.BirthDate == birthDate);
        var form = books.Large.Expected["forms1099R"]!
            .AsArray()
            .Single(f => (string)f!["participant"]! == participant.Id)!;
        ((string)form["on"]!).ShouldBe("2025-06-30");
        return (string)form["box7"]!;
    }

    private int Count(string totals, string key) => (int?)books.Large.Expected["totals"]![totals]![key] ?? 0;

    public sealed class Books : IDisposable
    {
        public WrittenBook Large { get; } = new(new());

        public WrittenBook Small { get; } = new(new(Loans: 50));

        public void Dispose()
        {
            Large.Dispose();
            Small.Dispose();
        }
    }
}
