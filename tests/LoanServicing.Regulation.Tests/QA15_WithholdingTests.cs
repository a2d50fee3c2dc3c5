using LoanServicing.Domain.Regulation.Section3405;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>What is withheld when loans are taxed; the examples of 26 CFR 1.402(c)-3(b) have the figures.</summary>
public class QA15_WithholdingTests
{
    private static readonly LoanWithholdingFacts Nothing = new(0m, 0m, 0m, 0m, 0m, 0m, 0m);

    private static readonly DateOnly On = Given.Day("2020-09-18");

    [Fact, Cites("26 CFR 31.3405(c)-1 A-11"), Cites("26 CFR 1.72(p)-1 A-15")]
    public void Example_1_an_offset_whose_rest_is_rolled_over_directly_has_no_cash_to_take_tax_from() =>
        LoanWithholding.Of(Nothing with { Offsets = 3_000m }, On).ShouldBe(new(3_000m, 600m, 0m));

    [Fact, Cites("26 CFR 31.3405(c)-1 A-11")]
    public void Example_3_seven_thousand_in_cash_bear_the_tax_of_the_offset_too() =>
        LoanWithholding
            .Of(Nothing with { Offsets = 3_000m, Cash = 7_000m, CashIncludible = 7_000m }, On)
            .ShouldBe(new(10_000m, 2_000m, 2_000m));

    [Fact, Cites("26 CFR 31.3405(c)-1 A-11")]
    public void Example_4_employer_securities_alone_can_pay_nothing() =>
        LoanWithholding.Of(Nothing with { Offsets = 3_000m, EmployerSecurities = 7_000m }, On).ShouldBeNull();

    [Theory, Cites("26 CFR 31.3405(c)-1 A-11")]
    [InlineData(200.00, false)]
    [InlineData(200.01, true)]
    public void Cash_in_place_of_a_fraction_bears_nothing(decimal cash, bool isRequired)
    {
        var securities = Nothing with { Offsets = 3_000m, EmployerSecurities = 7_000m };
        (LoanWithholding.Of(securities with { Cash = cash, CashIncludible = cash }, On) is not null).ShouldBe(
            isRequired
        );
    }

    [Theory, Cites("26 CFR 31.3405(c)-1 A-14")]
    [InlineData(199.99, false)]
    [InlineData(200.00, true)]
    public void Nothing_is_required_of_less_than_200_in_the_year(decimal ofYear, bool isRequired)
    {
        var cash = Nothing with { Cash = 150m, CashIncludible = 150m, EligibleOfYear = ofYear };
        (LoanWithholding.Of(cash, On) is not null).ShouldBe(isRequired);
    }

    [Theory, Cites("26 CFR 31.3405(c)-1 A-11")]
    [InlineData(2_120.04, 2_120.04)]
    [InlineData(2_120.05, 2_120.05)]
    [InlineData(2_650.06, 2_650.01)]
    public void Withholding_is_at_most_the_cash(decimal cash, decimal withheld)
    {
        // 20 percent of 8,600 + 2,000 + the cash is more than the cash until the cash is 2,650.
        LoanWithholding
            .Of(Nothing with { Offsets = 8_600m, EmployerSecurities = 2_000m, Cash = cash, CashIncludible = cash }, On)!
            .Withheld.ShouldBe(withheld);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-15")]
    public void Basis_is_not_in_the_base_and_is_in_the_cash() =>
        LoanWithholding
            .Of(Nothing with { Cash = 5_000m, CashIncludible = 3_333.33m }, On)
            .ShouldBe(new(3_333.33m, 666.67m, 666.67m));

    [Fact, Cites("26 CFR 35.3405-1 F-4"), Cites("26 CFR 1.72(p)-1 A-15")]
    public void A_loan_deemed_when_made_bears_ten_percent_out_of_its_proceeds()
    {
        // Q&A-4 Ex. 1: 70,000 lent, 20,000 of it over the limit.
        LoanWithholding
            .Of(Nothing with { DeemedWhenMade = 20_000m, LoanProceeds = 70_000m }, On)
            .ShouldBe(new(20_000m, 2_000m, 2_000m, 2_000m));
        LoanWithholding
            .Of(Nothing with { DeemedWhenMade = 20_000m, LoanProceeds = 1_500m }, On)
            .ShouldBe(new(20_000m, 2_000m, 1_500m, 1_500m));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-15")]
    public void A_loan_deemed_later_bears_nothing_without_cash()
    {
        LoanWithholding.Of(Nothing with { DeemedLater = 17_156.93m }, On).ShouldBeNull();
        LoanWithholding
            .Of(Nothing with { DeemedLater = 17_156.93m, DeemedWhenMade = 500m, LoanProceeds = 9_000m }, On)
            .ShouldBe(new(500m, 50m, 50m, 50m));
        LoanWithholding.Of(Nothing with { DeemedLater = 17_156.93m, Offsets = 400m }, On).ShouldBe(new(400m, 80m, 0m));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-15")]
    public void Beside_cash_it_bears_ten_percent_and_the_cash_twenty_together_at_most_the_cash()
    {
        LoanWithholding
            .Of(Nothing with { DeemedLater = 17_156.93m, Cash = 4_000m, CashIncludible = 4_000m }, On)
            .ShouldBe(new(21_156.93m, 2_515.69m, 2_515.69m));
        LoanWithholding
            .Of(Nothing with { DeemedLater = 17_156.93m, Cash = 2_000m, CashIncludible = 2_000m }, On)
            .ShouldBe(new(19_156.93m, 2_115.69m, 2_000m));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-15")]
    public void A_day_on_which_nothing_is_required_has_no_entry() =>
        LoanWithholding.Of(Nothing with { Cash = 900m }, On).ShouldBeNull();

    [Theory, Cites("26 CFR 31.3405(c)-1 A-11")]
    [InlineData("1992-12-31", 700)]
    [InlineData("1993-01-01", 1_400)]
    [InlineData("1993-01-02", 1_400)]
    public void Twenty_percent_is_law_from_1993(string on, decimal withheld) =>
        LoanWithholding
            .Of(Nothing with { Cash = 7_000m, CashIncludible = 7_000m }, Given.Day(on))!
            .Withheld.ShouldBe(withheld);
}
