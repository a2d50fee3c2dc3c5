using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A loan that replaces another. The regulation prints whole dollars of unrounded figures, so that its balances agree
/// to the dollar.
/// </summary>
public class QA20_RefinancingTests
{
    private static readonly DateOnly On = Given.Day("2006-01-01");

    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2005-01-01",
        120_000m
    );

    public QA20_RefinancingTests()
    {
        account
            .Lends(
                "A",
                new(Given.Day("2005-01-01"), 40_000m, 0.0875m, Frequency.Quarterly, 20, Given.Day("2005-03-31"))
            )
            .ShouldBeNull();
        account.Pays("A", "2005-03-31", "2005-06-30", "2005-09-30", "2005-12-31");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(b)")]
    public void Example_1_i_leaves_33322_after_four_installments_of_2491()
    {
        ToTheDollar(account["A"].State!.Terms.LevelInstallment!.Value, 2_491m);
        ToTheDollar(account["A"].Outstanding("2005-12-31"), 33_322m);
        account["A"].State!.Terms.FinalDue.ShouldBe(Given.Day("2009-12-31"));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(b)"), Cites("26 CFR 1.72(p)-1 A-20(a)(2)"), Cites("26 USC 72(p)(2)(A)")]
    public void Example_1_ii_counts_both_loans_and_is_over_the_limit_by_30000()
    {
        var borrowing = BorrowingPosition.Before(On, account.History);
        borrowing.HighestPriorYear.ShouldBe(40_000m);
        ToTheDollar(borrowing.Outstanding, 33_322m);
        var ceiling = LoanAmountLimit
            .Ceiling.Decide(new(borrowing.HighestPriorYear, borrowing.Outstanding, borrowing.Vested!.Value, true), On)
            .Answer;
        ToTheDollar(ceiling, 43_322m);
        ToTheDollar(borrowing.Outstanding + 40_000m, 73_322m);

        // "there is a deemed distribution of $30,000 on January 1, 2006": exactly, since the balance falls out of
        // 40,000 + b − (50,000 − (40,000 − b)).
        account.Refinances("A", "B", Replacement(0.0875m, 20)).ShouldBeNull();
        account
            .Deemed("B")
            .Select(deemed => (deemed.On, deemed.Amount, deemed.Reason, deemed.Cites))
            .ShouldBe([(On, 30_000m, DeemingReason.Refinancing, "26 CFR 1.72(p)-1 A-20(a)(2)")]);
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Refinancing);
        account["B"].State.Deemed.ShouldBeNull();
        account["B"].State.OutstandingBesidePartOn(On).ShouldBe(10_000m);
        account
            .TaxThrough("2006-12-31")
            .Forms.Select(form => (form.TaxYear, form.Loan, form.Box1, form.Box7))
            .ShouldBe([(2006, "B", 30_000m, "L1")]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(b)"), Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    public void Example_1_iii_two_loans_in_one_count_once()
    {
        var balance = account["A"].Outstanding("2005-12-31");
        ToTheDollar(LevelAmortization.Installment(40_000m - balance, 0.0875m, Frequency.Quarterly, 20), 416m);
        BothCount(Replacement(0.0875m, 20, new(16, 2_907m), new(4, 416m)), Old(balance)).ShouldBeFalse();
        NothingIsDeemed(Replacement(0.0875m, 20, new(16, 2_907m), new(4, 416m)));
        // The replacement takes over the interest of 1 January too: 33,321.79 × 0.0875 ÷ 365.
        (account["A"].State!.Closed!.By, account["A"].State!.Closed!.Amount).ShouldBe(
            (ClosedBy.Refinancing, balance + 7.99m)
        );
        account.ClosedThrough("2006-01-15").TaxThrough("2006-12-31").Forms.ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(b)"), Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    public void Example_1_iii_sixteen_installments_of_2990_end_with_the_old_loan()
    {
        var terms = Replacement(0.0875m, 16);
        ToTheDollar(terms.LevelInstallment!.Value, 2_990m);
        NothingIsDeemed(terms);
    }

    // The example leaves the lower rate open; 7.75 percent gives every figure in it.
    [Fact, Cites("26 CFR 1.72(p)-1 A-20(b)"), Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    public void Example_2_a_lower_rate_may_even_lower_the_installment()
    {
        var balance = account["A"].Outstanding("2005-12-31");
        ToTheDollar(LevelAmortization.Installment(balance, 0.0775m, Frequency.Quarterly, 16), 2_442m);
        ToTheDollar(LevelAmortization.Installment(40_000m - balance, 0.0775m, Frequency.Quarterly, 20), 406m);
        ToTheDollar(Replacement(0.0775m, 16).LevelInstallment!.Value, 2_931m);
        NothingIsDeemed(Replacement(0.0775m, 20, new(16, 2_848m), new(4, 406m)));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(b)")]
    public void Example_2_sixteen_installments_of_2931_end_with_the_old_loan() =>
        NothingIsDeemed(Replacement(0.0775m, 16));

    [Theory, Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    [InlineData(16, 2_905, 4, 416)]
    [InlineData(16, 2_909, 4, 416)]
    [InlineData(16, 2_907, 4, 414)]
    [InlineData(16, 2_907, 4, 418)]
    [InlineData(17, 2_907, 3, 416)]
    [InlineData(4, 416, 16, 2_907)]
    public void Other_steps_than_those_of_two_level_loans_make_both_count(
        int firstCount,
        decimal first,
        int secondCount,
        decimal second
    ) =>
        BothCount(
                Replacement(0.0875m, 20, new(firstCount, first), new(secondCount, second)),
                Old(account["A"].Outstanding("2005-12-31"))
            )
            .ShouldBeTrue();

    [Theory, Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    [InlineData("2009-12-31", false)]
    [InlineData("2010-01-01", false)]
    [InlineData("2010-01-02", true)]
    public void Both_count_only_where_the_new_term_ends_after_the_old_loans_latest_permissible_date(
        string finalDue,
        bool both
    )
    {
        var terms = new LoanTerms(On, 40_000m, 0.0875m, Frequency.Weekly, 100, Given.Day(finalDue).AddDays(-7 * 99));
        terms.FinalDue.ShouldBe(Given.Day(finalDue));
        BothCount(terms, Old(33_322m)).ShouldBe(both);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    public void A_replaced_residence_loan_has_no_latest_permissible_date_to_pass()
    {
        var residence = new LoanTerms(
            Given.Day("2005-01-01"),
            40_000m,
            0.0875m,
            Frequency.Quarterly,
            40,
            Given.Day("2005-03-31"),
            LoanPurpose.PrincipalResidence
        );
        var old = AccountUnderTest.Replaced(residence, 33_322m);
        BothCount(Replacement(0.0875m, 20), old).ShouldBeFalse();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(1)"), Cites("26 USC 72(p)(2)(C)")]
    public void Steps_that_are_not_two_level_loans_are_not_level_even_where_the_limit_has_room_for_both()
    {
        var rich = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2005-01-01", 120_000m);
        rich.Lends(
            "A",
            new(Given.Day("2005-01-01"), 8_000m, 0.0875m, Frequency.Quarterly, 20, Given.Day("2005-03-31"))
        );
        rich.Pays("A", "2005-03-31", "2005-06-30", "2005-09-30", "2005-12-31");
        // A year of high installments and four of low ones: neither level itself nor the old balance to its old end and
        // the rest beside it.
        var terms = new LoanTerms(
            On,
            10_000m,
            0.0875m,
            Frequency.Quarterly,
            20,
            Given.Day("2006-03-31"),
            steps: [new(4, 2_400m), new(16, 70m)]
        );
        rich.Refinances("A", "B", terms).ShouldBeNull();
        rich["B"]
            .Events.OfType<DeemedDistributed>()
            .Select(deemed => (deemed.On, deemed.Amount, deemed.Reason))
            .ShouldBe([(On, 10_000m, DeemingReason.LevelAmortization)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    public void Refinancing_within_the_cure_period_cures()
    {
        // CCA 201736022, situation 2, not precedent: missed on 30 June, replaced on 29 September, same end and same due
        // dates.
        var terms = new LoanTerms(
            Given.Day("2006-09-29"),
            37_000m,
            0.08m,
            Frequency.Quarterly,
            14,
            Given.Day("2006-09-30")
        );
        account.Pays("A", "2006-03-31").Refinances("A", "B", terms).ShouldBeNull();
        account.Pays("B", "2006-09-30").ClosedThrough("2006-12-31").TaxThrough("2006-12-31").Forms.ShouldBeEmpty();
        account["A"].Events.OfType<Missed>().ShouldHaveSingleItem().CureEnds.ShouldBe(Given.Day("2006-09-30"));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    public void A_replacement_that_does_not_cover_the_old_loan_is_refused() =>
        account
            .Refinances("A", "B", new(On, 33_000m, 0.0875m, Frequency.Quarterly, 16, Given.Day("2006-03-31")))!
            .Code.ShouldBe("refinancing.too-small");

    private void NothingIsDeemed(LoanTerms terms)
    {
        account.Refinances("A", "B", terms).ShouldBeNull();
        account["B"].Events.Select(e => e.GetType()).ShouldBe([typeof(Originated)]);
        account.TaxThrough("2006-12-31").Forms.ShouldBeEmpty();
    }

    private static bool BothCount(LoanTerms replacement, ReplacedBalance old) =>
        Refinancing.BothCount(TermsInLaw.Agreed(replacement), old, [old]);

    private ReplacedBalance Old(decimal balance) => AccountUnderTest.Replaced(account["A"].State.Terms, balance);

    private static LoanTerms Replacement(decimal rate, int installments, params ScheduleStep[] steps) =>
        new(
            On,
            40_000m,
            rate,
            Frequency.Quarterly,
            installments,
            Given.Day("2006-03-31"),
            steps: steps.Length == 0 ? null : steps
        );

    private static void ToTheDollar(decimal amount, decimal printed) =>
        Math.Abs(amount - printed).ShouldBeLessThanOrEqualTo(1m, $"{amount} against the {printed} printed");
}
