using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>What a participant is shown of a loan: every rule that it was asked, in order, with the answer.</summary>
public class QA03_LoanFindingsTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2022-01-03",
        60_000m
    );

    [Fact, Cites("26 CFR 1.72(p)-1 A-3")]
    public void An_ordinary_loan_satisfies_all_that_it_is_asked()
    {
        Lends(5_000m);
        Findings()
            .ShouldBe([
                ("qualified-plan", true),
                ("bona-fide", true),
                ("agreement", true),
                ("repayment-term", true),
                ("level-amortization", true),
                ("amount-limit", true),
            ]);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-3"), Cites("26 CFR 1.72(p)-1 A-5")]
    [InlineData(null, true)]
    [InlineData("2022-01-20", true)]
    [InlineData("2021-06-20", false)]
    public void A_residence_loan_is_asked_whether_it_acquires_the_residence(string? debtOn, bool satisfied)
    {
        Lends(
            5_000m,
            LoanPurpose.PrincipalResidence,
            debtOn is null ? null : new(AcquisitionDebt: new(Given.Day(debtOn), Dwelling: true))
        );
        Findings().ShouldContain(("residence", satisfied));
        Findings().ShouldContain(("repayment-term", true));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(2)")]
    public void A_second_loan_beside_a_deemed_one_says_what_secures_it()
    {
        Lends(5_000m);
        account.ClosedThrough("2022-12-31").Deemed("A").ShouldNotBeEmpty();
        account
            .Lends(
                "B",
                new(Given.Day("2023-01-04"), 2_000m, 0m, Frequency.Monthly, 24, Given.Day("2023-02-04")),
                new(PayrollWithholding: true)
            )
            .ShouldBeNull();
        Details("B")
            .ShouldContain(
                "An earlier loan was deemed distributed and is not repaid; this one is repaid by payroll withholding."
            );
        account
            .Lends(
                "C",
                new(Given.Day("2023-01-05"), 2_000m, 0m, Frequency.Monthly, 24, Given.Day("2023-02-05")),
                new(AdditionalSecurity: true)
            )
            .ShouldBeNull();
        Details("C")
            .ShouldContain(
                "An earlier loan was deemed distributed and is not repaid; this one is secured beside the account."
            );
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_revocation_says_whether_a_condition_is_lost(bool loses)
    {
        var finding = LoanFindings
            .AfterRevocation(new(Given.Day("2023-01-04"), loses, Given.Source))
            .ShouldHaveSingleItem();
        (finding.Satisfied, finding.Deems).ShouldBe(loses ? (false, DeemingReason.SecondLoanCondition) : (true, null));
    }

    private void Lends(
        decimal amount,
        LoanPurpose purpose = LoanPurpose.General,
        LoanCircumstances? circumstances = null
    ) =>
        account
            .Lends(
                "A",
                new(Given.Day("2022-02-01"), amount, 0m, Frequency.Monthly, 48, Given.Day("2022-03-01"), purpose),
                circumstances
            )
            .ShouldBeNull();

    private IEnumerable<(string, bool)> Findings() =>
        LoanFindings
            .AtOrigination((Originated)account["A"].Made, account.Plan)
            .Select(finding => (finding.Rule, finding.Satisfied));

    private IEnumerable<string> Details(string loan) =>
        LoanFindings.AtOrigination((Originated)account[loan].Made, account.Plan).Select(finding => finding.Detail);
}
