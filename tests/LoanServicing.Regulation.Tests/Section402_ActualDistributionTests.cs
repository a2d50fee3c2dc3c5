using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Cash, securities and direct rollovers out of the account that loans are made from: their forms, and what they take
/// of its basis.
/// </summary>
public class Section402_ActualDistributionTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1963-04-09").Valued(
        "2021-05-03",
        80_000m,
        6_000m
    );

    // 6,000 × 20,000 ÷ 80,000 of basis. 59½ on 9 October 2022; severed after 54, in the year of 58.
    [Fact, Cites("26 USC 402(a)"), Cites("26 CFR 31.3405(c)-1 A-11")]
    public void Cash_is_taxable_less_its_share_of_basis_and_bears_20_percent()
    {
        account.Severed("2021-05-04").After(Distributed("2021-06-01", cash: 20_000m));
        var form = account.TaxThrough("2021-12-31").Forms.ShouldHaveSingleItem();
        (form.Loan, form.Box1, form.Box2a, form.Box4, form.Box5, form.Box7, form.Authority).ShouldBe(
            (null, 20_000m, 18_500m, 3_700m, 1_500m, "2", "26 USC 402(a)")
        );
        account.TaxThrough("2021-12-31").InvestmentInContract.ShouldBe(4_500m);
    }

    // Taxable money is rolled over first (26 USC 402(c)(2)), so that all 6,000 of basis come out with the 20,000 in
    // cash.
    [Fact, Cites("26 USC 402(c)(1)"), Cites("26 USC 402(a)")]
    public void What_is_rolled_over_directly_has_a_form_of_its_own_and_is_not_taxed()
    {
        account.Severed("2021-05-04").After(Distributed("2021-06-01", cash: 20_000m, rollover: 60_000m, total: true));
        var tax = account.TaxThrough("2021-12-31");
        tax.Forms.Select(form => (form.Box1, form.Box2a, form.Box4, form.Box5, form.Box7, form.Authority))
            .ShouldBe([
                (20_000m, 14_000m, 2_800m, 6_000m, "2", "26 USC 402(a)"),
                (60_000m, 0m, 0m, 0m, "G", "26 USC 402(c)(1)"),
            ]);
        tax.Withholding.Select(day => (day.Base, day.Required, day.Withheld)).ShouldBe([(14_000m, 2_800m, 2_800m)]);
        tax.InvestmentInContract.ShouldBe(0m);
    }

    // 20 percent of 18,500 is 3,700, out of 20,000 in cash.
    [Theory, Cites("26 USC 3405")]
    [InlineData(3_699.99, false)]
    [InlineData(3_700, true)]
    [InlineData(3_700.01, false)]
    public void What_was_withheld_stands_on_the_form_whether_or_not_it_was_what_is_required(
        decimal withheld,
        bool asRequired
    )
    {
        account.Severed("2021-05-04").After(Distributed("2021-06-01", cash: 20_000m, withheld: withheld));
        var tax = account.TaxThrough("2021-12-31");
        tax.Forms.ShouldHaveSingleItem().Box4.ShouldBe(withheld);
        tax.Withholding.ShouldBe([new DayWithholding(Given.Day("2021-06-01"), 18_500m, 3_700m, withheld, asRequired)]);
    }

    // 2,200 are required in all: 20 percent of each, and of what nobody stated what is still required.
    [Theory, Cites("26 CFR 31.3405(c)-1 A-11")]
    [InlineData(null, null, 2_000, 200)]
    [InlineData(2_000, null, 2_000, 200)]
    [InlineData(2_300, null, 2_300, 0)]
    [InlineData(null, 100, 2_100, 100)]
    [InlineData(2_000, 100, 2_000, 100)]
    public void Two_distributions_of_a_day_bear_each_its_own(int? withheld, int? ofSecond, decimal box4, decimal second)
    {
        var pretax = new AccountUnderTest(new CurePeriodRule.Maximum(), "1963-04-09")
            .Valued("2021-05-03", 80_000m)
            .Severed("2021-05-04");
        pretax.After(
            Distributed("2021-06-01", cash: 10_000m, withheld: withheld),
            Distributed("2021-06-01", cash: 1_000m, withheld: ofSecond)
        );
        var tax = pretax.TaxThrough("2021-12-31");
        tax.Forms.Select(form => form.Box4).ShouldBe([box4, second]);
        tax.Withholding.ShouldHaveSingleItem().Withheld.ShouldBe(box4 + second);
    }

    private static DistributedFact Distributed(
        string on,
        decimal cash,
        decimal rollover = 0m,
        bool total = false,
        decimal? withheld = null
    ) => new(Given.Day(on), cash, rollover, 0m, total, withheld);
}
