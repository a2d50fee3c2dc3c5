using LoanServicing.Payroll.Matching;

namespace LoanServicing.Payroll.Tests.Matching;

public sealed class SummedAllocationTests
{
    private static readonly OpenLoan Car = new(new Guid("00000000-0000-0000-0000-00000000000a"), "001", 100.10m, 900m);
    private static readonly OpenLoan House = new(
        new Guid("00000000-0000-0000-0000-00000000000b"),
        "002",
        250.25m,
        40_000m
    );
    private static readonly OpenLoan PaidAhead = new(new Guid("00000000-0000-0000-0000-00000000000c"), "003", 0m, 70m);

    [Theory]
    [InlineData("1.00")]
    [InlineData("100.10")]
    [InlineData("900.00")]
    public void The_only_open_loan_takes_any_amount_up_to_its_payoff(string amount)
    {
        var allocation = SummedAllocation.Allocate([Car], decimal.Parse(amount));
        allocation.Repayments.ShouldBe([new AllocatedRepayment(Car.Loan, "001", decimal.Parse(amount))]);
        allocation.Suspended.ShouldBeNull();
        allocation.Rule.ShouldBe("summed-exact-v1");
    }

    [Fact]
    public void Several_loans_take_their_installments_when_the_sum_is_exact() =>
        SummedAllocation
            .Allocate([Car, House], 350.35m)
            .Repayments.ShouldBe([new(Car.Loan, "001", 100.10m), new(House.Loan, "002", 250.25m)]);

    [Fact]
    public void A_loan_with_nothing_due_takes_nothing() =>
        SummedAllocation.Allocate([PaidAhead, House], 250.25m).Repayments.ShouldBe([new(House.Loan, "002", 250.25m)]);

    [Theory]
    [InlineData("350.34")]
    [InlineData("350.36")]
    [InlineData("100.10")] // One loan's installment: the other's may have been forgotten, or it may be a part of both.
    [InlineData("1150.25")] // One loan's payoff and the other's installment.
    [InlineData("700.70")] // Two installments of each.
    [InlineData("40900.00")]
    [InlineData("99999.00")]
    public void No_other_amount_is_guessed_at(string amount) =>
        Suspended([Car, House], decimal.Parse(amount)).ShouldBe(SuspenseReason.LoanAmbiguous);

    [Fact]
    public void Without_an_open_loan_the_loan_is_unknown() => Suspended([], 5m).ShouldBe(SuspenseReason.LoanUnknown);

    [Fact]
    public void More_than_the_payoff_is_never_posted()
    {
        Suspended([Car], 900.01m).ShouldBe(SuspenseReason.RepaymentExceedsPayoff);
        Suspended([Car with { Payoff = 50m }, House], 350.35m).ShouldBe(SuspenseReason.RepaymentExceedsPayoff);
    }

    [Fact]
    public void A_negative_amount_is_for_a_person() => Suspended([Car], -1m).ShouldBe(SuspenseReason.LineNegative);

    [Fact]
    public void Nothing_and_a_negative_installment_are_mistakes_of_the_caller()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SummedAllocation.Allocate([Car], 0m));
        Should.Throw<ArgumentOutOfRangeException>(() =>
            SummedAllocation.Allocate([Car with { InstallmentDue = -1m }, House], 249.25m)
        );
    }

    [Fact]
    public void What_is_posted_always_sums_to_the_amount()
    {
        var random = new Random(1986);
        for (var round = 0; round < 2_000; round++)
        {
            var loans = Enumerable
                .Range(1, random.Next(0, 4))
                .Select(i => new OpenLoan(
                    new Guid(i, 0, 0, new byte[8]),
                    $"{i:D3}",
                    random.Next(0, 4),
                    random.Next(0, 9)
                ))
                .ToArray();
            var amount = (decimal)random.Next(1, 12);
            var allocation = SummedAllocation.Allocate(loans, amount);
            if (allocation.Suspended is null)
                allocation.Repayments.Sum(r => r.Amount).ShouldBe(amount);
            else
                allocation.Repayments.ShouldBeEmpty();
            allocation
                .Repayments.All(r => r.Amount > 0m && r.Amount <= loans.Single(l => l.Loan == r.Loan).Payoff)
                .ShouldBeTrue();
        }
    }

    private static SuspenseReason? Suspended(OpenLoan[] loans, decimal amount) =>
        SummedAllocation.Allocate(loans, amount).Suspended;
}
