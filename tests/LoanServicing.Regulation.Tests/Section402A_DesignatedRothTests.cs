using LoanServicing.Domain.Regulation.Section402A;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Loans and distributions from a designated Roth account.</summary>
public class Section402A_DesignatedRothTests
{
    private static readonly DesignatedRothFacts Over59 = new(
        Given.Day("2024-03-03"),
        Given.Day("1960-05-05"),
        null,
        null,
        2019
    );

    [Theory, Cites("26 CFR 1.402A-1 A-3")]
    [InlineData(5_000, 9_400, 600, 4_700, 300)]
    [InlineData(10_000, 9_400, 600, 9_400, 600)]
    [InlineData(10_050, 9_400, 600, 9_400, 650)]
    [InlineData(333.33, 9_400, 600, 313.33, 20)]
    [InlineData(1_000, 0, 4_000, 0, 1_000)]
    [InlineData(1_000, 4_000, 0, 1_000, 0)]
    [InlineData(1_000, 4_000, -500, 1_000, 0)]
    public void A_distribution_keeps_the_accounts_shares(
        decimal amount,
        decimal contributions,
        decimal earnings,
        decimal box5,
        decimal box2a
    )
    {
        var split = DesignatedRoth.Split(amount, contributions, earnings);
        split.ShouldBe(new(box5, box2a));
        (split.ContributionShare + split.EarningsShare).ShouldBe(amount);
    }

    [Fact, Cites("26 CFR 1.402A-1 A-11")]
    public void A_deemed_distribution_is_never_qualified_whatever_the_age_and_the_years()
    {
        DesignatedRoth.IsQualified(Over59).Answer.ShouldBeTrue();
        DesignatedRoth.DeemedIsQualified.ShouldBe(new(false, "26 CFR 1.402A-1 A-11", null));
        DesignatedRoth.Split(5_000m, 9_400m, 600m).Includible(DesignatedRoth.DeemedIsQualified.Answer).ShouldBe(300m);
    }

    [Fact, Cites("26 CFR 1.402A-1 A-2")]
    public void Nothing_of_a_qualified_distribution_is_includible() =>
        DesignatedRoth.Split(5_000m, 9_400m, 600m).Includible(qualified: true).ShouldBe(0m);

    [Theory, Cites("26 CFR 1.402A-1 A-2"), Cites("26 CFR 1.402A-1 A-4")]
    [InlineData(2018, true)]
    [InlineData(2019, true)]
    [InlineData(2020, false)]
    [InlineData(null, false)]
    public void Five_taxable_years_begin_with_the_first_contributions(int? firstYear, bool qualified) =>
        DesignatedRoth.IsQualified(Over59 with { FirstYear = firstYear }).Answer.ShouldBe(qualified);

    [Theory, Cites("26 CFR 1.402A-1 A-2")]
    [InlineData("1964-09-04", false)]
    [InlineData("1964-09-03", true)]
    public void And_it_takes_fifty_nine_and_a_half(string born, bool qualified) =>
        DesignatedRoth.IsQualified(Over59 with { BirthDate = Given.Day(born) }).Answer.ShouldBe(qualified);

    [Theory, Cites("26 CFR 1.402A-1 A-2")]
    [InlineData("2024-03-03", true)]
    [InlineData("2024-03-04", false)]
    public void Or_death_or_disability(string day, bool qualified)
    {
        DesignatedRoth
            .IsQualified(Over59 with { BirthDate = Given.Day("1990-01-01"), DiedOn = Given.Day(day) })
            .Answer.ShouldBe(qualified);
        DesignatedRoth
            .IsQualified(Over59 with { BirthDate = Given.Day("1990-01-01"), DisabledOn = Given.Day(day) })
            .Answer.ShouldBe(qualified);
    }
}
