using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// What becomes of a loan whose owner is on a leave of absence: the examples of Q&amp;A-9, and the year that an unpaid
/// leave excuses.
/// </summary>
public class QA09_LoanOnLeaveTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2003-07-01",
        80_000m
    );

    // 40,000 on 1 July 2003 over 60 month-ends, nine of them paid: 825.49 each, 35,053.05 left on 31 March 2004.
    private AccountUnderTest Example()
    {
        account
            .Lends("A", new(Given.Day("2003-07-01"), 40_000m, 0.0875m, Frequency.Monthly, 60, Given.Day("2003-07-31")))
            .ShouldBeNull();
        return account.PaysInstallments("A", 0, 9);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(d)"), Cites("26 CFR 1.72(p)-1 A-9(a)")]
    public void Example_1_a_year_without_pay_raises_the_installment_to_1130_and_nothing_is_deemed()
    {
        Starts(Example(), "2004-04-01", SuspensionKind.UnpaidLeave);
        account.ClosedThrough("2005-03-31");
        // A year of interest on 35,053.05, compounded monthly.
        account["A"].Outstanding("2005-03-31").ShouldBe(38_246.25m);
        Ends("2005-03-31", AfterLeave.Reamortize, "2008-06-30");
        account["A"].State.Schedule.LevelInstallment.ShouldBe(1_130.26m);
        TermsInLaw.LatestPermissibleDate(account["A"].State).ShouldBe(Given.Day("2008-07-01"));

        account.PaysInstallments("A", 21, 39).ClosedThrough("2008-12-31");
        (account["A"].State.Closed!.By, account["A"].State.Closed!.On).ShouldBe(
            (ClosedBy.Repayment, Given.Day("2008-06-30"))
        );
        account["A"].Events.Where(e => e is Missed or DeemedDistributed).ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(d)"), Cites("26 CFR 1.72(p)-1 A-9(c)")]
    public void Example_1_alternatively_the_installment_stays_825_and_the_rest_is_paid_with_the_last()
    {
        Starts(Example(), "2004-04-01", SuspensionKind.UnpaidLeave);
        Ends("2005-03-31", AfterLeave.KeepInstallment, "2008-06-30");
        account["A"].State.Schedule.LevelInstallment.ShouldBe(825.49m);
        account.PaysInstallments("A", 21, 38).ClosedThrough("2008-06-29");
        // 38,246.25 less 38 installments, and the last month's interest.
        account["A"].Outstanding("2008-06-30").ShouldBe(14_516.52m);
        account.Pays("A", "2008-06-30").ClosedThrough("2008-12-31");
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Repayment);
        account.Deemed("A").ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(d)"), Cites("26 CFR 1.72(p)-1 A-9(b)"), Cites("50 USC 3937(a)(1)")]
    public void Example_2_two_years_of_service_at_6_percent_move_the_end_by_two_years()
    {
        Starts(Example(), "2004-04-03", SuspensionKind.MilitaryService, 0.06m);
        account.ClosedThrough("2006-03-31")["A"].Outstanding("2006-03-31").ShouldBe(39_510.40m);
        Ends("2006-04-02", AfterLeave.KeepInstallment, "2010-06-30");
        TermsInLaw.LatestPermissibleDate(account["A"].State).ShouldBe(Given.Day("2010-07-01"));
        account.PaysInstallments("A", 33, 50).ClosedThrough("2010-06-29");
        var left = account["A"].Outstanding("2010-06-30") - 825.49m;
        left.ShouldBe(6_456.40m);
        // The regulation prints 6,487: it has 825 paid for 825.49. The 49 cents of 51 months, with their interest at
        // 8.75 ÷ 12 percent, are 30.13.
        Math.Abs(left + 30.13m - 6_487m).ShouldBeLessThanOrEqualTo(1m);
        account.Pays("A", "2010-06-30").ClosedThrough("2010-12-31");
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Repayment);
        account["A"].Events.Where(e => e is Missed or DeemedDistributed).ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(d)"), Cites("26 CFR 1.72(p)-1 A-9(b)")]
    public void Example_2_alternatively_930_a_month_end_the_loan_by_30_June_2010()
    {
        Starts(Example(), "2004-04-03", SuspensionKind.MilitaryService, 0.06m);
        Ends("2006-04-02", AfterLeave.Reamortize, "2010-06-30");
        account["A"].State.Schedule.LevelInstallment.ShouldBe(930.46m);
        account.PaysInstallments("A", 33, 51).ClosedThrough("2010-12-31");
        (account["A"].State.Closed!.On, account.Deemed("A").Count).ShouldBe((Given.Day("2010-06-30"), 0));
    }

    // Due on the 15th. What is due on the anniversary of the leave's first day is asked for again; what was due before
    // that day was never excused.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2014-06-14", 4, "2015-06-15", "2015-09-30")]
    [InlineData("2014-06-15", 4, "2015-06-15", "2015-09-30")]
    [InlineData("2014-06-16", 5, "2015-07-15", "2015-12-31")]
    public void A_leave_without_end_excuses_what_is_due_before_its_first_anniversary(
        string from,
        int paid,
        string missed,
        string deemedOn
    )
    {
        Starts(Of2014().PaysInstallments("A", 0, paid), from, SuspensionKind.UnpaidLeave);
        account.ClosedThrough("2016-01-31");
        account["A"].Events.OfType<Missed>().First().On.ShouldBe(Given.Day(missed));
        account
            .Deemed("A")
            .Select(deemed => (deemed.On, deemed.Due))
            .ShouldBe([(Given.Day(deemedOn), (DateOnly?)Given.Day(missed))]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void What_is_deemed_after_a_leave_that_ran_over_has_all_its_interest()
    {
        Starts(Of2014().PaysInstallments("A", 0, 4), "2014-06-15", SuspensionKind.UnpaidLeave);
        account.ClosedThrough("2016-01-31");
        // 11,306.87 after four installments, 16 months at half a percent by 15 September 2015, and 15 days.
        account.Deemings("A").ShouldBe([(Given.Day("2015-09-30"), 12_276.34m, DeemingReason.MissedInstallment)]);
    }

    // May is missed before the leave begins: it is not excused, and its longest cure ends on 30 September during the
    // leave.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2014-09-29", false)]
    [InlineData("2014-09-30", false)]
    [InlineData("2014-10-01", true)]
    public void An_installment_missed_before_the_leave_keeps_its_clock(string madeUpOn, bool deemed)
    {
        Starts(Of2014().PaysInstallments("A", 0, 3), "2014-06-01", SuspensionKind.UnpaidLeave);
        account.Pays("A", madeUpOn, 231.99m).ClosedThrough("2015-05-31");
        // 11,481.45 and five months' interest, and 15 days.
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2014-09-30"), 11_800.39m, DeemingReason.MissedInstallment)] : []);
        account["A"].Events.OfType<Missed>().Select(missed => missed.On).ShouldBe([Given.Day("2014-05-15")]);
    }

    // 15 June, July and August 2015 are due again, though the leave goes on until the end of August: they stay due
    // beside the new installments.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void What_fell_due_after_the_year_of_a_longer_leave_is_made_up_beside_the_new_installments(
        int madeUp,
        bool deemed
    )
    {
        Starts(Of2014().PaysInstallments("A", 0, 4), "2014-06-15", SuspensionKind.UnpaidLeave);
        Ends("2015-08-31", AfterLeave.Reamortize, "2019-01-15");
        // 12,185.21 less three times 231.99 over the 41 months left.
        account["A"].State.Schedule.LevelInstallment.ShouldBe(310.63m);
        account["A"]
            .State.Position.ArrearsOn(Given.Day("2015-08-31"), account["A"].State.Schedule)
            .ShouldBe(3 * 231.99m);
        account
            .Pays("A", [.. Enumerable.Repeat("2015-09-14", madeUp)])
            .Pays("A", "2015-09-15")
            .ClosedThrough("2015-12-31");
        // With two made up, the payment of 15 September goes to the third; September's own is then the oldest unpaid,
        // and its cure ends with the year.
        account.Deemed("A").Select(made => made.On).ShouldBe(deemed ? [Given.Day("2015-12-31")] : []);
        account["A"]
            .State.Position.OldestUnpaidDue(account["A"].State.Schedule)
            .ShouldBe(Given.Day(deemed ? "2015-09-15" : "2015-10-15"));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    public void A_leave_without_a_loan_is_of_every_loan_that_is_owed()
    {
        account
            .Lends("A", new(Given.Day("2003-07-02"), 9_000m, 0.05m, Frequency.Monthly, 36, Given.Day("2003-08-02")))
            .ShouldBeNull();
        account
            .Lends("B", new(Given.Day("2003-07-09"), 6_400m, 0m, Frequency.Quarterly, 16, Given.Day("2003-10-09")))
            .ShouldBeNull();
        account
            .Lends("C", new(Given.Day("2003-07-16"), 1_500m, 0m, Frequency.Monthly, 15, Given.Day("2003-08-16")))
            .ShouldBeNull();
        account
            .Pays("C", "2003-07-31", 1_500m)
            .After(new LeaveStartedFact(Given.Day("2003-08-01"), null, SuspensionKind.UnpaidLeave, null));
        account.ClosedThrough("2004-02-29");
        new[] { "A", "B", "C" }.SelectMany(loan => account[loan].Events).OfType<Missed>().ShouldBeEmpty();
        account["C"].Events.OfType<LeaveStarted>().ShouldBeEmpty();

        account.After(new LeaveEndedFact(Given.Day("2004-03-10"), null, AfterLeave.Reamortize, null));
        // 9 October and 9 January were excused: 6,400 over the 14 quarters that are left.
        account["B"].State.Schedule.LevelInstallment.ShouldBe(457.14m);
        account.ClosedThrough("2004-04-30");
        account["A"].Events.OfType<Missed>().Select(missed => missed.On).ShouldBe([Given.Day("2004-04-02")]);
        account["B"].Events.OfType<Missed>().Select(missed => missed.On).ShouldBe([Given.Day("2004-04-09")]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    public void A_leave_that_contradicts_the_record_is_refused_for_every_loan()
    {
        account
            .Lends("A", new(Given.Day("2003-07-02"), 9_000m, 0.05m, Frequency.Monthly, 36, Given.Day("2003-08-02")))
            .ShouldBeNull();
        account
            .Lends("B", new(Given.Day("2003-07-09"), 6_400m, 0m, Frequency.Quarterly, 16, Given.Day("2003-10-09")))
            .ShouldBeNull();
        account
            .Takes(new LeaveEndedFact(Given.Day("2003-07-20"), null, AfterLeave.Reamortize, null))!
            .Code.ShouldBe("leave.not-started");
        account
            .Takes(new LeaveEndedFact(Given.Day("2003-07-20"), "A", AfterLeave.Reamortize, null))!
            .Code.ShouldBe("leave.not-started");
        Starts(account, "2003-07-20", SuspensionKind.UnpaidLeave);
        account
            .Takes(new LeaveStartedFact(Given.Day("2003-07-25"), null, SuspensionKind.UnpaidLeave, null))!
            .Code.ShouldBe("leave.already-started");
        account["B"].Events.OfType<LeaveStarted>().ShouldBeEmpty();
        account
            .Takes(new LeaveEndedFact(Given.Day("2003-09-30"), "A", AfterLeave.Reamortize, Given.Day("2003-10-01")))!
            .Code.ShouldBe("leave.no-installment-left");
    }

    // Called up on 10 October 2003, during a leave that began on 2 August: the service excuses what the leave no longer
    // would, and moves the end by its 549 days.
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(b)"), Cites("26 CFR 1.72(p)-1 A-9(c)")]
    public void Service_that_begins_during_an_unpaid_leave_takes_its_place()
    {
        account
            .Lends("A", new(Given.Day("2003-07-02"), 9_000m, 0m, Frequency.Monthly, 36, Given.Day("2003-08-02")))
            .ShouldBeNull();
        Starts(account, "2003-08-02", SuspensionKind.UnpaidLeave);
        Starts(account, "2003-10-10", SuspensionKind.MilitaryService);
        Ends("2005-04-10", AfterLeave.Reamortize, "2007-12-02");
        account.ClosedThrough("2005-04-30").Deemed("A").ShouldBeEmpty();
        account["A"].Events.OfType<Missed>().ShouldBeEmpty();
        TermsInLaw.LatestPermissibleDate(account["A"].State).ShouldBe(Given.Day("2010-01-02"));
        // 9,000 over the 32 months from 2 May 2005.
        account["A"].State.Schedule.LevelInstallment.ShouldBe(281.25m);
    }

    // 18 installments of 500, of 250 after a reschedule over 36 months. 7,500 are left: less than at first will do
    // after the leave, less than 250 will not.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    [InlineData("2006-07-02", 258.62, false)]
    [InlineData("2006-08-02", 250, false)]
    [InlineData("2006-09-02", 241.94, true)]
    public void The_installment_after_a_leave_is_measured_against_the_one_in_force(
        string finalDue,
        decimal level,
        bool deemed
    )
    {
        account
            .Lends("A", new(Given.Day("2003-07-02"), 9_000m, 0m, Frequency.Monthly, 18, Given.Day("2003-08-02")))
            .ShouldBeNull();
        account.After(
            new RescheduledFact(Given.Day("2003-07-15"), "A", Frequency.Monthly, 36, Given.Day("2003-08-02"), null)
        );
        account["A"].State.Schedule.LevelInstallment.ShouldBe(250m);
        account.PaysInstallments("A", 0, 6);
        account.After(new LeaveStartedFact(Given.Day("2004-02-01"), "A", SuspensionKind.UnpaidLeave, null));
        account.After(new LeaveEndedFact(Given.Day("2004-02-28"), "A", AfterLeave.Reamortize, Given.Day(finalDue)));
        account["A"].State.Schedule.LevelInstallment.ShouldBe(level);
        account.Deemings("A").Select(made => made.Reason).ShouldBe(deemed ? [DeemingReason.LevelAmortization] : []);
    }

    // Over before the leave ends: a residence loan has no five years, and no installment after 1 February 2004 is
    // agreed.
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    public void A_residence_loan_whose_last_installment_a_leave_excused_is_deemed_when_the_leave_excuses_no_more()
    {
        var terms = new LoanTerms(
            Given.Day("2003-07-02"),
            9_000m,
            0m,
            Frequency.Monthly,
            9,
            Given.Day("2003-08-02"),
            LoanPurpose.PrincipalResidence
        );
        account.Lends("A", terms).ShouldBeNull();
        account.PaysInstallments("A", 0, 6);
        Starts(account, "2004-02-02", SuspensionKind.UnpaidLeave);
        account.ClosedThrough("2005-01-31").Deemed("A").ShouldBeEmpty();
        account
            .ClosedThrough("2005-02-01")
            .Deemings("A")
            .ShouldBe([(Given.Day("2005-02-01"), 3_000m, DeemingReason.RepaymentTerm)]);
    }

    // The rate of service is that of debts from before it, and never more than was agreed. Three months, due on the
    // 20th.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(b)"), Cites("50 USC 3937(a)(1)")]
    [InlineData(0.0875, "2004-10-05", 8_815.23)]
    [InlineData(0.045, "2004-10-05", 8_754.15)]
    public void A_loan_at_less_than_6_percent_keeps_its_rate_during_service(decimal rate, string from, decimal owed)
    {
        account
            .Lends("A", new(Given.Day("2004-07-20"), 9_000m, rate, Frequency.Monthly, 48, Given.Day("2004-08-20")))
            .ShouldBeNull();
        Starts(account.PaysInstallments("A", 0, 2), from, SuspensionKind.MilitaryService, 0.06m);
        account.ClosedThrough("2004-12-20")["A"].Outstanding("2004-12-20").ShouldBe(owed);
    }

    [Theory, Cites("50 USC 3937(a)(1)")]
    [InlineData("2004-07-20", 0.0875)]
    [InlineData("2004-07-21", 0.06)]
    public void A_loan_made_on_the_first_day_of_service_keeps_its_rate(string serviceFrom, decimal rate)
    {
        account
            .Lends("A", new(Given.Day("2004-07-20"), 9_000m, 0.0875m, Frequency.Monthly, 48, Given.Day("2004-08-20")))
            .ShouldBeNull();
        Starts(account, serviceFrom, SuspensionKind.MilitaryService, 0.06m);
        account["A"].State.Schedule.RateOf(0).ShouldBe(rate);
    }

    // Both days of service count: 10 March to 30 April is 52 days, and five years from 20 July 2004 end 52 days later.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(c)")]
    [InlineData("2005-03-10", "2005-04-30", "2009-09-10")]
    [InlineData("2005-03-10", "2005-03-10", "2009-07-21")]
    public void Service_moves_the_latest_permissible_date_by_its_days_and_an_unpaid_leave_does_not(
        string from,
        string through,
        string latest
    )
    {
        foreach (var (loan, kind) in new[] { ("A", SuspensionKind.MilitaryService), ("B", SuspensionKind.UnpaidLeave) })
        {
            account
                .Lends(
                    loan,
                    new(Given.Day("2004-07-20"), 9_000m, 0.05m, Frequency.Monthly, 48, Given.Day("2004-08-20"))
                )
                .ShouldBeNull();
            account.PaysInstallments(loan, 0, 7);
        }

        account.After(
            new LeaveStartedFact(Given.Day(from), "A", SuspensionKind.MilitaryService, null),
            new LeaveStartedFact(Given.Day(from), "B", SuspensionKind.UnpaidLeave, null)
        );
        account.After(new LeaveEndedFact(Given.Day(through), null, AfterLeave.Reamortize, null));
        TermsInLaw.LatestPermissibleDate(account["A"].State).ShouldBe(Given.Day(latest));
        TermsInLaw.LatestPermissibleDate(account["B"].State).ShouldBe(Given.Day("2009-07-20"));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void A_leave_that_becomes_known_late_takes_back_what_was_stated_of_its_installments()
    {
        Of2014().PaysInstallments("A", 0, 4).ClosedThrough("2014-12-31");
        account.Deemings("A").Select(deeming => deeming.On).ShouldBe([Given.Day("2014-09-30")]);
        account
            .Account.Take(
                new LeaveStartedFact(Given.Day("2014-06-02"), "A", SuspensionKind.UnpaidLeave, null),
                Given.Source,
                out _
            )
            .ShouldBeNull();
        account.Deemed("A").ShouldBeEmpty();
        account["A"].History.Stated.Select(stated => stated.Event).OfType<Missed>().ShouldBeEmpty();
        account.TaxThrough("2014-12-31").Forms.ShouldBeEmpty();
    }

    // 12,000 at 6 percent on 15 January 2014.
    private AccountUnderTest Of2014()
    {
        account
            .Lends("A", new(Given.Day("2014-01-15"), 12_000m, 0.06m, Frequency.Monthly, 60, Given.Day("2014-02-15")))
            .ShouldBeNull();
        return account;
    }

    private static void Starts(AccountUnderTest on, string day, SuspensionKind kind, decimal? rate = null) =>
        on.After(new LeaveStartedFact(Given.Day(day), "A", kind, rate));

    private void Ends(string day, AfterLeave then, string? finalDue) =>
        account.After(new LeaveEndedFact(Given.Day(day), "A", then, finalDue is null ? null : Given.Day(finalDue)));
}
