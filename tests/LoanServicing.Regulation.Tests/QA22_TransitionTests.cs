using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Loans deemed before 2002, and the 1 January from which a plan applies Q&amp;A-19 and Q&amp;A-21 to them: the four
/// examples, to the dollar.
/// </summary>
public class QA22_TransitionTests
{
    // 59½ on 15 July 2003. The loans bear no interest, so that exactly the printed amounts are deemed.
    private readonly AccountUnderTest account = AccountUnderTest.PermittingOffsets(
        new CurePeriodRule.Maximum(),
        "1944-01-15"
    );

    [Fact, Cites("26 CFR 1.72(p)-1 A-22(c)(3)"), Cites("26 CFR 1.72(p)-1 A-22(c)(2)")]
    public void Example_1_the_basis_of_20000_is_taken_away_and_60000_are_taxable()
    {
        Deemed20000In1999();
        account.After(new BasisAttributedFact(Given.Day("1999-12-31"), 20_000m));
        account.TaxThrough("2001-12-31").InvestmentInContract.ShouldBe(20_000m);
        account.After(new TransitionFact(Given.Day("2002-01-01")));
        (
            account.TaxThrough("2002-01-01").InvestmentInContract,
            account.TaxThrough("2002-01-01").LoanTransitionAmount
        ).ShouldBe((0m, 0m));
        Forms(60_000m).ShouldBe([(1999, "A", 20_000m, 20_000m, 0m, "L1"), (2003, null, 60_000m, 60_000m, 0m, "7")]);
    }

