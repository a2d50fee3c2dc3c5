using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>When a loan that fails is a deemed distribution, and the limit of its amount.</summary>
public class QA04_DeemedDistributionTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-4(b)"), Cites("26 USC 72(p)(2)(A)")]
    [InlineData(200_000, Frequency.Quarterly, 20, 70_000, 50_000)]
    [InlineData(30_000, Frequency.Monthly, 60, 20_000, 15_000)]
    public void Examples_1_and_2_deem_what_is_over_the_limit_and_the_rest_goes_on(
        decimal vested,
        Frequency frequency,
        int installments,
        decimal amount,
        decimal limit
    )
    {
        var account = Lend(amount);
        account
            .Deemed("A")
            .Select(deemed => (deemed.On, deemed.Amount, deemed.Reason, deemed.Cites))
            .ShouldBe([(Given.Day("2002-08-01"), amount - limit, DeemingReason.AmountLimit, "26 USC 72(p)(2)(A)")]);
        account["A"].State.Deemed.ShouldBeNull();
        account["A"].State.Closed.ShouldBeNull();
        account["A"].State.OutstandingBesidePartOn(Given.Day("2002-08-01")).ShouldBe(limit);
        account["A"].Outstanding("2002-08-01").ShouldBe(amount);
        var form = account.TaxThrough("2002-12-31").Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.Box1, form.Box2a, form.Box7).ShouldBe((2002, amount - limit, amount - limit, "L1"));

        // "The remaining $50,000 is not a deemed distribution", nor is it later while the installments are paid.
        account.PaysInstallments("A", 0, 6);
        account.Deemed("A").Count.ShouldBe(1);

        Lend(limit).Deemed("A").ShouldBeEmpty();
        Lend(limit + 0.01m).Deemed("A").ShouldHaveSingleItem().Amount.ShouldBe(0.01m);

        AccountUnderTest Lend(decimal borrowed)
        {
            var lent = new AccountUnderTest(new CurePeriodRule.None()).Valued("2002-07-31", vested);
            lent.Lends(
                    "A",
                    new(Given.Day("2002-08-01"), borrowed, 0.0875m, frequency, installments, Given.Day("2002-08-31"))
                )
                .ShouldBeNull();
            return lent;
        }
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-4(b)"), Cites("26 CFR 1.72(p)-1 A-4(a)"), Cites("26 USC 72(p)(2)(B)(i)")]
    public void Example_3_seven_years_deem_the_entire_50000_when_the_loan_is_made()
    {
        var loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.Maximum())).After(
            Given.Loan("A", "2002-08-01", 50_000m, 0.0875m, Frequency.Quarterly, 28, "2002-10-31", 100_000m)
        );
        var deemed = loan.Events.OfType<DeemedDistributed>().ShouldHaveSingleItem();
        (deemed.On, deemed.Amount, deemed.Reason, deemed.Cites).ShouldBe(
            (Given.Day("2002-08-01"), 50_000m, DeemingReason.RepaymentTerm, "26 USC 72(p)(2)(B)(i)")
        );
        // It is still owed, and what is missed later is no second distribution.
        loan.ClosedThrough("2004-12-31").Events.Count.ShouldBe(2);
        loan.State!.Closed.ShouldBeNull();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-4(b)"), Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void Example_4_a_loan_that_was_good_is_deemed_when_payments_stop()
    {
        var loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.None())).After(Given.LoanOfA10);
        loan.After([
                .. Enumerable
                    .Range(0, 12)
                    .Select(i => Given.Repayment($"{loan.State!.Terms.Schedule.Due(i):yyyy-MM-dd}")),
            ])
            .ClosedThrough("2003-12-31");
        var deemed = loan.Events[^1].ShouldBeOfType<DeemedDistributed>();
        (deemed.On, deemed.Due, deemed.Reason).ShouldBe(
            (Given.Day("2003-08-31"), Given.Day("2003-08-31"), DeemingReason.MissedInstallment)
        );
    }

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData(40_000, 33_322, 120_000, true, 43_322)]
    [InlineData(31_000, 12_500, 120_000, true, 31_500)]
    [InlineData(12_500, 31_000, 120_000, true, 50_000)]
    [InlineData(40_000, 0, 60_000, true, 10_000)]
    [InlineData(20_000, 5_000, 18_000, true, 10_000)]
    [InlineData(0, 0, 8_000, true, 10_000)]
    [InlineData(0, 0, 8_000, false, 4_000)]
    [InlineData(48_000, 1_000, 19_000, false, 3_000)]
    public void The_year_before_cuts_the_dollar_limb_only(
        decimal highest,
        decimal outstanding,
        decimal vested,
        bool floor,
        decimal expected
    ) =>
        LoanAmountLimit
            .Ceiling.Decide(new(highest, outstanding, vested, floor), new(2020, 5, 4))
            .Answer.ShouldBe(expected);

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData("1986-12-31", 50_000)]
    [InlineData("1987-01-01", 28_250)]
    [InlineData("1987-01-02", 28_250)]
    public void Loans_made_before_1987_had_no_look_back(string madeOn, decimal expected) =>
        LoanAmountLimit
            .Ceiling.Decide(new(34_000m, 12_250m, 111_000m, true), Given.Day(madeOn))
            .Answer.ShouldBe(expected);

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData("2006-06-28", 20_000)]
    [InlineData("2006-06-29", 20_000)]
    [InlineData("2006-06-30", 0)]
    public void The_look_back_is_the_year_that_ends_the_day_before_the_loan(string nextLoanOn, decimal highest)
    {
        // 20,000 stood until 30 June 2005 and was repaid in full on that day; a limit counts the balances at the end of
        // a day (contract).
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2005-01-01", 130_000m);
        account
            .Lends("A", new(Given.Day("2005-06-01"), 20_000m, 0m, Frequency.Monthly, 24, Given.Day("2005-08-01")))
            .ShouldBeNull();
        account.Pays("A", "2005-06-30", 20_000m);
        var limit = Domain.Participants.BorrowingPosition.Before(Given.Day(nextLoanOn), account.History);
        limit.HighestPriorYear.ShouldBe(highest);
        limit.Outstanding.ShouldBe(0m);
    }

    [Fact, Cites("26 USC 72(p)(2)(A)")]
    public void Two_loans_that_never_stood_together_have_the_higher_as_their_peak_and_two_that_did_have_their_sum()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2005-01-01", 130_000m);
        account.Lends("A", new(Given.Day("2005-02-01"), 9_000m, 0m, Frequency.Monthly, 10, Given.Day("2005-03-01")));
        account.Pays("A", "2005-03-15", 9_000m);
        account.Lends("B", new(Given.Day("2005-04-01"), 5_000m, 0m, Frequency.Monthly, 10, Given.Day("2005-05-01")));
        Position("2005-05-01").HighestPriorYear.ShouldBe(9_000m);
        account.Lends("C", new(Given.Day("2005-05-01"), 4_600m, 0m, Frequency.Monthly, 46, Given.Day("2005-06-01")));
        Position("2005-05-20").HighestPriorYear.ShouldBe(9_600m);
        Position("2005-05-20").Outstanding.ShouldBe(9_600m);

        BorrowingFigures Position(string day) =>
            Domain.Participants.BorrowingPosition.Before(Given.Day(day), account.History);
    }

    [Fact, Cites("26 USC 72(p)(2)(A)")]
    public void An_account_that_was_never_valued_has_no_limit_that_a_loan_could_be_over()
    {
        // The percentage limit needs a nonforfeitable balance. Without one nothing is guessed: the report says that the
        // limit is unresolved (contract).
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2005-01-02", 130_000m);
        account
            .Lends("A", new(Given.Day("2005-01-01"), 59_000m, 0m, Frequency.Monthly, 10, Given.Day("2005-03-01")))
            .ShouldBeNull();
        var made = (Originated)account["A"].Made;
        made.Borrowing.ShouldNotBeNull().Vested.ShouldBeNull();
        AmountFindings.LimitOf(made, account.Plan).ShouldBeNull();
        account.Deemed("A").ShouldBeEmpty();

        // A day later the account is valued, and A's 59,000 are more than 50,000 already: all of B is over the limit.
        account
            .Lends("B", new(Given.Day("2005-01-02"), 3_000m, 0m, Frequency.Monthly, 10, Given.Day("2005-03-01")))
            .ShouldBeNull();
        account.Deemings("B").ShouldBe([(Given.Day("2005-01-02"), 3_000m, DeemingReason.AmountLimit)]);
    }
}
