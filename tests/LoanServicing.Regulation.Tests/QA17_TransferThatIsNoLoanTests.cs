using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// An amount that nobody means to be repaid is a distribution like any other: no deemed one, and no loan.
/// </summary>
public class QA17_TransferThatIsNoLoanTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.None(), "1960-03-08").Valued(
        "2019-01-01",
        27_000m
    );

    // 59½ on 8 September 2019. 20 percent of an eligible rollover distribution is withheld from its cash.
    [Theory, Cites("26 CFR 1.72(p)-1 A-17"), Cites("26 CFR 31.3405(c)-1 A-11")]
    [InlineData("2019-09-07", "1")]
    [InlineData("2019-09-08", "7")]
    [InlineData("2019-09-09", "7")]
    public void Its_form_has_the_code_of_cash_and_20_percent_is_withheld(string on, string code)
    {
        Transfers(on, 6_310m);
        var tax = account.TaxThrough("2019-12-31");
        var form = tax.Forms.ShouldHaveSingleItem();
        (form.Box1, form.Box2a, form.Box4, form.Box7, form.Authority).ShouldBe(
            (6_310m, 6_310m, 1_262m, code, "26 CFR 1.72(p)-1 A-17")
        );
        tax.Withholding.Select(day => (day.On, day.Base, day.Required, day.Withheld))
            .ShouldBe([(Given.Day(on), 6_310m, 1_262m, 1_262m)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-17")]
    public void Nothing_of_it_is_owed_missed_or_in_the_limit_of_a_later_loan()
    {
        Transfers("2019-03-04", 14_000m);
        account.Deemings("A").ShouldBe([(Given.Day("2019-03-04"), 14_000m, DeemingReason.NotBonaFide)]);
        (account["A"].State.Closed!.By, account["A"].Outstanding("2019-03-04")).ShouldBe((ClosedBy.Distribution, 0m));
        account.ClosedThrough("2019-08-31")["A"].Events.OfType<Missed>().ShouldBeEmpty();
        account.Takes(new PaidFact(Given.Day("2019-09-02"), "A", 50m, 1, null, null)).ShouldBeNull();
        account["A"].Events.OfType<RepaymentUnapplied>().Single().Reason.ShouldBe(UnappliedReason.LoanDistributed);
        var borrowing = BorrowingPosition.Before(Given.Day("2019-09-02"), account.History);
        (borrowing.HighestPriorYear, borrowing.Outstanding, borrowing.DeemedLoanUnrepaid, borrowing.Loans).ShouldBe(
            (0m, 0m, false, 0)
        );
    }

    // Over the limit, over five years and without agreement besides: it is a distribution of all of it, once.
    [Fact, Cites("26 CFR 1.72(p)-1 A-17")]
    public void No_other_failure_matters_beside_it()
    {
        account
            .Lends(
                "A",
                new(Given.Day("2019-03-04"), 19_000m, 0.05m, Frequency.Annual, 7, Given.Day("2020-03-04")),
                new(BonaFide: false),
                agreement: false
            )
            .ShouldBeNull();
        account.Deemings("A").ShouldBe([(Given.Day("2019-03-04"), 19_000m, DeemingReason.NotBonaFide)]);
    }

    private void Transfers(string on, decimal amount) =>
        account
            .Lends(
                "A",
                new(Given.Day(on), amount, 0.05m, Frequency.Monthly, 36, Given.Day(on).AddDays(30)),
                new(BonaFide: false)
            )
            .ShouldBeNull();
}
