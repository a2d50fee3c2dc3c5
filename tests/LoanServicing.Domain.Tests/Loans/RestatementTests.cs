using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

public class RestatementTests
{
    private readonly LoanUnderTest loan = new LoanUnderTest(Given.Plan(new CurePeriodRule.Months(3))).After(
        Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m)
    );

    [Fact]
    public void A_payment_before_others_is_late_and_leaves_the_loan_as_if_it_had_come_in_time()
    {
        var inTime = new LoanUnderTest(Given.Plan(new CurePeriodRule.Months(3)))
            .After(Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m))
            .After(
                Given.Repayment("2025-01-31"),
                Given.Repayment("2025-02-28", 103.28m),
                Given.Repayment("2025-03-31", 103.28m)
            )
            .ClosedThrough("2025-03-31");
        loan.After(Given.Repayment("2025-02-28", 103.28m), Given.Repayment("2025-03-31", 103.28m))
            .ClosedThrough("2025-03-31");
        loan.Events.Count(e => e is Missed).ShouldBe(3);

        loan.Does(Given.Repayment("2025-01-31", 103.28m)).IsLate.ShouldBeTrue();
        loan.Restates(new InstallmentPaid(Given.Day("2025-01-31"), 103.28m, null, Given.Source), "2025-03-31");

        loan.Events.Count(e => e is ConsequenceWithdrawn).ShouldBe(3);
        (loan.State! with { Version = 0, Terms = inTime.State!.Terms, InOrderFrom = default }).ShouldBe(
            inTime.State with
            {
                Version = 0,
                InOrderFrom = default,
            }
        );
    }

    [Fact]
    public void A_reversed_payment_that_had_been_the_cure_uncures()
    {
        loan.ClosedThrough("2025-01-31")
            .After(Given.Repayment("2025-04-20", 103.28m), Given.Repayment("2025-04-20", 400m))
            .ClosedThrough("2025-06-30");
        loan.State!.Deemed.ShouldBeNull();
        var payment = loan.History.FindPayment(Given.Day("2025-04-20"), 103.28m)!.Value;

        loan.Restates(
            new RepaymentReversed(Given.Day("2025-07-01"), payment, Given.Day("2025-04-20"), 103.28m, Given.Source),
            "2025-06-30"
        );

        // 400 pays three installments and part of the fourth, which was due on 30 April: its cure ended on 30 July, so
        // nothing is deemed yet.
        loan.State!.Position.InstallmentsPaid.ShouldBe(3);
        loan.State.Deemed.ShouldBeNull();
        loan.ClosedThrough("2025-07-30");
        loan.State.Deemed!.On.ShouldBe(Given.Day("2025-07-30"));
    }

    [Fact]
    public void Reversing_the_last_payment_reopens_a_loan_that_was_paid_in_full()
    {
        loan.After(
            Given.Repayment("2025-01-31", 103.28m),
            Given.Repayment("2025-02-10", loanOutstanding("2025-02-10"))
        );
        loan.State!.Closed.ShouldNotBeNull();
        var payoff = (InstallmentPaid)loan.Events[^2];
        var payment = loan.History.FindPayment(payoff.On, payoff.Amount)!.Value;
        loan.Restates(
            new RepaymentReversed(Given.Day("2025-02-12"), payment, payoff.On, payoff.Amount, Given.Source),
            "2025-02-10"
        );
        loan.State!.Closed.ShouldBeNull();
        loan.Events.OfType<ConsequenceWithdrawn>().Single().Consequence.ShouldBe(nameof(PaidInFull));
        loan.Outstanding("2025-02-10").ShouldBe(payoff.Amount);

        decimal loanOutstanding(string day) =>
            new LoanUnderTest(Given.Plan(new CurePeriodRule.Months(3)))
                .After(
                    Given.Loan("A", "2025-01-01", 1_200m, 0.06m, Frequency.Monthly, 12, "2025-01-31", 45_000m),
                    Given.Repayment("2025-01-31", 103.28m)
                )
                .Outstanding(day);
    }

    [Fact]
    public void What_a_later_payment_no_longer_owed_waits_for_a_person()
    {
        loan.After(Given.Repayment("2025-02-28", 1_100m));
        loan.Restates(new InstallmentPaid(Given.Day("2025-01-31"), 150m, null, Given.Source), "2025-02-28")
            .Rejection.ShouldBeNull();

        // 1,200 and a month's interest of 6.00, less 150, and a month's interest of 5.28 on the 1,056.00 left: 1,061.28
        // were owed.
        var found = loan.Events.OfType<RepaymentUnapplied>().Single();
        (found.On, found.Amount, found.Reason).ShouldBe((Given.Day("2025-02-28"), 38.72m, UnappliedReason.OverPayoff));
        loan.State!.Closed.ShouldBe(new(Given.Day("2025-02-28"), ClosedBy.Repayment, 0m, 0m, 38.72m));
    }

    // With 15 days' interest at 6 %.
    [Theory]
    [InlineData(50, 50.12)]
    [InlineData(-103.28, -103.53)]
    public void An_offset_stays_as_it_was_and_what_does_not_fit_waits_for_a_person(decimal late, decimal discrepancy)
    {
        loan.After(
            Given.Repayment("2025-01-31", 103.28m),
            new OffsetLoan(Given.Day("2025-02-15"), null, 0m, Given.Source)
        );
        var offset = loan.Events.OfType<Offset>().Single();
        LoanEvent fact =
            late > 0m
                ? new InstallmentPaid(Given.Day("2025-01-31"), late, null, Given.Source)
                : new RepaymentReversed(
                    Given.Day("2025-03-01"),
                    loan.History.FindPayment(Given.Day("2025-01-31"), -late)!.Value,
                    Given.Day("2025-01-31"),
                    -late,
                    Given.Source
                );
        loan.Restates(fact, "2025-02-15").Rejection.ShouldBeNull();

        var found = loan.Events.OfType<DiscrepancyFound>().Single();
        (found.On, found.Matter).ShouldBe((offset.On, DiscrepancyMatter.Offset));
        found.Amount.ShouldBe(discrepancy);
        (loan.State!.Closed!.By, loan.State.Closed.Amount).ShouldBe((ClosedBy.Offset, offset.Amount));
    }
}
