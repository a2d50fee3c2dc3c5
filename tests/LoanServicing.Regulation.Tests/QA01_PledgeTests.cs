using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Regulation.Tests;

/// <summary>What counts as a loan: a pledge of the account, and a contract purchased under the plan.</summary>
public class QA01_PledgeTests
{
    [Theory, Cites("26 CFR 1.72(p)-1 A-1(b)")]
    [InlineData(31_415.92, false, 31_415.92)]
    [InlineData(31_415.92, true, 0)]
    [InlineData(0.01, false, 0.01)]
    public void A_pledge_is_treated_as_a_loan_unless_it_secures_one_from_the_plan(
        decimal amount,
        bool securesPlanLoan,
        decimal treated
    ) => Pledge.TreatedAsLoan(amount, securesPlanLoan).ShouldBe(treated);

    [Fact, Cites("26 CFR 1.72(p)-1 A-1(b)")]
    public void The_pledge_names_its_provision() => Pledge.Cites.ShouldBe("26 CFR 1.72(p)-1 A-1(b)");
}
