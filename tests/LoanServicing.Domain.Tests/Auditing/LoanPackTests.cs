using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Auditing;

/// <summary>
/// What an auditor is shown of the loan of 26 CFR 1.72(p)-1 A-10(c): 20,000 at 8.75 % over 60 month-ends, twelve of
/// them paid.
/// </summary>
public class LoanPackTests
{
    private static readonly PlanState Plan = Given.Plan(new CurePeriodRule.Months(3));

    private static readonly LoanPack Deemed = LoanPack.Of(
        Recorded.Loan(Plan, Recorded.TwelvePaid(Plan).ClosedThrough("2003-12-31").Events),
        Given.Day("2003-12-31")
    )!;

    [Fact]
    public void The_default_is_worked_out_step_by_step()
    {
        var computed = Deemed.Defaults.ShouldHaveSingleItem();
        computed.Unpaid!.ShouldBe(
            new(
                13,
                Given.Day("2003-08-31"),
                412.74m,
                0m,
                412.74m,
                new(
                    Given.Day("2003-08-31"),
                    new CurePeriodRule.Months(3),
                    Given.Day("1982-01-01"),
                    Given.Day("2003-12-31"),
                    Given.Day("2003-11-30")
                )
            )
        );
        var balance = computed.Balance!;
        balance.Principal.ShouldBe(Deemed.Schedules[0].Rows.Skip(12).Sum(row => row.Principal));
        balance.InterestDue.ShouldBe(0m);
        balance
            .Accruals.Select(accrual => (accrual.From, accrual.To))
            .ShouldBe([
                (Given.Day("2003-07-31"), Given.Day("2003-08-31")),
                (Given.Day("2003-08-31"), Given.Day("2003-09-30")),
                (Given.Day("2003-09-30"), Given.Day("2003-10-31")),
                (Given.Day("2003-10-31"), Given.Day("2003-11-30")),
            ]);
        // Each by hand: the balance × 8.75 % ÷ 12, to the cent.
        balance.Accruals.ShouldAllBe(accrual =>
            accrual.Interest == decimal.Round(accrual.Balance * 0.0875m / 12m, 2, MidpointRounding.AwayFromZero)
        );
        (balance.Principal + balance.InterestDue + balance.Accrued).ShouldBe(balance.Owed);
        balance.Owed.ShouldBe(17_156.93m);
        computed.Amount.ShouldBe(17_156.93m);
        computed.On.ShouldBe(Given.Day("2003-11-30"));
        computed.Cites.ShouldBe("26 CFR 1.72(p)-1 A-10(b)");
        computed.BasisRecovered.ShouldBe(0m);
        computed.Forms.ShouldHaveSingleItem().Box1.ShouldBe(17_156.93m);
        // One made, twelve paid, four missed.
        computed.Recording!.Version.ShouldBe(18);
    }

    [Fact]
    public void Findings_come_with_the_figures_of_the_limit()
    {
        var figures = Deemed.Origination.Figures!;
        (figures.Vested, figures.HighestPriorYear, figures.Outstanding, figures.Available).ShouldBe(
            (45_000m, 0m, 0m, 22_500m)
        );
        figures.OfLaw.ShouldBe(new(50_000m, 22_500m, 22_500m, LoanAmountLimit.Cites));
        Deemed.Origination.Findings.ShouldAllBe(finding => finding.Satisfied);
    }

    [Fact]
    public void Every_payment_says_what_it_did()
    {
        Deemed.Payments.Count.ShouldBe(12);
        var first = Deemed.Payments[0];
        // 20,000.00 × 8.75 % ÷ 12 = 145.83; 412.74 − 145.83 = 266.91.
        first.Split.ShouldBe(new(145.83m, 266.91m, 0m, 0m, 20_145.83m, 19_733.09m));
        (first.Installment, first.Recording.Version, first.IsLate, first.ReversedBy).ShouldBe((1, 2, false, null));
        Deemed.Payments.ShouldAllBe(payment =>
            payment.Split!.BalanceBefore - payment.Split.Interest - payment.Split.Principal
            == payment.Split.BalanceAfter
        );
        Deemed.Payments.Sum(payment => payment.Split!.Principal).ShouldBe(20_000m - Deemed.Principal);
    }

    [Fact]
    public void Each_miss_has_a_cure_period_of_its_own_and_the_first_to_end_deems()
    {
        Deemed
            .Misses.Select(miss => (miss.Installment, miss.Cure.Ends, miss.Outcome))
            .ShouldBe([
                (13, Given.Day("2003-11-30"), MissOutcome.Deemed),
                (14, Given.Day("2003-12-30"), MissOutcome.Deemed),
                (15, Given.Day("2004-01-31"), MissOutcome.Deemed),
                (16, Given.Day("2004-02-29"), MissOutcome.Deemed),
            ]);
        Deemed.Misses.ShouldAllBe(miss => miss.Lacked == 412.74m && miss.EndedOn == Given.Day("2003-11-30"));
    }

