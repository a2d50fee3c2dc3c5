using LoanServicing.Domain.Regulation.Erisa408b1;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>Prohibited transactions are not modelled; what is said of them is.</summary>
public class QA16_ProhibitedTransactionTests
{
    [Fact, Cites("26 CFR 1.72(p)-1 A-16")]
    public void A_deemed_distribution_corrects_no_prohibited_transaction() =>
        ProhibitedTransaction.CorrectedByDeemedDistribution.ShouldBe(new(false, "26 CFR 1.72(p)-1 A-16", null));

    // A-4(b) Ex. 2: 20,000 of 30,000 vested, secured by the account alone.
    [Theory, Cites("29 CFR 2550.408b-1(f)(2)"), Cites("26 CFR 1.72(p)-1 A-4(b)")]
    [InlineData(20_000, 30_000, "2003-05-05", false)]
    [InlineData(15_000, 30_000, "2003-05-05", true)]
    [InlineData(15_000.01, 30_000, "2003-05-05", false)]
    [InlineData(10_000, 8_000, "1989-10-18", true)]
    [InlineData(10_000, 8_000, "1989-10-19", false)]
    [InlineData(10_000, 8_000, "1989-10-20", false)]
    public void Half_the_vested_balance_may_secure_loans(
        decimal outstanding,
        decimal vested,
        string madeOn,
        bool satisfied
    ) => AdequateSecurity.IsSatisfied(outstanding, vested, Given.Day(madeOn)).Answer.ShouldBe(satisfied);
}
