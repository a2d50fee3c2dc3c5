using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A running loan from another system: the law measures from the loan's own day, the ledger from the takeover.
/// </summary>
public class TakenOverLoanTests
{
    // 12,000 at 5.75 percent over 60 months of 230.60, from 5 February 2018; due on the 1st.
    private static readonly LoanTerms Terms = new(
        Given.Day("2018-02-05"),
        12_000m,
        0.0575m,
        Frequency.Monthly,
        60,
        Given.Day("2018-03-01")
    );

    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1975-07-30").Valued(
        "2020-01-01",
        52_000m
    );

    private static TakenOverFact Taken(decimal interest = 11.05m) =>
        new(Given.Day("2020-03-10"), "A", Terms, true, null, 8_765.43m, interest, null, 0m, null, 0m, 0);

    // 1 to 9 March are 8 days at 5.75 percent, 11.05, as this ledger counts too: April's interest is a month's, 42.00.
    // Another system's 12.60 is kept, and the rest of March accrues by the day: 12.60 and 23 days.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    [InlineData(11.05, 8_777.86, 8_807.43)]
    [InlineData(12.60, 8_779.41, 8_809.79)]
    public void It_owes_its_principal_and_the_interest_that_it_came_with(
        decimal interest,
        decimal on10March,
        decimal on1April
    )
    {
        account.After(Taken(interest));
        account["A"].Outstanding("2020-03-10").ShouldBe(on10March);
        account["A"].Outstanding("2020-04-01").ShouldBe(on1April);
        account["A"].State.Schedule.LevelInstallment.ShouldBe(230.60m);
        account["A"].State.Position.OldestUnpaidDue(account["A"].State.Schedule).ShouldBe(Given.Day("2020-04-01"));
    }

    // Six years by its terms: the other system answers for that, and nothing is deemed for it here.
    [Fact, Cites("26 USC 72(p)(2)(B)")]
    public void Its_terms_are_looked_at_and_deem_nothing()
    {
        account.After(
            Taken() with
            {
                Terms = new(Given.Day("2018-02-05"), 12_000m, 0.0575m, Frequency.Monthly, 72, Given.Day("2018-03-01")),
            }
        );
        LoanFindings
            .AtTakeOver((TakenOver)account["A"].Made)
            .Where(finding => !finding.Satisfied)
            .Select(finding => finding.Rule)
            .ShouldBe(["repayment-term"]);
        account.ClosedThrough("2020-03-31").Deemed("A").ShouldBeEmpty();
    }

    // The account's later loans look back to the peak of the other system, and one made on the very day does too.
    [Fact, Cites("26 USC 72(p)(2)(A)")]
    public void A_loan_made_on_the_day_of_the_takeover_has_the_other_systems_peak_in_its_year()
    {
        account.After(Taken() with { HighestPriorYear = 31_500m });
        BorrowingPosition.Before(Given.Day("2020-03-10"), account.History).HighestPriorYear.ShouldBe(31_500m);
    }

    [Fact, Cites("Rev. Proc. 2021-30 s. 6.07")]
    public void A_correction_takes_back_what_was_deemed_elsewhere()
    {
        account.After(
            Taken() with
            {
                OldestUnpaidDue = Given.Day("2019-05-01"),
                Deemed = new(Given.Day("2019-09-30"), 9_321.04m, Reported: false),
            }
        );
        account.TaxThrough("2020-06-30").Forms.ShouldHaveSingleItem();
        account.After(new CorrectedFact(Given.Day("2020-05-04"), "A", CorrectionMethod.Reamortize, null));
        (account["A"].State.Deemed, account["A"].History.DeemedElsewhere).ShouldBe((null, null));
        account.TaxThrough("2020-06-30").Forms.ShouldBeEmpty();
    }

    [Fact, Cites("26 USC 72(p)(2)(B)(i)")]
    public void Its_five_years_run_from_its_own_date() =>
        TermsInLaw.LatestPermissibleDate(account.After(Taken())["A"].State).ShouldBe(Given.Day("2023-02-05"));

    // The installment of 1 January came unpaid: three months of interest by 1 March are in what came over, and its
    // longest cure ends on 30 June.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2020-06-29", false)]
    [InlineData("2020-06-30", false)]
    [InlineData("2020-07-01", true)]
    public void An_installment_that_came_unpaid_keeps_its_clock(string madeUpOn, bool deemed)
    {
        account
            .After(Taken() with { OldestUnpaidDue = Given.Day("2020-01-01") })
            .Pays("A", madeUpOn, 230.60m * 3m)
            .ClosedThrough("2020-07-02");
        account
            .Deemed("A")
            .Select(made => (made.On, made.Due))
            .ShouldBe(deemed ? [(Given.Day("2020-06-30"), (DateOnly?)Given.Day("2020-01-01"))] : []);
    }

    // The first three months of 2020 are in one quarter, those of late 2019 in the one before: due on 1 December its
    // cure ended on 31 March 2020.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2020-03-30", null)]
    [InlineData("2020-03-31", null)]
    [InlineData("2020-04-01", "taken-over.cure-ended")]
    public void A_loan_whose_cure_has_ended_comes_with_its_deemed_distribution(string on, string? code)
    {
        var taken = Taken() with { On = Given.Day(on), OldestUnpaidDue = Given.Day("2019-12-01") };
        (account.Takes(taken)?.Code).ShouldBe(code);
        account
            .Takes(taken with { Loan = "B", Deemed = new(Given.Day("2020-03-31"), 9_002.22m, Reported: true) })
            .ShouldBeNull();
    }

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData("2021-03-09", 31_500)]
    [InlineData("2021-03-10", 31_500)]
    [InlineData("2021-03-11", 0)]
    public void The_other_systems_peak_counts_as_the_balance_of_the_day_of_the_takeover(string madeOn, decimal highest)
    {
        // Paid off on the day, so that nothing else is the highest.
        account.After(Taken() with { HighestPriorYear = 31_500m }).Pays("A", "2020-03-10", 8_777.86m);
        BorrowingPosition.Before(Given.Day(madeOn), account.History).HighestPriorYear.ShouldBe(highest);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-14"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public void A_deemed_distribution_reported_elsewhere_gets_no_second_form_and_cash_repaid_since_is_basis(
        bool reported,
        int forms
    )
    {
        account.After(
            Taken() with
            {
                OldestUnpaidDue = Given.Day("2019-05-01"),
                Deemed = new(Given.Day("2019-09-30"), 9_321.04m, reported),
                RepaidAfterDeemed = 417.20m,
            }
        );
        account.Pays("A", "2020-05-20", 83.15m).ClosedThrough("2020-12-31");
        var tax = account.TaxThrough("2020-12-31");
        tax.Forms.Select(form => (form.TaxYear, form.Box1, form.Box7))
            .ShouldBe(forms == 0 ? [] : [(2019, 9_321.04m, "L1")]);
        (tax.RepaidAfterDeemed, tax.InvestmentInContract).ShouldBe((500.35m, 500.35m));
        account.Deemed("A").ShouldBeEmpty();
        account["A"].State.Deemed!.RepaidSince.ShouldBe(500.35m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(2)")]
    public void One_that_came_deemed_asks_for_security_of_a_second_loan()
    {
        account.After(
            Taken() with
            {
                OldestUnpaidDue = Given.Day("2019-05-01"),
                Deemed = new(Given.Day("2019-09-30"), 9_321.04m, Reported: true),
            }
        );
        account
            .Lends("B", new(Given.Day("2020-04-06"), 2_750m, 0.05m, Frequency.Monthly, 24, Given.Day("2020-05-06")))
            .ShouldBeNull();
        account.Deemings("B").ShouldBe([(Given.Day("2020-04-06"), 2_750m, DeemingReason.SecondLoanCondition)]);
    }

    // 10 March to 9 March is the year; 100 days of it were used elsewhere, so that it excuses until 29 November.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    [InlineData(28, "2020-12-28")]
    [InlineData(29, "2020-12-29")]
    [InlineData(30, "2020-11-30")]
    public void Days_of_leave_used_before_shorten_the_year(int dueDay, string firstMissed)
    {
        var terms = new LoanTerms(
            Given.Day("2018-02-05"),
            12_000m,
            0.0575m,
            Frequency.Monthly,
            59,
            Given.Day($"2018-03-{dueDay}")
        );
        account.After(
            Taken() with
            {
                Terms = terms,
                Interest = 0m,
                LeaveUsedDays = 100,
            },
            new LeaveStartedFact(Given.Day("2020-03-10"), "A", SuspensionKind.UnpaidLeave, null)
        );
        account.ClosedThrough("2021-02-15")["A"].Events.OfType<Missed>().First().On.ShouldBe(Given.Day(firstMissed));
    }

    // section 72(p) says nothing of the loans of a plan that is none of these, wherever it was served before.
    [Fact, Cites("26 CFR 1.72(p)-1 A-2")]
    public void A_loan_from_no_qualified_employer_plan_is_not_deemed_because_it_was_taken_over()
    {
        var other = AccountUnderTest
            .In(new CurePeriodRule.None(), plan => plan with { Kind = PlanKind.None })
            .Valued("2020-01-01", 52_000m)
            .After(Taken())
            .ClosedThrough("2020-12-31");
        other.Deemed("A").ShouldBeEmpty();
        other.TaxThrough("2020-12-31").Forms.ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-22(a)")]
    public void Nor_is_one_made_before_14_August_1982()
    {
        var old = new AccountUnderTest(new CurePeriodRule.None()).Valued("1990-01-01", 52_000m);
        old.After(
            Taken() with
            {
                On = Given.Day("1990-03-10"),
                Interest = 0m,
                Terms = new(Given.Day("1982-08-13"), 12_000m, 0.0575m, Frequency.Monthly, 180, Given.Day("1982-09-01")),
            }
        );
        old.ClosedThrough("1990-12-31").Deemed("A").ShouldBeEmpty();
    }
}
