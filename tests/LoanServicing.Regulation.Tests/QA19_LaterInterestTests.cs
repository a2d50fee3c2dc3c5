using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// After a deemed distribution: interest goes on but is no second distribution, and the loan counts in the limit of
/// later ones.
/// </summary>
public class QA19_LaterInterestTests
{
    // 20,000 × (1 + 0.0875 ÷ 12)ⁿ, every month's interest rounded to the cent: after 29 months, and after 30.
    private const decimal OwedEndOfMay2012 = 24_690.62m;
    private const decimal OwedEndOfJune2012 = 24_870.66m;

    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Months(2)).Valued(
        "2010-01-01",
        90_000m
    );

    public QA19_LaterInterestTests()
    {
        account
            .Lends("A", new(Given.Day("2010-01-01"), 20_000m, 0.0875m, Frequency.Monthly, 60, Given.Day("2010-01-31")))
            .ShouldBeNull();
        // Nothing is ever paid: deemed two months after 31 January.
        account.ClosedThrough("2012-06-30");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void Interest_that_accrues_later_is_owed_but_is_no_further_distribution()
    {
        var deemed = account["A"].Events.OfType<DeemedDistributed>().ShouldHaveSingleItem();
        deemed.On.ShouldBe(Given.Day("2010-03-31"));
        // 20,000 × (1 + 0.0875 ÷ 12)³, rounded each month: 145.83 + 146.90 + 147.97.
        deemed.Amount.ShouldBe(20_440.70m);
        account["A"].Outstanding("2012-06-30").ShouldBe(OwedEndOfJune2012);
        account.TaxThrough("2012-12-31").Forms.ShouldHaveSingleItem().Box1.ShouldBe(20_440.70m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void Installments_that_fall_due_later_are_not_missed_again() =>
        account["A"].Events.OfType<Missed>().Select(missed => missed.Installment).ShouldBe([1, 2, 3]);

    // Half of 90,000 is 45,000: A with its interest takes 24,870.66 of it. Payroll withholding makes B a loan at all
    // (A-19(b)(2)).
    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)"), Cites("26 CFR 1.72(p)-1 A-19(b)(1)")]
    [InlineData(20_129.33, 0)]
    [InlineData(20_129.34, 0)]
    [InlineData(20_129.35, 0.01)]
    [InlineData(21_000, 870.66)]
    public void A_deemed_loan_with_its_later_interest_counts_in_the_limit_of_a_later_loan(
        decimal amount,
        decimal deemed
    )
    {
        var borrowing = BorrowingPosition.Before(Given.Day("2012-07-01"), account.History);
        (borrowing.Outstanding, borrowing.HighestPriorYear, borrowing.DeemedLoanUnrepaid).ShouldBe(
            (OwedEndOfJune2012, OwedEndOfJune2012, true)
        );
        account
            .Lends(
                "B",
                new(Given.Day("2012-07-01"), amount, 0.05m, Frequency.Monthly, 60, Given.Day("2012-08-01")),
                new(PayrollWithholding: true)
            )
            .ShouldBeNull();
        account
            .Deemings("B")
            .ShouldBe(deemed == 0m ? [] : [(Given.Day("2012-07-01"), deemed, DeemingReason.AmountLimit)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(1)")]
    public void Once_offset_it_counts_as_the_year_befores_highest_only()
    {
        // On 30 June nothing is owed at the day's end, so that the highest is 29 June's: May's balance, without
        // interest not yet due.
        account.Severed("2012-06-30").Offsets("A", "2012-06-30");
        var next = BorrowingPosition.Before(Given.Day("2012-07-01"), account.History);
        (next.Outstanding, next.HighestPriorYear, next.DeemedLoanUnrepaid).ShouldBe((0m, OwedEndOfMay2012, false));
        BorrowingPosition.Before(Given.Day("2013-06-29"), account.History).HighestPriorYear.ShouldBe(OwedEndOfMay2012);
        BorrowingPosition.Before(Given.Day("2013-06-30"), account.History).HighestPriorYear.ShouldBe(0m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(a)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    public void A_loan_deemed_when_it_was_made_is_deemed_once()
    {
        account
            .Lends("B", new(Given.Day("2012-07-01"), 3_210m, 0.05m, Frequency.Monthly, 61, Given.Day("2012-08-01")))
            .ShouldBeNull();
        account.ClosedThrough("2018-12-31");
        account.Deemings("B").ShouldBe([(Given.Day("2012-07-01"), 3_210m, DeemingReason.RepaymentTerm)]);
        account["B"].Events.OfType<Missed>().ShouldBeEmpty();
        RuleSet.Current.ShouldBe(account["B"].Events.OfType<DeemedDistributed>().Single().RuleSet);
    }
}
