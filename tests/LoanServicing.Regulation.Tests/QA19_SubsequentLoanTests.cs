using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>A loan made while an earlier one is deemed and not repaid.</summary>
public class QA19_SubsequentLoanTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(2)")]
    [InlineData(true, false, false, false)]
    [InlineData(true, true, false, true)]
    [InlineData(true, false, true, true)]
    [InlineData(true, true, true, true)]
    [InlineData(false, false, false, true)]
    public void It_needs_payroll_withholding_or_more_security(
        bool unrepaid,
        bool payroll,
        bool security,
        bool satisfied
    ) =>
        SubsequentLoan
            .IsSatisfied(new(unrepaid, payroll, security), Given.Day("2006-02-14"))
            .Answer.ShouldBe(satisfied);

    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(2)"), Cites("26 CFR 1.72(p)-1 A-22(d)")]
    [InlineData("2003-12-30", true)]
    [InlineData("2003-12-31", true)]
    [InlineData("2004-01-01", false)]
    [InlineData("2004-01-02", false)]
    public void The_condition_is_law_for_loans_made_from_2004(string madeOn, bool satisfied)
    {
        SubsequentLoan.IsSatisfied(new(true, false, false), Given.Day(madeOn)).Answer.ShouldBe(satisfied);
        SubsequentLoan.IsLost(new(true, false, false), Given.Day(madeOn)).Answer.ShouldBe(!satisfied);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    [InlineData(true, false, false, true)]
    [InlineData(true, false, true, false)]
    [InlineData(true, true, false, false)]
    [InlineData(false, false, false, false)]
    public void Losing_the_last_condition_deems_what_is_outstanding_while_the_first_loan_is_unrepaid(
        bool unrepaid,
        bool payroll,
        bool security,
        bool lost
    ) =>
        SubsequentLoan
            .IsLost(new(unrepaid, payroll, security), Given.Day("2006-02-14"))
            .ShouldBe(new(lost, "26 CFR 1.72(p)-1 A-19(b)(3)", null));
}