    [
        Fact,
        Cites("26 CFR 1.72(p)-1 A-22(c)(3)"),
        Cites("26 CFR 1.72(p)-1 A-22(c)(2)"),
        Cites("26 CFR 1.72(p)-1 A-11(a)")
    ]
    public void Example_2_the_participants_own_6000_are_left_and_54000_are_taxable()
    {
        Deemed20000In1999(basis: 10_000m);
        account.After(new BasisAttributedFact(Given.Day("1999-12-31"), 20_000m));
        account.TaxThrough("1999-12-31").InvestmentInContract.ShouldBe(26_000m);
        account.After(new TransitionFact(Given.Day("2002-01-01")));
        account.TaxThrough("2002-01-01").InvestmentInContract.ShouldBe(6_000m);
        Forms(60_000m)
            .ShouldBe([(1999, "A", 20_000m, 16_000m, 4_000m, "L1"), (2003, null, 60_000m, 54_000m, 6_000m, "7")]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-22(c)(3)"), Cites("26 CFR 1.72(p)-1 A-22(c)(2)")]
    public void Example_3_the_interest_taxed_year_by_year_stays_basis_and_164590_are_taxable()
    {
        account.Valued("1993-01-01", 100_000m);
        account
            .Lends("A", new(Given.Day("1993-01-01"), 50_000m, 0m, Frequency.Quarterly, 20, Given.Day("1993-03-31")))
            .ShouldBeNull();
        // Eight installments of 2,500 and 1,081 of the ninth, due on 31 March 1995: 28,919 are left.
        account.PaysInstallments("A", 0, 8).Pays("A", "1995-03-31", 1_081m).ClosedThrough("1995-12-31");
        account.Deemings("A").ShouldBe([(Given.Day("1995-06-30"), 28_919m, DeemingReason.MissedInstallment)]);
        account.After(
            new BasisAttributedFact(Given.Day("2001-12-31"), 44_329m),
            new TransitionFact(Given.Day("2002-01-01"))
        );
        account.TaxThrough("2002-01-01").InvestmentInContract.ShouldBe(15_410m);
        Forms(180_000m)
            .ShouldBe([(1995, "A", 28_919m, 28_919m, 0m, "L1"), (2003, null, 180_000m, 164_590m, 15_410m, "7")]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-22(c)(3)"), Cites("26 CFR 1.72(p)-1 A-22(c)(2)(iv)")]
    public void Example_4_the_4000_used_before_the_transition_are_taxed_with_the_next_distribution()
    {
        Deemed20000In1999();
        account.After(new BasisAttributedFact(Given.Day("1999-12-31"), 20_000m)).Valued("2000-05-15", 50_000m);
        account.After(new DistributedFact(Given.Day("2000-05-15"), 10_000m, 0m, 0m, Total: false, null));
        account.TaxThrough("2000-12-31").InvestmentInContract.ShouldBe(16_000m);
        account.After(new TransitionFact(Given.Day("2002-01-01")));
        (
            account.TaxThrough("2002-01-01").InvestmentInContract,
            account.TaxThrough("2002-01-01").LoanTransitionAmount
        ).ShouldBe((0m, 4_000m));
        Forms(60_000m)
            .ShouldBe([
                (1999, "A", 20_000m, 20_000m, 0m, "L1"),
                (2000, null, 10_000m, 6_000m, 4_000m, "1"),
                (2003, null, 64_000m, 64_000m, 0m, "7"),
            ]);
    }

    // "the first actual distribution made on or after the transition date", and no other.
    [Fact, Cites("26 CFR 1.72(p)-1 A-22(c)(2)(iv)")]
    public void The_loan_transition_amount_is_taxed_once()
    {
        Deemed20000In1999();
        account.After(new BasisAttributedFact(Given.Day("1999-12-31"), 20_000m)).Valued("2000-05-15", 50_000m);
        account.After(
            new DistributedFact(Given.Day("2000-05-15"), 10_000m, 0m, 0m, Total: false, null),
            new TransitionFact(Given.Day("2002-01-01")),
            new DistributedFact(Given.Day("2002-08-08"), 1_500m, 0m, 0m, Total: false, null),
            new DistributedFact(Given.Day("2002-09-09"), 700m, 0m, 0m, Total: false, null)
        );
        account
            .TaxThrough("2002-12-31")
            .Forms.Where(form => form.TaxYear == 2002)
            .Select(form => (form.Box1, form.Box2a))
            .ShouldBe([(5_500m, 5_500m), (700m, 700m)]);
    }

    // A-22(c)(1): a plan is permitted to apply Q&A-21 "to a loan made before the regulatory effective date", from the
    // transition date on.
    [Theory, Cites("26 CFR 1.72(p)-1 A-22(c)(2)"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    [InlineData("2002-12-31", 0)]
    [InlineData("2003-01-01", 430)]
    [InlineData("2003-01-02", 430)]
    public void What_is_repaid_on_an_old_loan_is_basis_from_the_transition_on(string paidOn, decimal basis)
    {
        Deemed20000In1999();
        if (Given.Day(paidOn) < Given.Day("2003-01-01"))
            account.Pays("A", paidOn, 430m).After(new TransitionFact(Given.Day("2003-01-01")));
        else
            account.After(new TransitionFact(Given.Day("2003-01-01"))).Pays("A", paidOn, 430m);
        account.TaxThrough("2003-12-31").InvestmentInContract.ShouldBe(basis);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-22(b)"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    [InlineData("2001-12-30", 0)]
    [InlineData("2001-12-31", 0)]
    [InlineData("2002-01-01", 430)]
    public void A_loan_made_from_2002_on_needs_no_transition(string madeOn, decimal basis)
    {
        account.Valued("2001-01-01", 50_000m);
        account
            .Lends("A", new(Given.Day(madeOn), 5_000m, 0m, Frequency.Monthly, 50, Given.Day("2002-02-15")))
            .ShouldBeNull();
        account.Pays("A", "2002-10-10", 430m);
        account.Deemed("A").ShouldHaveSingleItem().On.ShouldBe(Given.Day("2002-06-30"));
        account.TaxThrough("2002-12-31").InvestmentInContract.ShouldBe(basis);
    }

    // Before the transition the old note is part of the account: 8,000 × 3,000 ÷ 60,000. After it it is not: 8,000 ×
    // 3,000 ÷ (60,000 − 20,000).
    [Theory, Cites("26 CFR 1.72(p)-1 A-22(c)(2)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    [InlineData("2001-12-31", 400)]
    [InlineData("2002-01-01", 600)]
    [InlineData("2002-01-02", 600)]
    public void The_note_is_part_of_the_account_until_the_transition(string paidOutOn, decimal recovered)
    {
        Deemed20000In1999();
        account.Valued("2001-12-01", 60_000m, 8_000m);
        var (transition, paidOut) = (
            new TransitionFact(Given.Day("2002-01-01")),
            new DistributedFact(Given.Day(paidOutOn), 3_000m, 0m, 0m, Total: false, null)
        );
        account.After(paidOut.On < transition.On ? [paidOut, transition] : [transition, paidOut]);
        account.TaxThrough("2002-12-31").Forms[^1].Box5.ShouldBe(recovered);
    }

    // 25,000 in 1998, of which four quarters of 1,250 are paid: the fifth, of 30 June 1999, fails on 30 September.
    private void Deemed20000In1999(decimal? basis = null)
    {
        account.Valued("1998-01-01", 50_000m);
        account
            .Lends("A", new(Given.Day("1998-04-01"), 25_000m, 0m, Frequency.Quarterly, 20, Given.Day("1998-06-30")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 4);
        if (basis is not null)
            account.Valued("1999-09-29", 50_000m, basis);
        account.ClosedThrough("1999-12-30");
        account.Deemings("A").ShouldBe([(Given.Day("1999-09-30"), 20_000m, DeemingReason.MissedInstallment)]);
    }

    // "a distribution of the full account balance … consisting of … cash and the loan receivable".
    private List<(int TaxYear, string? Loan, decimal Box1, decimal Box2a, decimal Box5, string Box7)> Forms(
        decimal cash
    )
    {
        account
            .Offsets("A", "2003-09-30")
            .After(new DistributedFact(Given.Day("2003-09-30"), cash, 0m, 0m, Total: true, null));
        account.TaxThrough("2003-12-31").InvestmentInContract.ShouldBe(0m);
        return
        [
            .. account
                .TaxThrough("2003-12-31")
                .Forms.Select(form => (form.TaxYear, form.Loan, form.Box1, form.Box2a, form.Box5, form.Box7)),
        ];
    }
}
