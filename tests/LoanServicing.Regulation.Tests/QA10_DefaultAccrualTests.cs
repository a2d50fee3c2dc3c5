using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// How interest of a default runs, which is the plan's to say: the loan of Q&amp;A-10(c), 412.74 a month, 16,665.50
/// owed after the twelfth, on 31 July 2003.
/// </summary>
public class QA10_DefaultAccrualTests
{
    private static AccountUnderTest PaidThroughJuly2003(DefaultAccrual accrual)
    {
        var account = AccountUnderTest
            .With(new CurePeriodRule.Months(3), policy => policy with { DefaultAccrual = accrual })
            .Valued("2002-08-01", 45_000m);
        account.Lends("A", Given.LoanOfA10.Terms).ShouldBeNull();
        return account.PaysInstallments("A", 0, 12);
    }

    // 122 days by the calendar, 120 by the 30/360 count: 16,665.50 × 122 × 0.0875 ÷ 365 = 487.41, × 120 ÷ 360 = 486.08.
    // Compounding gives the regulation's 17,157.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(b)"), Cites("26 CFR 1.72(p)-1 A-10(c)")]
    [InlineData(DefaultAccrual.Compound, 17_156.93)]
    [InlineData(DefaultAccrual.Simple365, 17_152.91)]
    [InlineData(DefaultAccrual.Simple30360, 17_151.58)]
    public void What_is_deemed_on_30_November_has_interest_by_the_plans_rule(DefaultAccrual accrual, decimal deemed) =>
        PaidThroughJuly2003(accrual)
            .ClosedThrough("2003-12-31")
            .Deemings("A")
            .ShouldBe([(Given.Day("2003-11-30"), deemed, DeemingReason.MissedInstallment)]);

    // Simple interest is on July's balance throughout: to 15 October 76 days, or 75; to 1 September 32, or 31.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    [InlineData("2003-09-01", DefaultAccrual.Compound, 16_791.04)]
    [InlineData("2003-09-01", DefaultAccrual.Simple365, 16_793.34)]
    [InlineData("2003-09-01", DefaultAccrual.Simple30360, 16_791.07)]
    [InlineData("2003-10-15", DefaultAccrual.Compound, 16_970.23)]
    [InlineData("2003-10-15", DefaultAccrual.Simple365, 16_969.13)]
    [InlineData("2003-10-15", DefaultAccrual.Simple30360, 16_969.30)]
    public void What_is_owed_meanwhile_has_it_too(string day, DefaultAccrual accrual, decimal owed) =>
        PaidThroughJuly2003(accrual).ClosedThrough(day)["A"].Outstanding(day).ShouldBe(owed);

    // Three installments on 15 November, and nothing is unpaid: 107 days of interest, or 105; the rest of November by
    // the day, and December by the month again.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData(DefaultAccrual.Simple365, 15_854.76, 15_911.77, 15_612.04)]
    [InlineData(DefaultAccrual.Simple30360, 15_852.60, 15_909.60, 15_609.86)]
    public void Once_everything_is_made_up_interest_compounds_again(
        DefaultAccrual accrual,
        decimal on15November,
        decimal on30November,
        decimal on31December
    )
    {
        var account = PaidThroughJuly2003(accrual)
            .Pays("A", "2003-11-15", "2003-11-15", "2003-11-15")
            .ClosedThrough("2003-11-29");
        account["A"].Outstanding("2003-11-15").ShouldBe(on15November);
        account["A"].Outstanding("2003-11-30").ShouldBe(on30November);
        account
            .Pays("A", "2003-11-30")
            .ClosedThrough("2003-12-30")["A"]
            .Outstanding("2003-12-31")
            .ShouldBe(on31December);
        account.Deemed("A").ShouldBeEmpty();
    }

    // "until nothing is unpaid": with October still missing, 15 November to 30 November is simple too.
    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void While_one_installment_is_unpaid_interest_stays_simple()
    {
        var account = PaidThroughJuly2003(DefaultAccrual.Simple365)
            .Pays("A", "2003-11-15", "2003-11-15")
            .ClosedThrough("2003-12-30");
        // 16,665.50 for 107 days, and 15,840.02 for the 46 to 31 December.
        account["A"]
            .Outstanding("2003-12-31")
            .ShouldBe(
                15_840.02m
                    + decimal.Round(
                        ((16_665.50m * 107m) + (15_840.02m * 46m)) * 0.0875m / 365m,
                        2,
                        MidpointRounding.AwayFromZero
                    )
            );
    }
}
