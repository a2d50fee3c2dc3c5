using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

public class ScheduleTests
{
    [Theory]
    [InlineData(Frequency.Weekly, 260)]
    [InlineData(Frequency.Biweekly, 130)]
    [InlineData(Frequency.Semimonthly, 120)]
    [InlineData(Frequency.Monthly, 60)]
    [InlineData(Frequency.Quarterly, 20)]
    public void Principal_sums_to_the_loan_and_only_the_last_installment_differs(Frequency frequency, int installments)
    {
        var terms = new LoanTerms(new(2025, 1, 1), 12_345.67m, 0.0725m, frequency, installments, new(2025, 1, 31));
        var schedule = Amortization.Schedule(terms.Schedule, terms.Amount);
        schedule.Sum(row => row.Principal).ShouldBe(12_345.67m);
        schedule.SkipLast(1).ShouldAllBe(row => row.Amount == terms.LevelInstallment);
        Math.Abs(schedule[^1].Amount - terms.LevelInstallment!.Value).ShouldBeLessThan(installments * 0.01m);
    }

    [Fact]
    public void The_first_row_of_the_regulations_loan_is_as_the_contract_prints_it() =>
        Amortization
            .Schedule(Given.LoanOfA10.Terms.Schedule, 20_000m)[0]
            .ShouldBe(new(new(2002, 8, 31), 412.74m, 266.91m, 145.83m));

    // Published installments of three real loans (plan-loan rule book, WC-044 to 046).
    [Theory]
    [InlineData(50_000, 0.0325, Frequency.Semimonthly, 120, 451.72)]
    [InlineData(40_000, 0.0425, Frequency.Biweekly, 130, 341.79)]
    [InlineData(14_500, 0.105, Frequency.Biweekly, 130, 143.59)]
    public void Installments_of_real_loans_reproduce_to_the_cent(
        decimal amount,
        decimal rate,
        Frequency frequency,
        int installments,
        decimal expected
    ) => LevelAmortization.Installment(amount, rate, frequency, installments).ShouldBe(expected);
}
