using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>An offset is an actual distribution; a deemed distribution is not, and the loan goes on.</summary>
public class QA13_LoanOffsetTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1971-10-09").Valued("2019-01-01", 61_000m);

    public QA13_LoanOffsetTests()
    {
        account.Lends("A", new(Given.Day("2019-01-02"), 13_000m, 0.055m, Frequency.Monthly, 60, Given.Day("2019-01-31"))).Rejection.ShouldBeNull();
        account.Pays("A", "2019-01-31", "2019-02-28", "2019-03-31");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void An_offset_ends_the_loan_with_all_that_is_outstanding_interest_included()
    {
        var owed = account["A"].Outstanding("2019-04-17");
        account.Offsets("A", "2019-04-17", withheld: 311.07m);
        var closed = account["A"].State!.Closed!;
        (closed.By, closed.Amount, account["A"].Outstanding("2019-12-31")).ShouldBe((ClosedBy.Offset, owed, 0m));
        closed.Principal.ShouldBeLessThan(owed);
        account.ClosedThrough("2020-12-31")["A"].State!.Deemed.ShouldBeNull();

        var form = account.FormsThrough("2020-12-31").Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.On, form.Box1, form.Box2a, form.Box4, form.Box7, form.Authority).ShouldBe((2019, Given.Day("2019-04-17"), owed, owed, 311.07m, "1", "26 CFR 1.72(p)-1 A-13(b)"));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(a)"), Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void A_deemed_distribution_leaves_the_loan_owed()
    {
        account.ClosedThrough("2019-09-30");
        account["A"].State!.Deemed!.On.ShouldBe(Given.Day("2019-09-30"));
        account["A"].State!.Closed.ShouldBeNull();
        account["A"].Outstanding("2019-09-30").ShouldBe(account["A"].State!.Deemed!.Amount);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)"), Cites("26 CFR 1.72(p)-1 A-19(a)")]
    public void A_loan_already_deemed_gets_no_second_form_when_it_is_offset()
    {
        account.ClosedThrough("2019-09-30").Offsets("A", "2021-02-03");
        var form = account.FormsThrough("2021-12-31").Forms.ShouldHaveSingleItem();
        (form.TaxYear, form.Box7).ShouldBe((2019, "L1"));
        account["A"].State!.Closed!.By.ShouldBe(ClosedBy.Offset);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void An_offset_on_the_last_day_of_the_cure_period_comes_before_the_deeming_and_one_a_day_later_after_it()
    {
        var first = account["A"].History;
        account.Offsets("A", "2019-09-30");
        account.FormsThrough("2019-12-31").Forms.ShouldHaveSingleItem().Box7.ShouldBe("1");

        var late = new AccountUnderTest(new CurePeriodRule.Maximum(), "1971-10-09").Valued("2019-01-01", 61_000m);
        late.Lends("A", first.Folded.Terms);
        late.Pays("A", "2019-01-31", "2019-02-28", "2019-03-31").Offsets("A", "2019-10-01");
        late.FormsThrough("2019-12-31").Forms.ShouldHaveSingleItem().Box7.ShouldBe("L1");
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-13(b)")]
    public void Another_amount_than_what_is_outstanding_is_refused_and_nothing_is_offset_twice()
    {
        var owed = account["A"].Outstanding("2019-04-17");
        account["A"].Does(new OffsetLoan(Given.Day("2019-04-17"), owed - 0.01m, 0m, Given.Source)).Rejection!.Code.ShouldBe("offset.not-outstanding");
        account["A"].Does(new OffsetLoan(Given.Day("2019-04-17"), owed, 0m, Given.Source)).Rejection.ShouldBeNull();
        account["A"].Does(new OffsetLoan(Given.Day("2019-04-17"), null, 0m, Given.Source)).Rejection!.Code.ShouldBe("offset.loan-closed");
    }
}
