using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>The residence need not secure the loan that acquires it.</summary>
public class QA06_ResidenceSecurityTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-6")]
    [InlineData(LoanPurpose.PrincipalResidence, false, true)]
    [InlineData(LoanPurpose.PrincipalResidence, true, true)]
    [InlineData(LoanPurpose.General, true, false)]
    public void Fifteen_years_depend_on_what_the_loan_acquires_and_on_no_security(
        LoanPurpose purpose,
        bool secured,
        bool satisfied
    )
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued("2003-08-01", 160_000m);
        account
            .Lends(
                "A",
                new(
                    Given.Day("2003-09-01"),
                    50_000m,
                    0.0875m,
                    Frequency.Monthly,
                    180,
                    Given.Day("2003-09-30"),
                    purpose
                ),
                new(AdditionalSecurity: secured)
            )
            .ShouldBeNull();
        account
            .Deemings("A")
            .ShouldBe(satisfied ? [] : [(Given.Day("2003-09-01"), 50_000m, DeemingReason.RepaymentTerm)]);
    }
}
