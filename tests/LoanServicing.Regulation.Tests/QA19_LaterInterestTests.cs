using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>After a deemed distribution: interest goes on but is no second distribution, and the loan counts in the limit of later ones.</summary>
public class QA19_LaterInterestTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Months(2)).Valued("2010-01-01", 90_000m);

    public QA19_LaterInterestTests()
    {
        account.Lends("A", new(Given.Day("2010-01-01"), 20_000m, 0.0875m, Frequency.Monthly, 60, Given.Day("2010-01-31"))).Rejection.ShouldBeNull();
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
        account["A"].Outstanding("2012-06-30").ShouldBeGreaterThan(24_000m);
        account.FormsThrough("2012-12-31").Forms.ShouldHaveSingleItem().Box1.ShouldBe(20_440.70m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void Installments_that_fall_due_later_are_not_missed_again() => account["A"].Events.OfType<Missed>().Select(missed => missed.Installment).ShouldBe([1, 2, 3]);

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)")]
    public void A_deemed_loan_with_its_later_interest_counts_in_the_limit_of_a_later_loan()
    {
        var owed = account["A"].Outstanding("2012-06-30");
        var limit = BorrowingPosition.Before(Given.Day("2012-07-01"), account.History)!;
        (limit.OutstandingBefore, limit.HighestPriorYear).ShouldBe((owed, owed));
        account.Lends("B", new(Given.Day("2012-07-01"), 45_000m - owed + 0.01m, 0.05m, Frequency.Monthly, 60, Given.Day("2012-08-01"))).Rejection!.Code.ShouldBe("loan.over-limit");
        account.Lends("B", new(Given.Day("2012-07-01"), 45_000m - owed, 0.05m, Frequency.Monthly, 60, Given.Day("2012-08-01"))).Rejection.ShouldBeNull();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)")]
    public void Once_offset_it_counts_as_the_year_befores_highest_only()
    {
        // On 30 June nothing is owed at the day's end, so that the highest is 29 June's: May's balance, without interest not yet due.
        var highest = account["A"].Outstanding("2012-05-31");
        account.Offsets("A", "2012-06-30");
        var next = BorrowingPosition.Before(Given.Day("2012-07-01"), account.History)!;
        next.OutstandingBefore.ShouldBe(0m);
        next.HighestPriorYear.ShouldBe(highest);
        BorrowingPosition.Before(Given.Day("2013-06-30"), account.History)!.HighestPriorYear.ShouldBe(0m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(a)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    public void A_loan_deemed_when_it_was_made_is_deemed_once()
    {
        account.Lends("B", new(Given.Day("2012-07-01"), 3_210m, 0.05m, Frequency.Monthly, 61, Given.Day("2012-08-01"))).Rejection.ShouldBeNull();
        account.ClosedThrough("2018-12-31");
        account["B"].Events.OfType<DeemedDistributed>().ShouldHaveSingleItem().Amount.ShouldBe(3_210m);
        account["B"].Events.OfType<Missed>().ShouldBeEmpty();
        RuleSet.Current.ShouldBe(account["B"].Events.OfType<DeemedDistributed>().Single().RuleSet);
    }
}
