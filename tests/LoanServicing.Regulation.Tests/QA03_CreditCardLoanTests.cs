using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Loans drawn through a credit card.</summary>
public class QA03_CreditCardLoanTests
{
    [Theory, Cites("26 USC 72(p)(2)(D)"), Cites("26 USC 72(p)(2)")]
    [InlineData("2019-12-19", true)]
    [InlineData("2019-12-20", true)]
    [InlineData("2019-12-21", false)]
    [InlineData("2024-04-01", false)]
    public void A_loan_made_after_20_December_2019_may_not_be_drawn_through_a_credit_card(string madeOn, bool satisfied)
    {
        var finding = CreditCardLoan.IsSatisfied(throughCard: true, Given.Day(madeOn));
        finding.Answer.ShouldBe(satisfied);
        (finding.Cites, finding.Displaced).ShouldBe(
            satisfied ? ("26 USC 72(p)(2)", null) : ("26 USC 72(p)(2)(D)", "26 USC 72(p)(2)")
        );
        CreditCardLoan.IsSatisfied(throughCard: false, Given.Day(madeOn)).Answer.ShouldBeTrue();
    }
}
