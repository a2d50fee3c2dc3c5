using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>From when section 72(p) and its regulation are law.</summary>
public class QA22_EffectiveDateTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-22(a)")]
    [InlineData("1982-08-12", "loan.before-law")]
    [InlineData("1982-08-13", "loan.before-law")]
    [InlineData("1982-08-14", null)]
    public void Section_72p_applies_to_loans_made_after_13_August_1982(string madeOn, string? code)
    {
        var decision = Loan.Decide(Given.Loan("A", madeOn, 7_000m, 0.12m, Frequency.Monthly, 36, "1982-08-31", 15_000m), null, Given.Plan(new CurePeriodRule.None()));
        decision.Rejection?.Code.ShouldBe(code);
        (decision.Rejection is null).ShouldBe(code is null);
        decision.Rejection?.Cites.ShouldBe("26 CFR 1.72(p)-1 A-22(a)");
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
            () => RepaymentTerm.LatestPermissibleDate.Decide(terms, Given.Day(lawDate)),
            () => LevelAmortization.Requirement.Decide(new(terms, null), Given.Day(lawDate)),
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
        var replaced = new LoanTerms(Given.Day("2001-05-01"), 24_000m, 0.07m, Frequency.Monthly, 60, Given.Day("2001-05-31"));
        var replacement = new LoanTerms(Given.Day(madeOn), 26_000m, 0.07m, Frequency.Monthly, 59, Given.Day("2004-01-31"));
        Refinancing.BothCount(replacement, AccountUnderTest.Replaced(replaced, 11_500m)).ShouldBe(both);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-22(a)"), Cites("26 CFR 1.72(p)-1 A-22(d)")]
    public void The_dates_stand_as_the_regulation_has_them()
    {
        Figures.Section72pFrom.ShouldBe(new(1982, 8, 14));
        Figures.RefinancingFrom.ShouldBe(new(2004, 1, 1));
    }
}
