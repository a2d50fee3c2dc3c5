using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A loan over the limit is deemed by its excess and goes on by the rest: two balances, which the law does not say how
/// to repay; the contract does.
/// </summary>
public class QA04_PartlyDeemedLoanTests
{
    // 57,600 at 7.2 percent over 60 months is 1,145.99; 7,600 are over 50,000.
    private static AccountUnderTest Lent(
        bool excessFirst = false,
        decimal rate = 0.072m,
        DefaultAccrual accrual = DefaultAccrual.Compound
    )
    {
        var account = AccountUnderTest
            .With(
                new CurePeriodRule.Months(2),
                policy => policy with { ExcessFirst = excessFirst, DefaultAccrual = accrual },
                "1971-06-02"
            )
            .Valued("2016-01-01", 150_000m);
        account
            .Lends("A", new(Given.Day("2016-01-11"), 57_600m, rate, Frequency.Monthly, 60, Given.Day("2016-02-11")))
            .ShouldBeNull();
        account.Deemings("A").ShouldBe([(Given.Day("2016-01-11"), 7_600m, DeemingReason.AmountLimit)]);
        return account;
    }

    // 7,600 ÷ 57,600 of every payment, 151.21, falls on the deemed part, its interest first.
    [Theory, Cites("26 CFR 1.72(p)-1 A-4(a)"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    [InlineData(1, 56_799.61, 7_494.39, 151.21)]
    [InlineData(2, 55_994.42, 7_388.15, 302.42)]
    [InlineData(5, 53_549.75, 7_065.58, 756.05)]
    public void Payments_go_to_both_parts_by_principal_and_what_falls_on_the_deemed_one_is_basis(
        int paid,
        decimal owed,
        decimal ofPart,
        decimal basis
    )
    {
        var account = Lent().PaysInstallments("A", 0, paid);
        Balances(account).ShouldBe((owed, ofPart));
        account.TaxThrough("2016-12-31").InvestmentInContract.ShouldBe(basis);
        account.TaxThrough("2016-12-31").Forms.ShouldHaveSingleItem().Box1.ShouldBe(7_600m);
    }

    // Six whole payments, and 903.22 of the seventh; then nothing is left of the deemed part.
    [Theory, Cites("26 CFR 1.72(p)-1 A-4(a)"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    [InlineData(1, 56_799.61, 6_499.61, 1_145.99)]
    [InlineData(6, 52_725.06, 897.83, 6_875.94)]
    [InlineData(7, 51_895.42, 0, 7_779.16)]
    [InlineData(8, 51_060.80, 0, 7_779.16)]
    public void Where_the_plan_says_so_the_deemed_part_is_repaid_first(
        int paid,
        decimal owed,
        decimal ofPart,
        decimal basis
    )
    {
        var account = Lent(excessFirst: true).PaysInstallments("A", 0, paid);
        Balances(account).ShouldBe((owed, ofPart));
        account.TaxThrough("2016-12-31").RepaidAfterDeemed.ShouldBe(basis);
    }

    // 11 July is missed and fails on 11 September: three months of interest on both balances, 54,519.45 − 7,193.52.
    [Fact, Cites("26 CFR 1.72(p)-1 A-10(b)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    public void A_later_default_deems_the_other_part_alone()
    {
        var account = Lent().PaysInstallments("A", 0, 5).ClosedThrough("2016-12-31");
        account
            .Deemings("A")
            .ShouldBe([
                (Given.Day("2016-01-11"), 7_600m, DeemingReason.AmountLimit),
                (Given.Day("2016-09-11"), 47_325.93m, DeemingReason.MissedInstallment),
            ]);
        account
            .TaxThrough("2016-12-31")
            .Forms.Select(form => (form.Box1, form.Box7))
            .ShouldBe([(7_600m, "L1"), (47_325.93m, "L1")]);
        // From then on all of it is deemed, and all that is repaid is basis: 756.05 before, 2,000 after.
        account.Pays("A", "2017-01-05", 2_000m).TaxThrough("2017-12-31").RepaidAfterDeemed.ShouldBe(2_756.05m);
    }

    // Nothing is paid: from the loan to 11 April are 91 days, by the 30/360 count 90, of simple interest at 7.2 percent
    // on either part.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(b)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    [InlineData(DefaultAccrual.Simple365, 50_897.53)]
    [InlineData(DefaultAccrual.Simple30360, 50_900)]
    public void Simple_interest_of_a_default_runs_on_both_parts_alike(DefaultAccrual accrual, decimal deemed) =>
        Lent(accrual: accrual)
            .ClosedThrough("2016-12-31")
            .Deemings("A")[^1]
            .ShouldBe((Given.Day("2016-04-11"), deemed, DeemingReason.MissedInstallment));

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void An_offset_distributes_the_other_part_alone()
    {
        var account = Lent().PaysInstallments("A", 0, 5).Severed("2016-06-20").Offsets("A", "2016-06-21");
        // Ten days on 53,549.75, and on the 7,065.58 of the part.
        account["A"].State.Closed!.Amount.ShouldBe(53_549.75m + 105.63m);
        account
            .TaxThrough("2016-12-31")
            .Forms.Select(form => form.Box1)
            .ShouldBe([7_600m, 53_549.75m + 105.63m - 7_065.58m - 13.94m]);
    }

    // Without interest: 57,600 owed on the day of the loan, of which 7,600 were taxed then. However it is offset,
    // 50,000 are left to tax.
    [Theory, Cites("26 CFR 1.72(p)-1 A-13(b)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    [InlineData(20_000)]
    [InlineData(50_000)]
    [InlineData(55_000)]
    public void Offsets_in_two_steps_distribute_no_more_and_no_less_than_one(decimal first)
    {
        var account = Lent(rate: 0m)
            .Severed("2016-01-12")
            .Offsets("A", "2016-01-13", amount: first)
            .Offsets("A", "2016-01-14");
        var offsets = account.TaxThrough("2016-12-31").Forms.Where(form => !form.Box7.Contains('L')).ToList();
        offsets.ShouldAllBe(form => form.Box1 > 0m);
        offsets.Sum(form => form.Box1).ShouldBe(50_000m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-21(a)")]
    public void A_payoff_repays_both_and_the_basis_is_what_the_deemed_part_owed()
    {
        var account = Lent().PaysInstallments("A", 0, 5).Pays("A", "2016-06-21", 53_549.75m + 105.63m);
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Repayment);
        account.TaxThrough("2016-12-31").RepaidAfterDeemed.ShouldBe(756.05m + 7_065.58m + 13.94m);
        account.TaxThrough("2016-12-31").Forms.Count.ShouldBe(1);
    }

    private static (decimal Owed, decimal OfPart) Balances(AccountUnderTest account)
    {
        var state = account["A"].State;
        var on = state.InOrderFrom;
        return (state.OutstandingOn(on), state.OutstandingOn(on) - state.OutstandingBesidePartOn(on));
    }
}
