using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A loan on an account that has another one deemed distributed and not repaid.</summary>
public class QA19_SecondLoanTests
{
    // A: 9,000 without interest, never paid, deemed on 31 March 2003, the end of October's longest cure.
    private readonly AccountUnderTest account = AccountUnderTest
        .PermittingOffsets(new CurePeriodRule.Maximum())
        .Valued("2002-09-01", 90_000m);

    public QA19_SecondLoanTests()
    {
        account
            .Lends("A", new(Given.Day("2002-09-20"), 9_000m, 0m, Frequency.Monthly, 45, Given.Day("2002-10-20")))
            .ShouldBeNull();
        account.ClosedThrough("2003-04-30");
        account.Deemings("A").ShouldBe([(Given.Day("2003-03-31"), 9_000m, DeemingReason.MissedInstallment)]);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(2)"), Cites("26 CFR 1.72(p)-1 A-22(d)")]
    [InlineData("2003-12-30", false, false, false)]
    [InlineData("2003-12-31", false, false, false)]
    [InlineData("2004-01-01", false, false, true)]
    [InlineData("2004-01-02", false, false, true)]
    [InlineData("2004-01-02", true, false, false)]
    [InlineData("2004-01-02", false, true, false)]
    public void From_2004_it_is_deemed_in_full_without_payroll_withholding_or_other_security(
        string madeOn,
        bool payroll,
        bool security,
        bool deemed
    )
    {
        LendsB(madeOn, payroll, security);
        account
            .Deemed("B")
            .Select(made => (made.On, made.Amount, made.Reason, made.Cites))
            .ShouldBe(
                deemed
                    ? [(Given.Day(madeOn), 7_000m, DeemingReason.SecondLoanCondition, "26 CFR 1.72(p)-1 A-19(b)(2)")]
                    : []
            );
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(2)")]
    [InlineData(9_000, false)]
    [InlineData(8_999.99, true)]
    public void Once_the_first_is_repaid_nothing_is_asked_of_the_second(decimal repaid, bool deemed)
    {
        account.Pays("A", "2004-02-02", repaid);
        LendsB("2004-02-03", payroll: false, security: false);
        account.Deemed("B").Count.ShouldBe(deemed ? 1 : 0);
    }

    // "has not been repaid (such as by a plan loan offset)".
    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(2)")]
    public void An_offset_repays_the_first()
    {
        account.Offsets("A", "2004-02-02");
        LendsB("2004-02-02", payroll: false, security: false);
        account.Deemed("B").ShouldBeEmpty();
    }

    // 7,000 at 5.75 percent over 36 months is 212.16: 6,280.38 after four, and eleven days of interest.
    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void What_is_outstanding_when_consent_is_revoked_is_deemed()
    {
        LendsB("2004-02-03", payroll: true, security: false);
        account.PaysInstallments("B", 0, 4).After(new WithholdingConsentRevokedFact(Given.Day("2004-06-14"), "B"));
        account
            .Deemed("B")
            .Select(made => (made.On, made.Amount, made.Reason, made.Cites))
            .ShouldBe([
                (Given.Day("2004-06-14"), 6_291.26m, DeemingReason.SecondLoanCondition, "26 CFR 1.72(p)-1 A-19(b)(3)"),
            ]);
        account["B"].Outstanding("2004-06-14").ShouldBe(6_291.26m);
        account
            .TaxThrough("2004-12-31")
            .Forms.Select(form => (form.TaxYear, form.Loan, form.Box1))
            .ShouldBe([(2003, "A", 9_000m), (2004, "B", 6_291.26m)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void Consent_revoked_harms_no_loan_that_other_security_is_given_for()
    {
        LendsB("2004-02-03", payroll: true, security: true);
        account.After(new WithholdingConsentRevokedFact(Given.Day("2004-02-14"), "B"));
        account.Deemed("B").ShouldBeEmpty();
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    [InlineData(9_000, false)]
    [InlineData(8_999.99, true)]
    public void Nor_one_beside_which_the_first_has_been_repaid(decimal repaid, bool deemed)
    {
        LendsB("2004-02-03", payroll: true, security: false);
        account.Pays("A", "2004-02-20", repaid).After(new WithholdingConsentRevokedFact(Given.Day("2004-02-21"), "B"));
        account.Deemed("B").Count.ShouldBe(deemed ? 1 : 0);
    }

    // (b)(3) is about a payment "that satisfies the conditions in paragraph (b)(2) … for treatment as a plan loan":
    // none has to that was made before 2004.
    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(3)"), Cites("26 CFR 1.72(p)-1 A-22(d)")]
    [InlineData("2003-12-30", false)]
    [InlineData("2003-12-31", false)]
    [InlineData("2004-01-01", true)]
    public void A_loan_from_before_2004_has_no_condition_to_lose(string madeOn, bool deemed)
    {
        LendsB(madeOn, payroll: true, security: false);
        account.After(new WithholdingConsentRevokedFact(Given.Day("2004-01-20"), "B"));
        account.Deemed("B").Count.ShouldBe(deemed ? 1 : 0);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void A_first_loan_has_no_condition_to_lose()
    {
        var first = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2004-01-01", 90_000m);
        first.Lends("B", Terms("2004-02-03"), new(PayrollWithholding: true)).ShouldBeNull();
        first.After(new WithholdingConsentRevokedFact(Given.Day("2004-02-20"), "B"));
        first.Deemed("B").ShouldBeEmpty();
    }

    // 1,250 of 46,250 are over half of 90,000. It is repaid first where the plan says so; else, without interest, with
    // 1,250 ÷ 46,250 of what comes in.
    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(2)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    [InlineData(true, 1_249.99, true)]
    [InlineData(true, 1_250, false)]
    [InlineData(false, 1_250, true)]
    [InlineData(false, 46_000, true)]
    public void A_part_that_was_deemed_and_is_not_repaid_asks_the_same_of_the_second(
        bool excessFirst,
        decimal repaid,
        bool deemed
    )
    {
        var partly = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { ExcessFirst = excessFirst })
            .Valued("2010-01-04", 90_000m);
        partly
            .Lends("A", new(Given.Day("2010-01-05"), 46_250m, 0m, Frequency.Monthly, 50, Given.Day("2010-02-05")))
            .ShouldBeNull();
        partly.Deemings("A").ShouldBe([(Given.Day("2010-01-05"), 1_250m, DeemingReason.AmountLimit)]);
        partly.Pays("A", "2010-01-20", repaid).Valued("2010-01-21", 190_000m);
        BorrowingPosition.Before(Given.Day("2010-01-22"), partly.History).DeemedLoanUnrepaid.ShouldBe(deemed);
        partly
            .Lends("B", new(Given.Day("2010-01-22"), 700m, 0m, Frequency.Monthly, 10, Given.Day("2010-02-22")))
            .ShouldBeNull();
        partly
            .Deemings("B")
            .Select(deeming => deeming.Reason)
            .ShouldBe(deemed ? [DeemingReason.SecondLoanCondition] : []);
    }

    private void LendsB(string madeOn, bool payroll, bool security) =>
        account
            .Lends("B", Terms(madeOn), new(PayrollWithholding: payroll, AdditionalSecurity: security))
            .ShouldBeNull();

    private static LoanTerms Terms(string madeOn) =>
        new(Given.Day(madeOn), 7_000m, 0.0575m, Frequency.Monthly, 36, DueDates.MonthsLater(Given.Day(madeOn), 1));
}
