using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>An offset is an actual distribution; a deemed distribution is not, and the loan goes on.</summary>
public class QA13_LoanOffsetTests
{
    // 13,000 at 5.5 percent over 60 months, 248.32 each: 12,431.19 after three, and 17 days of interest by 17 April,
    // 12,431.19 × 17 × 0.055 ÷ 365 = 31.84.
    private const decimal AfterThree = 12_431.19m;
    private const decimal OwedOn17April = 12_463.03m;

    private readonly AccountUnderTest account = AccountUnderTest.PermittingOffsets(
        new CurePeriodRule.Maximum(),
        "1971-10-09"
    );

    public QA13_LoanOffsetTests() => LendAndPayThree(account);

    private static void LendAndPayThree(AccountUnderTest account)
    {
        account.Valued("2019-01-01", 61_000m);
        account
            .Lends("A", new(Given.Day("2019-01-02"), 13_000m, 0.055m, Frequency.Monthly, 60, Given.Day("2019-01-31")))
            .ShouldBeNull();
        account.Pays("A", "2019-01-31", "2019-02-28", "2019-03-31");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void An_offset_ends_the_loan_with_all_that_is_outstanding_interest_included()
    {
        account.Offsets("A", "2019-04-17", withheld: 311.07m);
        var closed = account["A"].State.Closed!;
        (closed.By, closed.Amount, closed.Principal, account["A"].Outstanding("2019-12-31")).ShouldBe(
            (ClosedBy.Offset, OwedOn17April, AfterThree, 0m)
        );
        account.ClosedThrough("2020-12-31")["A"].State.Deemed.ShouldBeNull();

        var form = account.TaxThrough("2020-12-31").Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.On, form.Box1, form.Box2a, form.Box4, form.Box7, form.Authority).ShouldBe(
            (2019, Given.Day("2019-04-17"), OwedOn17April, OwedOn17April, 311.07m, "1", "26 CFR 1.72(p)-1 A-13(b)")
        );
    }

    // "a plan may be prohibited from making such an offset … limiting distributions to an active employee".
    [Theory, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    [InlineData("2019-04-16", false)]
    [InlineData("2019-04-17", false)]
    [InlineData("2019-04-18", true)]
    public void An_active_employees_account_is_not_reduced_and_one_who_has_left_by_the_day_has_it_offset(
        string severedOn,
        bool barred
    )
    {
        var employed = new AccountUnderTest(new CurePeriodRule.Maximum(), "1971-10-09");
        LendAndPayThree(employed);
        if (!barred)
            employed.Severed(severedOn);
        var recorded = employed["A"].Events.Count;
        var rejection = employed.Takes(new OffsetFact(Given.Day("2019-04-17"), "A", null, null));
        (rejection?.Code, rejection?.Cites).ShouldBe(
            barred ? ("offset.barred", "26 CFR 1.72(p)-1 A-13(b)") : (null, null)
        );
        employed["A"].Events.Count.ShouldBe(recorded + (barred ? 0 : 1));
        employed["A"].Outstanding("2019-04-17").ShouldBe(barred ? OwedOn17April : 0m);
    }

    // 30 April is missed at the close of that day; only then is a plan that does not accelerate on severance allowed to
    // offset.
    [Theory, Cites("26 CFR 1.72(p)-1 A-13(a)(2)")]
    [InlineData(true, "2019-04-29", null)]
    [InlineData(false, "2019-04-29", "offset.not-due")]
    [InlineData(false, "2019-04-30", "offset.not-due")]
    [InlineData(false, "2019-05-01", null)]
    public void A_plan_that_does_not_accelerate_on_severance_offsets_after_a_missed_installment_only(
        bool accelerates,
        string on,
        string? code
    )
    {
        var left = AccountUnderTest.In(
            new CurePeriodRule.Maximum(),
            plan => plan with { Provisions = new(AcceleratesOnSeverance: accelerates) },
            "1971-10-09"
        );
        LendAndPayThree(left);
        left.Severed("2019-04-02");
        (left.Takes(new OffsetFact(Given.Day(on), "A", null, null))?.Code).ShouldBe(code);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(a)"), Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void A_deemed_distribution_leaves_the_loan_owed()
    {
        account.ClosedThrough("2019-09-30");
        account["A"].State.Deemed!.On.ShouldBe(Given.Day("2019-09-30"));
        account["A"].State.Closed.ShouldBeNull();
        account["A"].Outstanding("2019-09-30").ShouldBe(account["A"].State.Deemed!.Amount);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void A_loan_already_deemed_gets_no_second_form_when_it_is_offset()
    {
        account.ClosedThrough("2019-09-30").Offsets("A", "2021-02-03");
        var form = account.TaxThrough("2021-12-31").Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.Box7).ShouldBe((2019, "L1"));
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Offset);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-13(b)"), Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2019-09-29", "1")]
    [InlineData("2019-09-30", "1")]
    [InlineData("2019-10-01", "L1")]
    public void An_offset_on_the_last_day_of_the_cure_period_comes_before_the_deeming_and_one_a_day_later_after_it(
        string on,
        string code
    )
    {
        account.Offsets("A", on);
        account.TaxThrough("2019-12-31").Forms.ShouldHaveSingleItem().Box7.ShouldBe(code);
        account.Deemed("A").Count.ShouldBe(code == "1" ? 0 : 1);
    }

    // "the amount of the account balance that is offset against the loan is an actual distribution": a part of it,
    // where the plan offsets a part.
    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void A_part_can_be_offset_and_the_rest_runs_on()
    {
        account.Offsets("A", "2019-04-17", amount: 5_063.03m);
        account["A"].State.Closed.ShouldBeNull();
        account["A"].Outstanding("2019-04-17").ShouldBe(7_400m);
        account.TaxThrough("2019-12-31").Forms.Select(form => (form.Box1, form.Box7)).ShouldBe([(5_063.03m, "1")]);

        // Inside the period the whole amount lowered the balance: 12,431.19 for 17 days and 7,368.16 for 13 bear 46.28
        // by the month's end.
        account.Offsets("A", "2019-04-30");
        account["A"].State.Closed!.By.ShouldBe(ClosedBy.Offset);
        account.TaxThrough("2019-12-31").Forms.Sum(form => form.Box1).ShouldBe(AfterThree + 46.28m);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    [InlineData(12_463.02, null, false)]
    [InlineData(12_463.03, null, true)]
    [InlineData(12_463.04, "offset.exceeds-outstanding", false)]
    public void No_more_is_offset_than_what_is_outstanding_and_nothing_twice(decimal amount, string? code, bool ends)
    {
        (account.Takes(new OffsetFact(Given.Day("2019-04-17"), "A", amount, null))?.Code).ShouldBe(code);
        (account["A"].State.Closed is not null).ShouldBe(ends);
        if (ends)
            account
                .Takes(new OffsetFact(Given.Day("2019-04-17"), "A", null, null))!
                .Code.ShouldBe("offset.loan-closed");
    }
}
