using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>What an account makes of a pledge of itself.</summary>
public class QA01_PledgedAccountTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1982-10-15").Valued(
        "2015-04-01",
        44_000m
    );

    [Fact, Cites("26 CFR 1.72(p)-1 A-1(b)")]
    public void A_pledge_to_a_bank_is_deemed_in_full_on_its_day()
    {
        account.After(new PledgedFact(Given.Day("2015-04-20"), "BANK", 8_400m, SecuresPlanLoan: false));
        account.TaxThrough("2015-04-19").Forms.ShouldBeEmpty();
        var form = account.TaxThrough("2015-04-20").Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.Loan, form.On, form.Box1, form.Box2a, form.Box4, form.Box7, form.Authority).ShouldBe(
            (2015, "BANK", Given.Day("2015-04-20"), 8_400m, 8_400m, 0m, "L1", "26 CFR 1.72(p)-1 A-1(b)")
        );
    }

    // Half of 44,000 less 8,400 leaves 13,600.
    [Theory, Cites("26 CFR 1.72(p)-1 A-1(b)"), Cites("26 CFR 1.72(p)-1 A-19(b)(1)"), Cites("26 USC 72(p)(2)(A)")]
    [InlineData(13_600, false, 0)]
    [InlineData(13_600.01, false, 0.01)]
    [InlineData(22_000, true, 0)]
    [InlineData(22_000.01, true, 0.01)]
    public void A_pledge_counts_in_the_limit_of_a_later_loan_unless_it_secures_one_from_the_plan(
        decimal amount,
        bool securesPlanLoan,
        decimal deemed
    )
    {
        account.After(new PledgedFact(Given.Day("2015-04-20"), "BANK", 8_400m, securesPlanLoan));
        account
            .Lends(
                "A",
                new(Given.Day("2015-04-21"), amount, 0.05m, Frequency.Monthly, 48, Given.Day("2015-05-21")),
                new(PayrollWithholding: true)
            )
            .ShouldBeNull();
        account
            .Deemings("A")
            .ShouldBe(deemed == 0m ? [] : [(Given.Day("2015-04-21"), deemed, DeemingReason.AmountLimit)]);
        account.TaxThrough("2015-12-31").Forms.Count(form => form.Loan == "BANK").ShouldBe(securesPlanLoan ? 0 : 1);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-1(b)")]
    [InlineData("2015-04-19", 0)]
    [InlineData("2015-04-20", 8_400)]
    [InlineData("2015-04-21", 8_400)]
    public void It_counts_from_its_day_on(string madeOn, decimal outstanding)
    {
        account.After(new PledgedFact(Given.Day("2015-04-20"), "BANK", 8_400m, SecuresPlanLoan: false));
        BorrowingPosition.Before(Given.Day(madeOn), account.History).Outstanding.ShouldBe(outstanding);
    }

    // The pledge "is treated as a loan from the plan"; it was deemed distributed and is not repaid, and A-22(d) names
    // pledges with A-19(b)(2).
    [
        Theory,
        Cites("26 CFR 1.72(p)-1 A-19(b)(2)"),
        Cites("26 CFR 1.72(p)-1 A-1(b)"),
        Cites("26 CFR 1.72(p)-1 A-22(d)")
    ]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_loan_after_a_pledge_needs_what_a_loan_after_a_deemed_one_needs(bool payroll, bool deemed)
    {
        account.After(new PledgedFact(Given.Day("2015-04-20"), "BANK", 8_400m, SecuresPlanLoan: false));
        account
            .Lends(
                "A",
                new(Given.Day("2015-04-21"), 5_150m, 0.05m, Frequency.Monthly, 48, Given.Day("2015-05-21")),
                new(PayrollWithholding: payroll)
            )
            .ShouldBeNull();
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2015-04-21"), 5_150m, DeemingReason.SecondLoanCondition)] : []);
    }

    // A-1(b) is about "his or her interest in a qualified employer plan".
    [Fact, Cites("26 CFR 1.72(p)-1 A-1(b)"), Cites("26 CFR 1.72(p)-1 A-2")]
    public void A_pledge_of_an_interest_in_another_plan_is_no_deemed_distribution()
    {
        var other = AccountUnderTest
            .In(new CurePeriodRule.Maximum(), plan => plan with { Kind = PlanKind.None })
            .Valued("2015-04-01", 44_000m);
        other.After(new PledgedFact(Given.Day("2015-04-20"), "BANK", 8_400m, SecuresPlanLoan: false));
        other.TaxThrough("2015-12-31").Forms.ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-1(b)")]
    public void Its_name_is_no_other_pledges_or_loans()
    {
        account.After(new PledgedFact(Given.Day("2015-04-20"), "BANK", 8_400m, SecuresPlanLoan: true));
        account
            .Takes(new PledgedFact(Given.Day("2015-04-22"), "BANK", 100m, SecuresPlanLoan: false))!
            .Code.ShouldBe("loan.exists");
        account
            .Lends("BANK", new(Given.Day("2015-04-23"), 5_150m, 0.05m, Frequency.Monthly, 48, Given.Day("2015-05-23")))!
            .Code.ShouldBe("loan.exists");
        account.TaxThrough("2015-12-31").Forms.ShouldBeEmpty();
    }
}