    [Fact]
    public void A_day_before_the_cure_ends_nothing_is_deemed_and_later_money_makes_it_up()
    {
        var eve = LoanPack.Of(
            Recorded.Loan(Plan, Recorded.TwelvePaid(Plan).ClosedThrough("2003-11-29").Events),
            Given.Day("2003-11-29")
        )!;
        eve.Defaults.ShouldBeEmpty();
        eve.Misses.ShouldAllBe(miss => miss.Outcome == MissOutcome.Open);
        eve.Arrears.ShouldBe(new(3, 1_238.22m));

        var cured = Recorded.TwelvePaid(Plan).ClosedThrough("2003-10-14").After(Given.Repayment("2003-10-15", 825.48m));
        LoanPack
            .Of(Recorded.Loan(Plan, cured.Events), Given.Day("2003-10-15"))!
            .Misses.ShouldAllBe(miss => miss.Outcome == MissOutcome.MadeUp && miss.EndedOn == Given.Day("2003-10-15"));
    }

    [Fact]
    public void What_repays_the_loan_ends_it()
    {
        var loan = Recorded.TwelvePaid(Plan);
        loan.After(
            Given.Repayment("2003-08-31", loan.State!.Position.PayoffOn(Given.Day("2003-08-31"), loan.State.Schedule))
        );
        LoanPack
            .Of(Recorded.Loan(Plan, loan.Events), Given.Day("2003-12-31"))!
            .Ended.ShouldNotBeNull()
            .On.ShouldBe(Given.Day("2003-08-31"));
        Deemed.Ended.ShouldBeNull();
    }

    [Fact]
    public void A_reversal_names_the_payment_and_what_it_led_to()
    {
        var loan = Recorded.TwelvePaid(Plan).ClosedThrough("2003-08-30");
        loan.Restates(
                new RepaymentReversed(Given.Day("2003-09-02"), 13, Given.Day("2003-07-31"), 412.74m, Given.Source),
                "2003-11-15"
            )
            .Rejection.ShouldBeNull();
        var pack = LoanPack.Of(Recorded.Loan(Plan, loan.Events), Given.Day("2003-11-15"))!;
        var reversal = pack.Corrections.ShouldHaveSingleItem();
        (reversal.Event, reversal.Payment, reversal.Amount).ShouldBe(("RepaymentReversed", 13, 412.74m));
        // The installment of July is missed now, its three months ended on 31 October, and with it the loan.
        reversal
            .Stated.Select(stated => (stated.Consequence, stated.On))
            .ShouldContain(("DeemedDistributed", Given.Day("2003-10-31")));
        var reversed = pack.Payments.Single(payment => payment.ReversedBy is not null);
        (reversed.Recording.Version, reversed.ReversedBy, reversed.Split).ShouldBe(
            (13, reversal.Recording.Version, null)
        );
        pack.Defaults.Single().Unpaid!.Due.ShouldBe(Given.Day("2003-07-31"));
    }

    [Fact]
    public void A_leave_and_new_installments_make_versions_of_the_schedule()
    {
        var loan = Recorded
            .TwelvePaid(Plan)
            .After(
                new ChangeRepayment(
                    new LeaveStarted(Given.Day("2003-08-15"), SuspensionKind.UnpaidLeave, null, null, Given.Source)
                ),
                new ChangeRepayment(new LeaveEnded(Given.Day("2004-02-10"), AfterLeave.Reamortize, null, Given.Source))
            );
        var pack = LoanPack.Of(Recorded.Loan(Plan, loan.Events), Given.Day("2004-02-20"))!;
        pack.Schedules.Select(version => (version.Reason, version.Since, version.Kept))
            .ShouldBe([
                ("Originated", Given.Day("2002-08-01"), 0),
                ("LeaveStarted", Given.Day("2003-08-15"), 12),
                ("LeaveEnded", Given.Day("2004-02-10"), 12),
            ]);
        pack.Schedules[0].Rows.Count.ShouldBe(60);
        // August to January are excused: six due dates.
        pack.Schedules[2].Rows[0].Due.ShouldBe(Given.Day("2004-02-29"));
        pack.Schedules[2].Rows.Count.ShouldBe(42);
        pack.Suspensions.ShouldHaveSingleItem()
            .ShouldBe(
                new(
                    SuspensionKind.UnpaidLeave,
                    Given.Day("2003-08-15"),
                    Given.Day("2004-02-10"),
                    6,
                    Given.Day("2004-01-31"),
                    null,
                    0,
                    0,
                    LeaveOfAbsence.Cites
                )
            );
        // All rows together repay the loan.
        (
            pack.Schedules[0].Rows.Take(12).Sum(row => row.Principal) + pack.Schedules[2].Rows.Sum(row => row.Principal)
        ).ShouldBe(20_000m);
    }

    [Fact]
    public void The_curve_steps_on_the_days_of_payments_and_ends_at_the_day_asked_about()
    {
        Deemed.Balance.Owed[0].ShouldBe(new(Given.Day("2002-08-01"), 20_000m));
        Deemed
            .Balance.Owed.Where(point => point.On == Given.Day("2002-08-31"))
            .Select(point => point.Balance)
            .ShouldBe([20_145.83m, 19_733.09m]);
        Deemed.Balance.Owed[^1].ShouldBe(new(Given.Day("2003-12-31"), Deemed.Standing.Outstanding));
        Deemed.Balance.Scheduled[^1].ShouldBe(new(Given.Day("2007-07-31"), 0m));
    }

    [Fact]
    public void Before_the_loan_was_made_there_is_no_pack() =>
        LoanPack.Of(Recorded.Loan(Plan, Recorded.TwelvePaid(Plan).Events), Given.Day("2002-07-31")).ShouldBeNull();
}
