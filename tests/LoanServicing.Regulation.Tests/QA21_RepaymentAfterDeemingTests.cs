using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Cash repaid after a deemed distribution is basis.</summary>
public class QA21_RepaymentAfterDeemingTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2003-01-01",
        60_000m
    );

    public QA21_RepaymentAfterDeemingTests()
    {
        // The example misses September and December and is deemed on 31 December: the longest cure period of the
        // September installment.
        account
            .Lends(
                "A",
                new(Given.Day("2003-01-01"), 20_000m, 0.0875m, Frequency.Quarterly, 20, Given.Day("2003-03-31"))
            )
            .ShouldBeNull();
        account.Pays("A", "2003-03-31", "2003-06-30").ClosedThrough("2003-12-31");
    }

    // Whole dollars of unrounded figures are printed, and cents are kept here: the balance agrees to the dollar, the
    // cash that was paid exactly.
    [Fact, Cites("26 CFR 1.72(p)-1 A-21(b)"), Cites("26 CFR 1.72(p)-1 A-21(a)")]
    public void The_example_is_deemed_at_19179_and_its_22577_repaid_are_basis()
    {
        var deemed = account["A"].State!.Deemed!;
        deemed.On.ShouldBe(Given.Day("2003-12-31"));
        Math.Abs(deemed.Amount - 19_179m).ShouldBeLessThanOrEqualTo(1m);
        ToTheDollar(account["A"].State!.Terms.LevelInstallment!.Value, 1_245m);

        account.Pays("A", "2004-06-30", 5_147m);
        for (var quarter = 6; quarter < 20; quarter++)
            account.Pays("A", $"{account["A"].State!.Terms.Schedule.Due(quarter):yyyy-MM-dd}", 1_245m);

        account["A"].State!.Deemed!.RepaidSince.ShouldBe(22_577m);
        var determination = account.TaxThrough("2007-12-31");
        (determination.RepaidAfterDeemed, determination.InvestmentInContract).ShouldBe((22_577m, 22_577m));
        var form = determination.Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.Box7, form.Box5).ShouldBe((2003, "L1", 0m));
        ToTheDollar(form.Box1, 19_179m);
    }

    // "$5,147 (which is the sum of the three installment payments that were due … with interest thereon to June 30,
    // 2004, plus the installment payment due on June 30, 2004)".
    [Fact, Cites("26 CFR 1.72(p)-1 A-21(b)")]
    public void The_5147_that_the_example_repays_brings_the_loan_back_to_its_schedule()
    {
        account.Pays("A", "2004-06-30", 5_147m);
        var schedule = Amortization.Schedule(account["A"].State!.Schedule, 20_000m);
        ToTheDollar(account["A"].Outstanding("2004-06-30"), 20_000m - schedule.Take(6).Sum(row => row.Principal));
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-21(a)")]
    [InlineData("2003-12-30", 0)]
    [InlineData("2003-12-31", 0)]
    [InlineData("2004-01-01", 700.07)]
    public void Only_what_comes_in_after_the_deemed_distribution_is_basis(string paidOn, decimal basis)
    {
        // 700.07 is less than an installment, so that the loan is deemed in any case.
        var late = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2003-01-01", 60_000m);
        late.Lends("A", account["A"].State!.Terms);
        late.Pays("A", "2003-03-31", "2003-06-30").Pays("A", paidOn, 700.07m).ClosedThrough("2004-06-30");
        late.TaxThrough("2004-12-31").InvestmentInContract.ShouldBe(basis);
        late["A"].State!.Deemed!.RepaidSince.ShouldBe(basis);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-21(a)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    public void Cash_that_comes_in_on_the_day_a_loan_is_deemed_for_its_terms_comes_after_that()
    {
        // A-4(a): such a loan is deemed "at the time the loan is made", and nothing can be repaid before that.
        var made = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2003-01-01", 60_000m);
        made.Lends("B", new(Given.Day("2003-01-02"), 6_000m, 0m, Frequency.Monthly, 72, Given.Day("2003-02-02")))
            .ShouldBeNull();
        made.Pays("B", "2003-01-02", 250m);
        made["B"].State.Deemed!.RepaidSince.ShouldBe(250m);
        made.TaxThrough("2003-12-31").RepaidAfterDeemed.ShouldBe(250m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-21(a)"), Cites("26 CFR 1.72(p)-1 A-11(a)")]
    public void Basis_from_repayments_is_recovered_by_a_later_distribution()
    {
        account.Pays("A", "2004-02-10", 3_000m).Valued("2004-03-01", 60_000m);
        account
            .Lends(
                "B",
                new(Given.Day("2004-03-02"), 4_000m, 0m, Frequency.Monthly, 24, Given.Day("2004-04-02")),
                new(PayrollWithholding: true)
            )
            .ShouldBeNull();
        account.Severed("2004-03-20").Offsets("B", "2004-03-20");
        var form = account.TaxThrough("2004-12-31").Forms[^1];
        // A's note on 1 March: 19,178.90 for 41 days and 16,178.90 for 20 bear 266.08 at 8.75 percent. 3,000 × 4,000 ÷
        // (60,000 − 16,444.98) = 275.51.
        account["A"].Outstanding("2004-03-01").ShouldBe(16_444.98m);
        (form.Loan, form.Box1, form.Box5, form.Box2a).ShouldBe(("B", 4_000m, 275.51m, 3_724.49m));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-21(a)")]
    public void A_loan_deemed_and_then_repaid_in_full_is_paid()
    {
        // 19,178.90 and 41 days of interest on it.
        const decimal owed = 19_367.40m;
        account.Pays("A", "2004-02-10", owed);
        account["A"].State!.Closed!.By.ShouldBe(ClosedBy.Repayment);
        account.TaxThrough("2004-12-31").InvestmentInContract.ShouldBe(owed);
    }

    private static void ToTheDollar(decimal amount, decimal printed) =>
        Math.Abs(amount - printed).ShouldBeLessThanOrEqualTo(1m, $"{amount} against {printed}");
}
