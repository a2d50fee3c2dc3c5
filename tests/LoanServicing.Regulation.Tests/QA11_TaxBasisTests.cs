using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A deemed distribution recovers basis as an actual one does.</summary>
public class QA11_TaxBasisTests
{
    // Q&A-22(c)(3) Ex. 2 has the figures: 10,000 × 20,000 ÷ 50,000 = 4,000, which leaves 16,000 taxable.
    [Fact, Cites("26 CFR 1.72(p)-1 A-11(a)"), Cites("26 CFR 1.72(p)-1 A-22(c)(3)")]
    public void Example_2_of_Q22_recovers_4000_of_10000() =>
        TaxBasis.Recovered(10_000m, 20_000m, 50_000m).ShouldBe(4_000m);

    [Theory, Cites("26 CFR 1.72(p)-1 A-11(a)")]
    [InlineData("1999-03-30")]
    [InlineData("1999-09-29")]
    [InlineData("1999-09-30")]
    public void Example_2_of_Q22_is_taxable_with_16000_whenever_the_account_was_last_valued(string valued)
    {
        var form = DeemedOn30September1999(valued).TaxThrough("1999-12-31").Forms.ShouldHaveSingleItem();
        (form.On, form.Box1, form.Box2a, form.Box5).ShouldBe((Given.Day("1999-09-30"), 20_000m, 16_000m, 4_000m));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-11(a)")]
    public void What_was_recovered_is_not_recovered_again() =>
        DeemedOn30September1999("1999-03-30").TaxThrough("1999-12-31").InvestmentInContract.ShouldBe(6_000m);

    [Theory, Cites("26 CFR 1.72(p)-1 A-11(a)")]
    [InlineData(0, 20_000, 50_000, 0)]
    [InlineData(-3, 20_000, 50_000, 0)]
    [InlineData(1_000, 1, 3_000, 0.33)]
    [InlineData(1_000, 2, 3_000, 0.67)]
    [InlineData(10, 1, 2_000, 0.01)]
    [InlineData(9_999.99, 49_999.99, 50_000, 9_999.99)]
    [InlineData(7_000, 50_000, 50_000, 7_000)]
    [InlineData(7_000, 6_500, 6_000, 6_500)]
    [InlineData(7_000, 5_000, 0, 5_000)]
    public void The_share_is_rounded_to_the_cent_and_never_more_than_the_basis_or_the_amount(
        decimal basis,
        decimal amount,
        decimal vested,
        decimal expected
    ) => TaxBasis.Recovered(basis, amount, vested).ShouldBe(expected);

    // A-19(a): a loan deemed distributed ceases to be outstanding for section 72; the contract: "A note already deemed
    // is not part of `vested` there".
    [Fact, Cites("26 CFR 1.72(p)-1 A-11(a)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void A_note_deemed_before_is_not_part_of_the_vested_balance_even_if_the_account_was_last_valued_before_that()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2005-01-10", 60_000m, 9_000m);
        // Without interest, so that the note is worth its 6,000 on every day.
        account.Lends("A", new(Given.Day("2005-01-11"), 6_000m, 0m, Frequency.Monthly, 24, Given.Day("2005-02-11")));
        account.Lends("B", new(Given.Day("2005-01-12"), 8_000m, 0m, Frequency.Quarterly, 20, Given.Day("2005-04-12")));
        account.Valued("2005-02-01", 60_000m).ClosedThrough("2005-12-31");
        var forms = account.TaxThrough("2005-12-31").Forms;
        // A on 30 June: 9,000 × 6,000 ÷ 60,000. B on 30 September: 8,100 × 8,000 ÷ (60,000 − 6,000).
        forms
            .Select(form => (form.Loan, form.On, form.Box5))
            .ShouldBe([("A", Given.Day("2005-06-30"), 900m), ("B", Given.Day("2005-09-30"), 1_200m)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-11(a)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void A_note_deemed_before_the_valuation_is_not_part_of_the_vested_balance()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2005-01-10", 60_000m, 9_000m);
        account.Lends("A", new(Given.Day("2005-01-11"), 6_000m, 0m, Frequency.Monthly, 24, Given.Day("2005-02-11")));
        account.Lends("B", new(Given.Day("2005-01-12"), 8_000m, 0m, Frequency.Quarterly, 20, Given.Day("2005-04-12")));
        account.Valued("2005-07-01", 60_000m).ClosedThrough("2005-12-31");
        account.TaxThrough("2005-12-31").Forms.Select(form => form.Box5).ShouldBe([900m, 1_200m]);
    }

    private static AccountUnderTest DeemedOn30September1999(string valued)
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("1998-01-01", 50_000m);
        account
            .Lends("A", new(Given.Day("1998-04-01"), 25_000m, 0m, Frequency.Quarterly, 20, Given.Day("1998-06-30")))
            .ShouldBeNull();
        // Four installments of 1,250; the fifth, due on 30 June 1999, is never paid.
        account.Pays("A", "1998-06-30", 5_000m);
        return account.Valued(valued, 50_000m, 10_000m).ClosedThrough("1999-09-30");
    }
}
