using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>What is left of a loan at its end, and what comes in beyond it.</summary>
public class FinalBalanceTests
{
    // 12,000 over twelve months at 8 percent: eleven installments of 1,043.86 and one of 1,043.87.
    [Theory]
    [InlineData(0.00, 1_043.86, 0.01)]
    [InlineData(1.00, 1_042.87, 1.00)]
    [InlineData(1.00, 1_042.86, null)]
    [InlineData(25.00, 1_018.87, 25.00)]
    [InlineData(null, 1_043.86, null)]
    public void What_the_last_installment_lacks_is_written_off_within_the_tolerance_or_its_own_rounding(
        double? tolerance,
        decimal last,
        double? written
    )
    {
        var account = Lent((decimal?)tolerance);
        for (var month = 0; month < 11; month++)
            Pays(account, Given.Day("2024-02-02").AddMonths(month), 1_043.86m);
        Pays(account, Given.Day("2025-01-02"), last);
        account.ClosedThrough("2025-12-31");
        var closed = account["A"].State.Closed;
        (closed?.By, (double?)closed?.Amount).ShouldBe((written is null ? null : ClosedBy.WriteOff, written));
        (account["A"].State.Deemed is not null).ShouldBe(written is null);
    }

    // Paid ahead but for 40 cents, which are left until the installment falls due that they are of.
    [Fact]
    public void What_is_left_as_a_due_date_closes_is_written_off_too()
    {
        var account = AccountUnderTest.With(
            new CurePeriodRule.Maximum(),
            policy => policy with { FinalTolerance = 1.00m }
        );
        account
            .Lends("A", new(Given.Day("2024-01-02"), 12_000m, 0.08m, Frequency.Monthly, 60, Given.Day("2024-02-02")))
            .ShouldBeNull();
        Pays(account, Given.Day("2024-02-02"), 243.32m);
        Pays(account, Given.Day("2024-02-02"), account["A"].Outstanding("2024-02-02") - 0.40m);
        var due = account["A"].State.Position.OldestUnpaidDue(account["A"].State.Schedule)!.Value;
        account.ClosedThrough($"{due.AddDays(-1):yyyy-MM-dd}")["A"].State.Closed.ShouldBeNull();
        account.ClosedThrough($"{due:yyyy-MM-dd}");
        var written = account["A"].Events[^1].ShouldBeOfType<WrittenOff>();
        (written.On, written.Due, written.Amount).ShouldBe((due, due, 0.40m));
    }

    [Fact]
    public void A_repayment_that_never_happened_takes_the_write_off_back()
    {
        var account = Lent(1.00m);
        for (var month = 0; month < 12; month++)
            Pays(account, Given.Day("2024-02-02").AddMonths(month), 1_043.86m);
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.WriteOff);
        account
            .Takes(new PaymentReversedFact(Given.Day("2025-01-10"), "A", Given.Day("2024-12-02"), 1_043.86m))
            .ShouldBeNull();
        account["A"].State.Closed.ShouldBeNull();
        account["A"].History.Stated.Select(stated => stated.Event).ShouldAllBe(e => !(e is WrittenOff));
    }

    [Fact]
    public void What_comes_in_after_the_end_is_no_repayment_and_waits_for_a_person()
    {
        var account = Lent(1.00m);
        for (var month = 0; month < 13; month++)
            Pays(account, Given.Day("2024-02-02").AddMonths(month), 1_043.99m);
        var unapplied = account["A"].Events.OfType<RepaymentUnapplied>().ToList();
        unapplied.Select(money => money.Reason).ShouldBe([UnappliedReason.OverPayoff, UnappliedReason.LoanPaid]);
        unapplied[1].Amount.ShouldBe(1_043.99m);
        account["A"]
            .History.Discrepancies(DateOnly.MaxValue)
            .Sum(found => found.Open)
            .ShouldBe(unapplied.Sum(money => money.Amount));
        account
            .Takes(
                new DiscrepancySettledFact(
                    Given.Day("2025-03-01"),
                    "A",
                    DiscrepancyMatter.Repayment,
                    Given.Day("2025-02-02"),
                    1_043.99m,
                    "returned by check 7",
                    "R. Roe"
                )
            )
            .ShouldBeNull();
        account["A"].History.Discrepancies(DateOnly.MaxValue).Sum(found => found.Open).ShouldBe(unapplied[0].Amount);
    }

    // 600 more than the installment of March: the next stays due in its amount, and the loan ends earlier.
    [Fact]
    public void A_prepayment_of_principal_leaves_the_next_installment_due_and_ends_the_loan_earlier()
    {
        var account = Lent(1.00m, Prepayment.Principal);
        Pays(account, Given.Day("2024-02-02"), 1_043.86m);
        Pays(account, Given.Day("2024-03-02"), 1_643.86m);
        var state = account["A"].State;
        state.Position.OldestUnpaidDue(state.Schedule).ShouldBe(Given.Day("2024-04-02"));
        state.Schedule.LevelInstallment.ShouldBe(1_043.86m);
        state.Schedule.FinalDue.ShouldBe(Given.Day("2025-01-02"));
        // Two more prepayments of 600 bring the end a month forward.
        Pays(account, Given.Day("2024-04-02"), 1_643.86m);
        account["A"].State.Schedule.FinalDue.ShouldBe(Given.Day("2024-12-02"));
        account.ClosedThrough("2024-08-31")["A"].State.Deemed.ShouldBeNull();
        account["A"].Events.OfType<Missed>().First().On.ShouldBe(Given.Day("2024-05-02"));

        var ahead = Lent(1.00m);
        Pays(ahead, Given.Day("2024-02-02"), 1_043.86m);
        Pays(ahead, Given.Day("2024-03-02"), 2_087.72m);
        ahead["A"].State.Position.OldestUnpaidDue(ahead["A"].State.Schedule).ShouldBe(Given.Day("2024-05-02"));
    }

    [Fact]
    public void A_loan_whose_prepayments_went_to_principal_is_repaid_by_its_level_amount()
    {
        var account = Lent(1.00m, Prepayment.Principal);
        for (var month = 0; account["A"].State.Closed is null; month++)
            Pays(account, Given.Day("2024-02-02").AddMonths(month), month == 3 ? 3_000.00m : 1_043.86m);
        account["A"].Events.OfType<Missed>().ShouldBeEmpty();
        account["A"].State.Closed!.On.ShouldBe(Given.Day("2024-12-02"));
    }

    private static AccountUnderTest Lent(decimal? tolerance, Prepayment prepayment = Prepayment.Advance)
    {
        var account = AccountUnderTest.With(
            new CurePeriodRule.Maximum(),
            policy => policy with { FinalTolerance = tolerance, Prepayment = prepayment }
        );
        account
            .Lends("A", new(Given.Day("2024-01-02"), 12_000m, 0.08m, Frequency.Monthly, 12, Given.Day("2024-02-02")))
            .ShouldBeNull();
        return account;
    }

    private static void Pays(AccountUnderTest account, DateOnly on, decimal amount) =>
        account.Takes(new PaidFact(on, "A", amount, 1, null, null)).ShouldBeNull();
}
