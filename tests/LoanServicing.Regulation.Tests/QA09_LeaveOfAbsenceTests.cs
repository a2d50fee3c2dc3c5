using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>What a leave of absence excuses, and what must follow it.</summary>
public class QA09_LeaveOfAbsenceTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    [InlineData("2004-04-01", null, "2005-03-31")]
    [InlineData("2004-04-01", "2004-12-10", "2004-12-10")]
    [InlineData("2004-04-01", "2005-03-30", "2005-03-30")]
    [InlineData("2004-04-01", "2005-03-31", "2005-03-31")]
    [InlineData("2004-04-01", "2005-04-01", "2005-03-31")]
    [InlineData("2004-04-01", "2006-11-05", "2005-03-31")]
    [InlineData("2004-02-29", "2006-11-05", "2005-02-27")]
    public void An_unpaid_leave_excuses_what_is_due_before_its_first_anniversary(
        string first,
        string? last,
        string excused
    ) =>
        LeaveOfAbsence
            .LastExcusedDay(LeaveKind.Unpaid, Given.Day(first), last is null ? null : Given.Day(last))
            .ShouldBe(Given.Day(excused));

    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-9(b)")]
    [InlineData("2004-03-31", LeaveKind.Unpaid, false)]
    [InlineData("2004-04-01", LeaveKind.Unpaid, true)]
    [InlineData("2005-03-31", LeaveKind.Unpaid, true)]
    [InlineData("2005-04-01", LeaveKind.Unpaid, false)]
    [InlineData("2004-03-31", LeaveKind.Military, false)]
    [InlineData("2005-04-01", LeaveKind.Military, true)]
    [InlineData("2006-04-02", LeaveKind.Military, true)]
    [InlineData("2006-04-03", LeaveKind.Military, false)]
    public void An_installment_is_excused_by_its_due_date(string due, LeaveKind kind, bool excused) =>
        LeaveOfAbsence
            .Excuses(Given.Day(due), kind, Given.Day("2004-04-01"), Given.Day("2006-04-02"))
            .ShouldBe(excused);

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(b)")]
    public void A_military_leave_that_lasts_excuses_without_end()
    {
        LeaveOfAbsence.LastExcusedDay(LeaveKind.Military, Given.Day("2004-04-01"), null).ShouldBeNull();
        LeaveOfAbsence
            .Excuses(Given.Day("2014-04-01"), LeaveKind.Military, Given.Day("2004-04-01"), null)
            .ShouldBeTrue();
    }

    // Five years from 1 July 2003, and service from 3 April 2004 to 2 April 2006: 730 days, both included.
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(c)"), Cites("26 CFR 1.72(p)-1 A-9(d)")]
    public void Only_a_military_leave_moves_the_latest_permissible_date_by_its_days()
    {
        var (latest, first, last) = (Given.Day("2008-07-01"), Given.Day("2004-04-03"), Given.Day("2006-04-02"));
        LeaveOfAbsence.DaysAdded(LeaveKind.Military, first, last).ShouldBe(730);
        LeaveOfAbsence.LatestPermissibleDate(latest, LeaveKind.Military, first, last).ShouldBe(Given.Day("2010-07-01"));
        LeaveOfAbsence.DaysAdded(LeaveKind.Military, first, first).ShouldBe(1);
        LeaveOfAbsence.LatestPermissibleDate(latest, LeaveKind.Unpaid, first, last).ShouldBe(latest);
        LeaveOfAbsence.LatestPermissibleDate(null, LeaveKind.Military, first, last).ShouldBeNull();
    }

    // Example 1: 825 before; 1,130 or 825 with a balloon after, by 30 June 2008. Example 2: 930, or 825 with 6,487 at
    // the end, by 30 June 2010.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(d)"), Cites("26 CFR 1.72(p)-1 A-9(c)")]
    [InlineData(LeaveKind.Unpaid, 1_130, "2008-06-30", "2008-07-01", true, true)]
    [InlineData(LeaveKind.Unpaid, 825, "2008-06-30", "2008-07-01", true, true)]
    [InlineData(LeaveKind.Unpaid, 824.99, "2008-06-30", "2008-07-01", false, true)]
    [InlineData(LeaveKind.Unpaid, 825, "2008-07-01", "2008-07-01", true, true)]
    [InlineData(LeaveKind.Unpaid, 825, "2008-07-02", "2008-07-01", true, false)]
    [InlineData(LeaveKind.Military, 930, "2010-06-30", "2010-07-01", true, true)]
    [InlineData(LeaveKind.Military, 825, "2010-06-30", "2010-07-01", true, true)]
    [InlineData(LeaveKind.Military, 800, "2010-06-30", null, false, true)]
    public void After_the_leave_installments_are_not_lower_and_end_by_the_latest_date(
        LeaveKind kind,
        decimal after,
        string finalDue,
        string? latest,
        bool enough,
        bool inTime
    )
    {
        var facts = new AfterLeaveFacts(825m, after, Given.Day(finalDue), latest is null ? null : Given.Day(latest));
        LeaveOfAbsence.InstallmentsAreEnough(facts, kind).Answer.ShouldBe(enough);
        LeaveOfAbsence.EndsInTime(facts).Answer.ShouldBe(inTime);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    [InlineData(LeaveKind.Unpaid, 0, true)]
    [InlineData(LeaveKind.Unpaid, 824.99, true)]
    [InlineData(LeaveKind.Unpaid, 825, false)]
    [InlineData(LeaveKind.Military, 4_000, true)]
    public void A_leave_with_pay_enough_for_the_installment_suspends_nothing(
        LeaveKind kind,
        decimal pay,
        bool suspends
    ) => LeaveOfAbsence.Suspends(kind, pay, 825m).Answer.ShouldBe(suspends);

    [Theory, Cites("50 USC 3937(a)(1)"), Cites("50 USC App. 526"), Cites("26 CFR 1.72(p)-1 A-9(b)")]
    [InlineData("2003-12-18", 0.0875, "2003-07-01", "2003-10-01", 0.06, "50 USC App. 526")]
    [InlineData("2003-12-19", 0.0875, "2003-07-01", "2003-10-01", 0.06, "50 USC 3937(a)(1)")]
    [InlineData("2004-05-01", 0.0875, "2003-07-01", "2004-04-03", 0.06, "50 USC 3937(a)(1)")]
    [InlineData("2004-05-01", 0.0525, "2003-07-01", "2004-04-03", 0.0525, "50 USC 3937(a)(1)")]
    [InlineData("2004-05-01", 0.0875, "2004-04-02", "2004-04-03", 0.06, "50 USC 3937(a)(1)")]
    [InlineData("2004-05-01", 0.0875, "2004-04-03", "2004-04-03", 0.0875, "26 CFR 1.72(p)-1 A-9(b)")]
    [InlineData("2004-05-01", 0.0875, "2004-04-04", "2004-04-03", 0.0875, "26 CFR 1.72(p)-1 A-9(b)")]
    public void A_loan_from_before_service_bears_six_percent_at_most_during_it(
        string day,
        decimal contract,
        string madeOn,
        string serviceFrom,
        decimal rate,
        string cites
    )
    {
        var finding = ServicememberRate.During.Decide(
            new(contract, Given.Day(madeOn), Given.Day(serviceFrom)),
            Given.Day(day)
        );
        (finding.Answer, finding.Cites).ShouldBe((rate, cites));
    }

    [Fact, Cites("50 USC 3937(a)(1)")]
    public void Without_relief_the_contract_rate_stays() =>
        ServicememberRate
            .During.Decide(
                new(0.0875m, Given.Day("2003-07-01"), Given.Day("2004-04-03"), Relief: false),
                Given.Day("2004-05-01")
            )
            .Answer.ShouldBe(0.0875m);

    // 29 September 2006 is the 180th day after 2 April.
    [Theory, Cites("50 USC 3937(b)(1)")]
    [InlineData("2006-09-28", true)]
    [InlineData("2006-09-29", true)]
    [InlineData("2006-09-30", false)]
    public void Notice_has_180_days_after_service(string noticeOn, bool inTime) =>
        ServicememberRate.NoticeIsInTime(Given.Day(noticeOn), Given.Day("2006-04-02")).Answer.ShouldBe(inTime);
}
