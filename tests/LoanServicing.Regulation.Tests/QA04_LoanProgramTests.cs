using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Loans.Findings;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A plan's own loan program, stricter than the law: a loan against it is a finding, and no distribution.
/// </summary>
public class QA04_LoanProgramTests
{
    [Theory, Cites("29 CFR 2550.408b-1(d)")]
    [InlineData(999.99, false)]
    [InlineData(1_000, true)]
    [InlineData(1_000.01, true)]
    public void A_plan_can_have_a_least_amount(decimal amount, bool satisfied) =>
        Program(policy => policy with { MinimumLoan = 1_000m }, account => Lends(account, "A", amount))
            .ShouldBe([satisfied]);

    [Theory, Cites("29 CFR 2550.408b-1(d)")]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    public void A_plan_can_limit_how_many_loans_there_are_at_once(int most, bool satisfied) =>
        Program(
                policy => policy with { MaxLoans = most },
                account =>
                {
                    Lends(account, "Z", 1_210m);
                    // Repaid: it is no longer one of them.
                    Lends(account, "Y", 350m);
                    account.Pays("Y", "2018-02-01", 350m);
                    Lends(account, "A", 2_468m);
                }
            )
            .ShouldBe([satisfied]);

    [Theory, Cites("29 CFR 2550.408b-1(d)")]
    [InlineData(true)]
    [InlineData(false)]
    public void A_plan_can_ask_for_payroll_withholding(bool payroll) =>
        Program(policy => policy with { PayrollOnly = true }, account => Lends(account, "A", 2_468m, payroll))
            .ShouldBe([payroll]);

    // Half of 16,000 is 8,000; the law's floor is 10,000.
    [Theory, Cites("29 CFR 2550.408b-1(f)(2)"), Cites("26 USC 72(p)(2)(A)")]
    [InlineData(8_000, true, 0)]
    [InlineData(8_000.01, false, 0)]
    [InlineData(10_000, false, 0)]
    [InlineData(10_000.01, false, 0.01)]
    public void A_plan_without_the_floor_lends_half_and_the_law_deems_what_is_over_10000(
        decimal amount,
        bool satisfied,
        decimal deemed
    ) =>
        Program(policy => policy with { Floor10000 = false }, account => Lends(account, "A", amount), deemed)
            .ShouldBe(satisfied ? [] : [false]);

    private static void Lends(AccountUnderTest account, string loan, decimal amount, bool payroll = false) =>
        account
            .Lends(
                loan,
                new(Given.Day("2018-02-01"), amount, 0m, Frequency.Monthly, 24, Given.Day("2018-03-01")),
                new(PayrollWithholding: payroll)
            )
            .ShouldBeNull();

    private static List<bool> Program(
        Func<LoanPolicy, LoanPolicy> policy,
        Action<AccountUnderTest> lends,
        decimal deemed = 0m
    )
    {
        var account = AccountUnderTest.With(new CurePeriodRule.Maximum(), policy).Valued("2018-01-31", 16_000m);
        lends(account);
        account.Deemed("A").Sum(made => made.Amount).ShouldBe(deemed);
        return
        [
            .. LoanFindings
                .AtOrigination((Originated)account["A"].Made, account.Plan)
                .Where(finding => finding.Rule == "loan-program")
                .Select(finding => finding.Satisfied),
        ];
    }
}
