using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// New installments by agreement, as when the payroll's frequency changes: the law is asked again, and the five years
/// are those of the loan.
/// </summary>
public class QA09_RescheduleTests
{
    // 19,800 at 5.5 percent over 60 months of 378.20: 15,347.12 after fifteen.
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2019-05-15",
        63_000m
    );

    public QA09_RescheduleTests()
    {
        account
            .Lends("A", new(Given.Day("2019-06-03"), 19_800m, 0.055m, Frequency.Monthly, 60, Given.Day("2019-07-03")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 15);
    }

    [Fact, Cites("26 USC 72(p)(2)(C)"), Cites("26 USC 72(p)(2)(B)(i)")]
    public void The_balance_is_level_over_the_new_installments_at_the_same_rate()
    {
        Reschedules(Frequency.Biweekly, 97, "2020-09-17");
        (account["A"].State.Schedule.LevelInstallment, account["A"].State.Schedule.FinalDue).ShouldBe(
            (175.17m, Given.Day("2024-05-23"))
        );
        account.PaysInstallments("A", 15, 97).ClosedThrough("2024-12-31");
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Repayment);
        account["A"].Events.Where(e => e is Missed or DeemedDistributed).ShouldBeEmpty();
    }

    // 190 weeks that end around the fifth anniversary of 3 June 2019, not of the agreement.
    [Theory, Cites("26 USC 72(p)(2)(B)"), Cites("26 USC 72(p)(2)(B)(i)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    [InlineData("2020-10-18", "2024-06-02", false)]
    [InlineData("2020-10-19", "2024-06-03", false)]
    [InlineData("2020-10-20", "2024-06-04", true)]
    public void The_five_years_still_run_from_the_loans_own_date(string firstDue, string finalDue, bool deemed)
    {
        Reschedules(Frequency.Weekly, 190, firstDue);
        account["A"].State.Schedule.FinalDue.ShouldBe(Given.Day(finalDue));
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2020-09-03"), 15_347.12m, DeemingReason.RepaymentTerm)] : []);
        TermsInLaw.LatestPermissibleDate(account["A"].State).ShouldBe(Given.Day("2024-06-03"));
    }

    // The last installment before was due on 3 September: payments at least quarterly.
    [Theory, Cites("26 USC 72(p)(2)(C)")]
    [InlineData(Frequency.Monthly, "2020-12-02", false)]
    [InlineData(Frequency.Monthly, "2020-12-03", false)]
    [InlineData(Frequency.Monthly, "2020-12-04", true)]
    [InlineData(Frequency.Quarterly, "2020-12-03", false)]
    [InlineData(Frequency.Annual, "2020-12-03", true)]
    public void More_than_a_quarter_without_an_installment_is_not_level(
        Frequency frequency,
        string firstDue,
        bool deemed
    )
    {
        Reschedules(
            frequency,
            frequency == Frequency.Annual ? 4
                : frequency == Frequency.Quarterly ? 14
                : 40,
            firstDue
        );
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2020-09-03"), 15_347.12m, DeemingReason.LevelAmortization)] : []);
    }

    [Theory, Cites("26 USC 72(p)(2)(C)")]
    [InlineData("2020-09-02", "reschedule.first-due")]
    [InlineData("2020-09-03", "reschedule.first-due")]
    [InlineData("2020-09-04", null)]
    public void The_first_new_installment_is_due_after_the_agreement(string firstDue, string? code)
    {
        (
            account
                .Takes(
                    new RescheduledFact(Given.Day("2020-09-03"), "A", Frequency.Weekly, 150, Given.Day(firstDue), null)
                )
                ?.Code
        ).ShouldBe(code);
        account["A"].State.Schedule.Stretches.Count.ShouldBe(code is null ? 2 : 1);
    }

    // October is missed; the agreement of November does not make it up, and its longest cure ends on 31 March.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2021-03-30", false)]
    [InlineData("2021-03-31", false)]
    [InlineData("2021-04-01", true)]
    public void What_was_missed_before_the_agreement_keeps_its_clock(string madeUpOn, bool deemed)
    {
        account.After(
            new RescheduledFact(Given.Day("2020-11-02"), "A", Frequency.Quarterly, 14, Given.Day("2020-12-15"), null)
        );
        // December's and March's are paid beside it, so that October alone decides.
        account
            .Pays("A", madeUpOn, 378.20m + (2 * account["A"].State.Schedule.LevelInstallment!.Value))
            .ClosedThrough("2021-06-14");
        account
            .Deemed("A")
            .Select(made => (made.On, made.Due))
            .ShouldBe(deemed ? [(Given.Day("2021-03-31"), (DateOnly?)Given.Day("2020-10-03"))] : []);
    }

    // A-9(a): the installments after the leave must not be "less than the amount required under the terms of the
    // original loan". 175.17 every two weeks is not less than 378.20 a month: 26 × 175.17 = 4,554.42 a year against
    // 4,538.40.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    [InlineData(AfterLeave.Reamortize)]
    [InlineData(AfterLeave.KeepInstallment)]
    public void Installments_of_another_frequency_are_not_lower_than_the_original_ones_because_there_are_more_of_them(
        AfterLeave then
    )
    {
        Reschedules(Frequency.Biweekly, 97, "2020-09-17");
        account.After(
            new LeaveStartedFact(Given.Day("2020-09-10"), "A", SuspensionKind.UnpaidLeave, null),
            new LeaveEndedFact(Given.Day("2021-02-10"), "A", then, null)
        );
        account["A"].State.Schedule.LevelInstallment.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(175.17m);
        account.Deemed("A").ShouldBeEmpty();
    }

    private void Reschedules(Frequency frequency, int installments, string firstDue) =>
        account.After(
            new RescheduledFact(Given.Day("2020-09-03"), "A", frequency, installments, Given.Day(firstDue), null)
        );

    // Three installments through 10 April, of which the last two are not paid: each keeps its clock, and nothing is
    // left to be spread.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2021-04-09", null)]
    [InlineData("2021-04-10", "reschedule.all-due")]
    [InlineData("2021-06-07", "reschedule.all-due")]
    public void Once_the_last_installment_is_due_and_unpaid_no_agreement_spreads_it(string on, string? code)
    {
        LendsThreeMonths();
        account.Pays("B", "2021-02-10");
        (
            account
                .Takes(new RescheduledFact(Given.Day(on), "B", Frequency.Monthly, 10, Given.Day("2021-06-25"), null))
                ?.Code
        ).ShouldBe(code);
    }

    // The leave excuses the last installment, until 31 March 2022; from 10 April 2022 no due date is agreed any more.
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 USC 72(p)(2)(C)")]
    public void An_agreement_after_the_last_due_date_asks_for_nothing_between()
    {
        LendsThreeMonths();
        account
            .Pays("B", "2021-02-10", "2021-03-10")
            .After(
                new LeaveStartedFact(Given.Day("2021-04-01"), "B", SuspensionKind.UnpaidLeave, null),
                new RescheduledFact(Given.Day("2022-06-07"), "B", Frequency.Monthly, 4, Given.Day("2022-06-25"), null)
            );
        var state = account["B"].State;
        (
            state.Schedule.LevelInstallment,
            state.Position.OldestUnpaidDue(state.Schedule),
            state.Position.ArrearsOn(Given.Day("2022-06-24"), state.Schedule)
        ).ShouldBe((250m, Given.Day("2022-06-25"), 0m));
        account.ClosedThrough("2022-06-24")["B"].Events.Where(e => e is Missed).ShouldBeEmpty();
    }

    // 300 of the last 1,000 come in on the leave: 700 are spread over four, and count toward none of them.
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 USC 72(p)(2)(C)")]
    public void What_came_in_on_the_leave_has_lowered_the_balance_and_pays_none_of_the_new_installments()
    {
        LendsThreeMonths();
        account
            .Pays("B", "2021-02-10", "2021-03-10")
            .After(new LeaveStartedFact(Given.Day("2021-04-01"), "B", SuspensionKind.UnpaidLeave, null))
            .Pays("B", "2021-04-20", 300m)
            .After(
                new RescheduledFact(Given.Day("2022-06-07"), "B", Frequency.Monthly, 4, Given.Day("2022-06-25"), null)
            );
        var state = account["B"].State;
        (state.Schedule.LevelInstallment, state.Position.Lacking(Given.Day("2022-06-25"), state.Schedule)).ShouldBe(
            (175m, 175m)
        );
    }

    private void LendsThreeMonths() =>
        account
            .Lends("B", new(Given.Day("2021-01-10"), 3_000m, 0m, Frequency.Monthly, 3, Given.Day("2021-02-10")))
            .ShouldBeNull();
}
