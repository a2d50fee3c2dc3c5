using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Money that does not fill an installment: it lowers the balance at once, or it waits. Either way the installment is
/// unpaid until it is filled.
/// </summary>
public class QA10_PartialPaymentTests
{
    // 14,000 at 6 percent over 48 months: 328.79. The first installment falls due on 10 February with 70.00 of
    // interest.
    private static AccountUnderTest Lent(PartialPayment partial, string firstDue = "2017-02-10")
    {
        var account = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { PartialPayment = partial })
            .Valued("2017-01-01", 45_000m);
        account
            .Lends("A", new(Given.Day("2017-01-10"), 14_000m, 0.06m, Frequency.Monthly, 48, Given.Day(firstDue)))
            .ShouldBeNull();
        return account;
    }

    // Applied: 14,070 − 100; then half a percent of it more, less 328.79. Held: nothing of the first 100; then 328.79
    // of the 428.79 fill February, and 100 wait on.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData(PartialPayment.Apply, 13_970, 13_711.06, 13_711.06)]
    [InlineData(PartialPayment.Hold, 14_070, 13_811.56, 13_711.56)]
    public void Held_money_lowers_no_balance_until_it_fills_an_installment_and_comes_off_the_payoff(
        PartialPayment partial,
        decimal afterFirst,
        decimal afterSecond,
        decimal payoff
    )
    {
        var account = Lent(partial).Pays("A", "2017-02-10", 100m);
        account["A"].Outstanding("2017-02-10").ShouldBe(afterFirst);
        account.Pays("A", "2017-03-10", 328.79m);
        var state = account["A"].State;
        account["A"].Outstanding("2017-03-10").ShouldBe(afterSecond);
        state.Position.PayoffOn(Given.Day("2017-03-10"), state.Schedule).ShouldBe(payoff);
        state.Position.OldestUnpaidDue(state.Schedule).ShouldBe(Given.Day("2017-03-10"));

        account.Pays("A", "2017-03-10", payoff + 0.01m)["A"].State.Closed!.By.ShouldBe(ClosedBy.Repayment);
        account["A"].Events.OfType<RepaymentUnapplied>().Single().Amount.ShouldBe(0.01m);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData(PartialPayment.Apply, 328.78, true)]
    [InlineData(PartialPayment.Apply, 328.79, false)]
    [InlineData(PartialPayment.Hold, 328.78, true)]
    [InlineData(PartialPayment.Hold, 328.79, false)]
    [InlineData(PartialPayment.Hold, 328.80, false)]
    public void An_installment_that_lacks_a_cent_is_missed(PartialPayment partial, decimal amount, bool missed)
    {
        var account = Lent(partial).Pays("A", "2017-02-10", amount).ClosedThrough("2017-02-28");
        account["A"].Events.OfType<Missed>().Count().ShouldBe(missed ? 1 : 0);
        account
            .Pays("A", "2017-03-01")["A"]
            .State.Position.OldestUnpaidDue(account["A"].State.Schedule)
            .ShouldBe(Given.Day(missed ? "2017-03-10" : "2017-04-10"));
    }

    // 10 March is the only installment of its quarter: its longest cure ends on 30 June, and 128.79 + 150 + 50 fill it.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    [InlineData("2017-06-29", false)]
    [InlineData("2017-06-30", false)]
    [InlineData("2017-07-01", true)]
    public void Parts_that_fill_an_installment_by_the_end_of_its_cure_are_in_time(string last, bool deemed)
    {
        foreach (var partial in Enum.GetValues<PartialPayment>())
        {
            var account = Lent(partial, "2017-03-10")
                .Pays("A", "2017-03-10", 128.79m)
                .Pays("A", "2017-05-02", 150m)
                .Pays("A", last, 50m)
                .ClosedThrough("2017-07-02");
            account
                .Deemed("A")
                .Select(made => (made.On, made.Due))
                .ShouldBe(deemed ? [(Given.Day("2017-06-30"), (DateOnly?)Given.Day("2017-03-10"))] : []);
        }
    }

    // 14,000 × 1.005⁵, each month rounded, to 10 June, and 20 days; held money has lowered none of it.
    [Fact, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void What_is_deemed_is_before_held_money() =>
        Lent(PartialPayment.Hold)
            .Pays("A", "2017-02-10", 128.79m)
            .ClosedThrough("2017-12-31")
            .Deemings("A")
            .ShouldBe([(Given.Day("2017-06-30"), 14_400.71m, DeemingReason.MissedInstallment)]);

    // It was paid before, but lowers the balance only afterwards: without basis the participant would be taxed on it
    // twice.
    [Fact, Cites("26 CFR 1.72(p)-1 A-21(a)"), Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void Money_held_when_the_loan_is_deemed_repays_a_deemed_loan()
    {
        var account = Lent(PartialPayment.Hold).Pays("A", "2017-02-10", 128.79m).ClosedThrough("2017-06-30");
        (
            account.TaxThrough("2017-06-29").InvestmentInContract,
            account.TaxThrough("2017-06-30").InvestmentInContract
        ).ShouldBe((0m, 128.79m));
        account.Pays("A", "2017-07-03", 200m);
        (
            account["A"].State.Position.Held,
            account["A"].State.Deemed!.RepaidSince,
            account.TaxThrough("2017-12-31").InvestmentInContract
        ).ShouldBe((0m, 328.79m, 328.79m));
    }

    // 100 wait, of 14,070 owed: 70 of interest and 30 of principal are repaid with them.
    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void An_offset_takes_what_held_money_does_not_repay()
    {
        var account = Lent(PartialPayment.Hold).Pays("A", "2017-02-10", 100m).Severed("2017-02-10");
        account
            .Takes(new OffsetFact(Given.Day("2017-02-10"), "A", 13_970.01m, null))!
            .Code.ShouldBe("offset.exceeds-outstanding");
        account.Offsets("A", "2017-02-10");
        (account["A"].State.Closed!.Amount, account["A"].State.Closed!.Principal).ShouldBe((13_970m, 13_970m));
        account.TaxThrough("2017-12-31").Forms.Select(form => form.Box1).ShouldBe([13_970m]);
        RollForwardOf(account, "A", "2017-02-10").ShouldBe(new RollForward(0m, 14_000m, 0m, 30m, 13_970m, 0m, 0m, 0m));
    }

    // The account was reduced by 13,970; once another 100 are known, 13,870 of that repaid the loan.
    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void What_an_offset_distributes_is_what_held_money_does_not_repay_also_when_that_is_known_later()
    {
        var account = Lent(PartialPayment.Hold)
            .Pays("A", "2017-02-10", 100m)
            .Severed("2017-02-10")
            .Offsets("A", "2017-02-10")
            .Pays("A", "2017-02-09", 100m);
        account.TaxThrough("2017-12-31").Forms.Select(form => form.Box1).ShouldBe([13_870m]);
        LoanReporting
            .Of(account["A"].History, account.History, Given.Day("2017-12-31"))!
            .Offsets.Select(offset => offset.Amount)
            .ShouldBe([13_870m]);
        account["A"]
            .History.Discrepancies(Given.Day("2017-12-31"))
            .Select(found => (found.Matter, found.Open))
            .ShouldBe([(DiscrepancyMatter.Offset, 100m)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void A_part_is_offset_beside_what_held_money_repays()
    {
        var account = Lent(PartialPayment.Hold)
            .Pays("A", "2017-02-10", 100m)
            .Severed("2017-02-10")
            .Offsets("A", "2017-02-10", amount: 970m);
        (
            account["A"].Outstanding("2017-02-10"),
            account["A"].State.Position.Held,
            account["A"].State.PartlyOffset!.Principal
        ).ShouldBe((13_000m, 0m, 970m));
        RollForwardOf(account, "A", "2017-02-10")
            .ShouldBe(new RollForward(0m, 14_000m, 0m, 30m, 970m, 0m, 0m, 13_000m));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    public void A_replacement_takes_over_what_held_money_does_not_repay()
    {
        var account = Lent(PartialPayment.Hold).Pays("A", "2017-02-10", 100m);
        account.Refinances("A", "B", Of(13_969.99m))!.Code.ShouldBe("refinancing.too-small");
        account.Refinances("A", "B", Of(13_970m)).ShouldBeNull();
        (account["A"].State.Closed!.Amount, ((Originated)account["B"].Made).Replaces!.Single().Balance).ShouldBe(
            (13_970m, 13_970m)
        );
        RollForwardOf(account, "A", "2017-02-10").ShouldBe(new RollForward(0m, 14_000m, 0m, 30m, 0m, 13_970m, 0m, 0m));

        static LoanTerms Of(decimal amount) =>
            new(Given.Day("2017-02-10"), amount, 0.06m, Frequency.Monthly, 47, Given.Day("2017-03-10"));
    }

    // Of 12,000 lent 10,000 are within the limit. The 100 held go to both parts by principal, 16.67 to the part that
    // was deemed: it is basis, and 10,000 − 83.33 are offset.
    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    public void Held_money_repays_its_share_of_a_deemed_part_when_the_loan_is_offset()
    {
        var account = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { PartialPayment = PartialPayment.Hold })
            .Valued("2017-01-01", 20_000m);
        account
            .Lends("A", new(Given.Day("2017-01-10"), 12_000m, 0m, Frequency.Monthly, 48, Given.Day("2017-02-10")))
            .ShouldBeNull();
        account.Pays("A", "2017-02-10", 100m).Severed("2017-02-20").Offsets("A", "2017-02-20");
        var tax = account.TaxThrough("2017-12-31");
        tax.Forms.Select(form => (form.On, form.Box1))
            .ShouldBe([(Given.Day("2017-01-10"), 2_000m), (Given.Day("2017-02-20"), 9_916.67m)]);
        (account["A"].State.Closed!.Amount, tax.InvestmentInContract).ShouldBe((11_900m, 16.67m));
    }

    private static RollForward RollForwardOf(AccountUnderTest account, string loan, string through)
    {
        var sum = RollForward.Of(
            [(account[loan].History, account.History)],
            Given.Day("2017-01-01"),
            Given.Day(through)
        );
        sum.Unexplained.ShouldBe(0m);
        return sum;
    }
}
