using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Repayments put off after a disaster, on the loan's own ledger.</summary>
public class QA09_DisasterDelayTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2013-01-01",
        64_000m
    );

    // The example of Notice 2020-50, section 5.B: 20,000 at 4 percent, three payments of 368.33, six months put off,
    // then 63 payments of 343.27.
    [Fact, Cites("Notice 2020-50 s. 5.B"), Cites("Pub. L. 116-136 s. 2202(b)(2)")]
    public void The_notices_example_resumes_with_343_27_and_ends_a_year_later()
    {
        account
            .Lends("A", new(Given.Day("2020-04-01"), 20_000m, 0.04m, Frequency.Monthly, 60, Given.Day("2020-04-30")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 3);
        account["A"].State.Schedule.LevelInstallment.ShouldBe(368.33m);
        account.After(
            new DisasterDelayFact(Given.Day("2020-07-01"), "A", Given.Day("2020-07-01"), Given.Day("2020-12-31"), 12)
        );
        (
            account["A"].State.Schedule.LevelInstallment,
            account["A"].State.Schedule.FinalDue,
            TermsInLaw.LatestPermissibleDate(account["A"].State)
        ).ShouldBe((343.27m, Given.Day("2026-03-31"), Given.Day("2026-04-01")));
        account.PaysInstallments("A", 9, 63).ClosedThrough("2026-12-31");
        account["A"].State.Closed!.On.ShouldBe(Given.Day("2026-03-31"));
        account["A"].Events.Where(e => e is Missed or DeemedDistributed).ShouldBeEmpty();
    }

    // The window's days are both in it: 15 April to 15 July 2020.
    [Theory, Cites("Pub. L. 116-136 s. 2202(b)(2)")]
    [InlineData("2020-03-14", "2020-04-14", "2020-08-14")]
    [InlineData("2020-03-15", "2020-08-15", "2020-09-15")]
    [InlineData("2020-03-16", "2020-07-16", "2020-08-16")]
    public void What_falls_due_on_the_first_and_the_last_day_of_the_window_is_put_off(
        string firstDue,
        string firstMissed,
        string secondMissed
    )
    {
        account
            .Lends("A", new(Given.Day("2020-03-02"), 7_300m, 0m, Frequency.Monthly, 48, Given.Day(firstDue)))
            .ShouldBeNull();
        account
            .PaysInstallments("A", 0, 1)
            .After(
                new DisasterDelayFact(
                    Given.Day("2020-04-01"),
                    "A",
                    Given.Day("2020-04-15"),
                    Given.Day("2020-07-15"),
                    12
                )
            )
            .ClosedThrough("2020-09-20");
        account["A"]
            .Events.OfType<Missed>()
            .Select(missed => missed.On)
            .Take(2)
            .ShouldBe([Given.Day(firstMissed), Given.Day(secondMissed)]);
    }

    [Theory, Cites("Pub. L. 116-136 s. 2202(b)(2)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2020-06-29", false)]
    [InlineData("2020-06-30", false)]
    [InlineData("2020-07-01", true)]
    public void An_installment_missed_before_the_window_is_not_put_off(string madeUpOn, bool deemed)
    {
        account
            .Lends("A", new(Given.Day("2019-12-20"), 7_300m, 0m, Frequency.Monthly, 50, Given.Day("2020-01-20")))
            .ShouldBeNull();
        account
            .PaysInstallments("A", 0, 2)
            .After(
                new DisasterDelayFact(
                    Given.Day("2020-04-02"),
                    "A",
                    Given.Day("2020-03-27"),
                    Given.Day("2020-12-31"),
                    12
                )
            );
        account.Pays("A", madeUpOn, 146m).ClosedThrough("2020-12-31");
        // 48 of 50 installments of 146.
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2020-06-30"), 7_008m, DeemingReason.MissedInstallment)] : []);
    }

    // A loan over the whole five years: what ends later than a year after it is not repaid in time.
    [Theory, Cites("Pub. L. 116-136 s. 2202(b)(2)"), Cites("26 USC 72(p)(2)(B)(i)")]
    [InlineData(11, false)]
    [InlineData(12, false)]
    [InlineData(13, true)]
    public void A_delay_of_more_than_a_year_deems_the_loan(int months, bool deemed)
    {
        account
            .Lends("A", new(Given.Day("2019-12-20"), 7_300m, 0m, Frequency.Monthly, 60, Given.Day("2020-01-20")))
            .ShouldBeNull();
        account
            .PaysInstallments("A", 0, 3)
            .After(
                new DisasterDelayFact(
                    Given.Day("2020-04-02"),
                    "A",
                    Given.Day("2020-04-02"),
                    Given.Day("2020-12-31"),
                    months
                )
            );
        // 7,300 less three times 121.67.
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2020-04-02"), 6_934.99m, DeemingReason.RepaymentTerm)] : []);
    }

    // No law of any disaster is about what was due in 2014: nothing excuses it, and level amortization is broken
    // whatever the plan granted.
    [Fact, Cites("26 USC 72(p)(2)(C)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void A_delay_that_no_law_allows_does_not_keep_a_loan_from_being_deemed()
    {
        DisasterDelay.IsSatisfied(new(Given.Day("2014-03-01"), Given.Day("2014-12-31"), 12)).Answer.ShouldBeFalse();
        account
            .Lends("A", new(Given.Day("2013-12-20"), 7_300m, 0m, Frequency.Monthly, 50, Given.Day("2014-01-20")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 2);
        account.Takes(
            new DisasterDelayFact(Given.Day("2014-03-01"), "A", Given.Day("2014-03-01"), Given.Day("2014-12-31"), 12)
        );
        account.ClosedThrough("2014-12-31").Deemed("A").ShouldNotBeEmpty();
    }

    [Fact, Cites("Pub. L. 116-136 s. 2202(b)(2)")]
    public void A_window_that_ends_before_it_begins_is_refused()
    {
        account
            .Lends("A", new(Given.Day("2019-12-20"), 7_300m, 0m, Frequency.Monthly, 50, Given.Day("2020-01-20")))
            .ShouldBeNull();
        account
            .Takes(
                new DisasterDelayFact(
                    Given.Day("2020-01-02"),
                    "A",
                    Given.Day("2020-06-02"),
                    Given.Day("2020-06-01"),
                    12
                )
            )!
            .Code.ShouldBe("delay.window");
        account
            .Takes(
                new DisasterDelayFact(
                    Given.Day("2020-01-02"),
                    "Z",
                    Given.Day("2020-06-02"),
                    Given.Day("2020-06-03"),
                    12
                )
            )!
            .Code.ShouldBe("loan.unknown");
    }
}
