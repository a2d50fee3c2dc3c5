using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>From when section 72(p) and its regulation are law.</summary>
public class QA22_EffectiveDateTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-22(a)")]
    [InlineData("1982-08-12", false)]
    [InlineData("1982-08-13", false)]
    [InlineData("1982-08-14", true)]
    public void Section_72p_applies_to_loans_made_after_13_August_1982(string madeOn, bool covered)
    {
        // Neither agreement nor five years nor half of the 15,000, and no installment of it is ever paid.
        var account = new AccountUnderTest(new CurePeriodRule.None()).Valued("1982-08-01", 15_000m);
        account
            .Lends(
                "A",
                new(Given.Day(madeOn), 17_000m, 0.12m, Frequency.Monthly, 96, Given.Day("1982-08-31")),
                agreement: false
            )
            .ShouldBeNull();
        account.ClosedThrough("1984-12-31");
        var made = (Originated)account["A"].Made;
        (account["A"].State.IsExempt, made.Exempt).ShouldBe(
            covered ? (false, null) : (true, "26 CFR 1.72(p)-1 A-22(a)")
        );
        account.Deemings("A").ShouldBe(covered ? [(Given.Day(madeOn), 17_000m, DeemingReason.RepaymentTerm)] : []);
        account["A"].Events.OfType<Missed>().ShouldBeEmpty();
        account.TaxThrough("1984-12-31").Forms.Count.ShouldBe(covered ? 1 : 0);
    }

    // 72(p)(2)(C) came with the Tax Reform Act: until then an installment not paid is no failure, a balance left after
    // five years is.
    [Theory, Cites("26 USC 72(p)(2)(B)")]
    [InlineData("1986-12-31", "1991-12-31", DeemingReason.RepaymentTerm)]
    [InlineData("1987-01-01", "1987-06-30", DeemingReason.MissedInstallment)]
    public void A_missed_installment_deems_loans_made_from_1987(string madeOn, string deemedOn, DeemingReason reason)
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("1986-01-01", 90_000m);
        account
            .Lends("A", new(Given.Day(madeOn), 6_000m, 0m, Frequency.Monthly, 59, Given.Day("1987-01-31")))
            .ShouldBeNull();
        account.ClosedThrough("1992-12-31").Deemings("A").ShouldBe([(Given.Day(deemedOn), 6_000m, reason)]);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-22(a)")]
    [InlineData("1982-08-13", 0)]
    [InlineData("1982-08-14", 7_000)]
    public void A_loan_from_before_the_law_is_no_balance_in_a_later_loans_limit(string madeOn, decimal outstanding)
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("1982-08-01", 45_000m);
        account
            .Lends("A", new(Given.Day(madeOn), 7_000m, 0.12m, Frequency.Monthly, 36, Given.Day("1982-09-30")))
            .ShouldBeNull();
        Domain
            .Participants.BorrowingPosition.Before(Given.Day("1982-08-20"), account.History)
            .Outstanding.ShouldBe(outstanding);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-22(a)")]
    [InlineData("1982-08-13", true)]
    [InlineData("1982-08-14", false)]
    public void No_rule_answers_for_a_day_before_the_law(string lawDate, bool gap)
    {
        var terms = Given.LoanOfA10.Terms;
        Action[] questions =
        [
            () => LoanAmountLimit.Ceiling.Decide(new(0m, 0m, 1m, true), Given.Day(lawDate)),
            () => RepaymentTerm.Latest.Decide(new(terms.MadeOn, IsResidenceLoan: false), Given.Day(lawDate)),
            () => LevelAmortization.Requirement.Decide(TermsInLaw.AmortizationFacts(terms), Given.Day(lawDate)),
        ];
        foreach (var question in questions)
        {
            if (gap)
                Should.Throw<RuleGapException>(question).Message.ShouldContain("1982-08-13");
            else
                Should.NotThrow(question);
        }
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-22(d)"), Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    [InlineData("2003-12-30", false)]
    [InlineData("2003-12-31", false)]
    [InlineData("2004-01-01", true)]
    public void Both_loans_count_only_for_replacements_made_from_2004(string madeOn, bool both)
    {
        var replaced = new LoanTerms(
            Given.Day("2001-05-01"),
            24_000m,
            0.07m,
            Frequency.Monthly,
            60,
            Given.Day("2001-05-31")
        );
        var replacement = new LoanTerms(
            Given.Day(madeOn),
            26_000m,
            0.07m,
            Frequency.Monthly,
            59,
            Given.Day("2004-01-31")
        );
        var old = AccountUnderTest.Replaced(replaced, 11_500m);
        Refinancing.BothCount(TermsInLaw.Agreed(replacement), old, [old]).ShouldBe(both);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-22(a)"), Cites("26 CFR 1.72(p)-1 A-22(b)"), Cites("26 CFR 1.72(p)-1 A-22(d)")]
    public void The_dates_stand_as_the_regulation_has_them()
    {
        Figures.Section72pFrom.ShouldBe(new(1982, 8, 14));
        Figures.RegulationFrom.ShouldBe(new(2002, 1, 1));
        Figures.RefinancingFrom.ShouldBe(new(2004, 1, 1));
        Figures.SubsequentLoanFrom.ShouldBe(new(2004, 1, 1));
    }
}
