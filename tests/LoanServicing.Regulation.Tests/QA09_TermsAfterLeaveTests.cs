using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// What repayment after a leave has to satisfy: not later than the latest permissible date, and not lower than before.
/// </summary>
public class QA09_TermsAfterLeaveTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2013-07-01",
        80_000m
    );

    // Five years from 15 January 2014. Nine excused installments and six months more: the installments after the leave
    // are higher than before (280.73 against 254.12).
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(c)"), Cites("26 CFR 1.72(p)-1 A-9(a)")]
    [InlineData("2014-02-14", "2019-01-14", false)]
    [InlineData("2014-02-15", "2019-01-15", false)]
    [InlineData("2014-02-16", "2019-01-16", true)]
    public void New_terms_that_end_after_five_years_from_the_loan_deem_it_as_they_are_agreed(
        string firstDue,
        string finalDue,
        bool deemed
    )
    {
        Starts(Of2014(54, firstDue).PaysInstallments("A", 0, 4), "2014-06-01", SuspensionKind.UnpaidLeave);
        Ends("2015-02-28", AfterLeave.Reamortize, finalDue);
        (account["A"].State.Schedule.FinalDue, account["A"].State.Schedule.LevelInstallment).ShouldBe(
            (Given.Day(finalDue), 280.73m)
        );
        // 11,732.67 on 16 February and 12 days.
        account
            .Deemings("A")
            .ShouldBe(deemed ? [(Given.Day("2015-02-28"), 11_755.81m, DeemingReason.RepaymentTerm)] : []);
    }

    // 36 installments of 365.06, four paid and three excused. 10,932.93 over 32 more is 370.57, over 33 it is 360.21,
    // which the rule does not allow.
    [Theory, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 USC 72(p)(2)(C)")]
    [InlineData("2017-03-15", 381.59, false)]
    [InlineData("2017-04-15", 370.57, false)]
    [InlineData("2017-05-15", 360.21, true)]
    public void Installments_lower_than_the_original_loans_deem_it_as_they_are_agreed(
        string finalDue,
        decimal level,
        bool deemed
    )
    {
        Starts(Of2014(36).PaysInstallments("A", 0, 4), "2014-06-01", SuspensionKind.UnpaidLeave);
        Ends("2014-08-20", AfterLeave.Reamortize, finalDue);
        account["A"].State.Schedule.LevelInstallment.ShouldBe(level);
        account
            .Deemings("A")
            .Select(deeming => (deeming.On, deeming.Reason))
            .ShouldBe(deemed ? [(Given.Day("2014-08-20"), DeemingReason.LevelAmortization)] : []);
    }

    // 20,000 at 6 percent over 60 months is 386.66 a month; what is left after eighteen, 14,614.87, over the other 42
    // is 386.65. No installment was excused.
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)")]
    public void A_cent_of_rounding_is_no_lower_installment()
    {
        account
            .Lends("A", new(Given.Day("2021-03-01"), 20_000m, 0.06m, Frequency.Monthly, 60, Given.Day("2021-04-01")))
            .ShouldBeNull();
        Starts(account.PaysInstallments("A", 0, 18), "2022-09-05", SuspensionKind.UnpaidLeave);
        Ends("2022-09-20", AfterLeave.Reamortize, null);
        account["A"].State.Schedule.LevelInstallment.ShouldNotBeNull().ShouldBeInRange(386.65m, 386.66m);
        account.Deemed("A").ShouldBeEmpty();
    }

    // The last three installments fall into the leave, and nobody agrees on new ones. "the loan … must be repaid by the
    // latest permissible term of the loan".
    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-9(c)")]
    public void A_loan_whose_last_installments_were_excused_is_deemed_where_it_is_not_repaid_by_the_latest_permissible_date()
    {
        Starts(Of2014().PaysInstallments("A", 0, 57), "2018-11-01", SuspensionKind.UnpaidLeave);
        // Longer than any cure period that could be given.
        account.ClosedThrough("2019-07-01");
        account["A"].Outstanding("2019-07-01").ShouldBeGreaterThan(600m);
        account.Deemed("A").ShouldNotBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-9(a)"), Cites("26 CFR 1.72(p)-1 A-9(c)")]
    public void So_is_one_whose_leave_ended_with_no_installment_left()
    {
        Starts(Of2014().PaysInstallments("A", 0, 57), "2018-11-01", SuspensionKind.UnpaidLeave);
        account.Takes(new LeaveEndedFact(Given.Day("2019-01-31"), "A", AfterLeave.Reamortize, null));
        account.ClosedThrough("2019-07-01");
        account.Deemed("A").ShouldNotBeEmpty();
    }

    // 12,000 at 6 percent on 15 January 2014.
    private AccountUnderTest Of2014(int installments = 60, string firstDue = "2014-02-15")
    {
        account
            .Lends(
                "A",
                new(Given.Day("2014-01-15"), 12_000m, 0.06m, Frequency.Monthly, installments, Given.Day(firstDue))
            )
            .ShouldBeNull();
        return account;
    }

    private static void Starts(AccountUnderTest on, string day, SuspensionKind kind) =>
        on.After(new LeaveStartedFact(Given.Day(day), "A", kind, null));

    private void Ends(string day, AfterLeave then, string? finalDue) =>
        account.After(new LeaveEndedFact(Given.Day(day), "A", then, finalDue is null ? null : Given.Day(finalDue)));
}
