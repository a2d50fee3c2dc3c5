using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A repayment that was withheld in time and came in late, in a plan that counts repayments from the pay date.
/// </summary>
public class QA10_LateRepaymentTests
{
    private readonly AccountUnderTest account = AccountUnderTest
        .With(new CurePeriodRule.Maximum(), policy => policy with { CreditDate = CreditDate.Withheld })
        .Valued("2020-12-31", 60_000m);

    // The installments of 1 February and 1 March 2021 can be made up until 30 June.
    public QA10_LateRepaymentTests() =>
        account
            .Lends("A", new(Given.Day("2021-01-01"), 6_000m, 0m, Frequency.Monthly, 60, Given.Day("2021-02-01")))
            .ShouldBeNull();

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)"), Cites("29 CFR 2510.3-102(b)(1)")]
    [InlineData("2021-07-22", false)]
    [InlineData("2021-07-23", true)]
    public void What_comes_in_while_the_employer_may_keep_it_cures_by_its_pay_date_and_later_not(
        string received,
        bool deemed
    )
    {
        account.ClosedThrough("2021-07-15");
        account.Deemed("A").Count.ShouldBe(1);
        account
            .After(new PaidFact(Given.Day(received), "A", 200m, 1, null, Given.Day("2021-06-30")))
            .ClosedThrough("2021-07-23");

        account.Deemed("A").Count.ShouldBe(deemed ? 1 : 0);
        account["A"].Events.OfType<InstallmentPaid>().Single().On.ShouldBe(Given.Day(deemed ? received : "2021-06-30"));
        account.TaxThrough("2021-12-31").Forms.Count.ShouldBe(deemed ? 1 : 0);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)"), Cites("29 CFR 2510.3-102(b)(1)")]
    public void What_comes_in_too_late_before_anything_failed_counts_from_its_pay_date() =>
        account
            .After(new PaidFact(Given.Day("2021-03-23"), "A", 100m, 1, null, Given.Day("2021-02-01")))
            .ClosedThrough("2021-03-31")["A"]
            .Events.OfType<InstallmentPaid>()
            .Single()
            .On.ShouldBe(Given.Day("2021-02-01"));

    // Payroll knows what it takes back by its pay date.
    [Theory, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    [InlineData("2021-01-29", null)]
    [InlineData("2021-02-03", null)]
    [InlineData("2021-02-01", "reversal.no-payment")]
    public void A_repayment_is_taken_back_by_its_pay_date_or_by_the_day_on_which_it_came_in(string paidOn, string? code)
    {
        account.After(new PaidFact(Given.Day("2021-02-03"), "A", 100m, 1, null, Given.Day("2021-01-29")));
        account
            .Takes(new PaymentReversedFact(Given.Day("2021-02-10"), "A", Given.Day(paidOn), 100m))
            ?.Code.ShouldBe(code);
        account["A"].Outstanding("2021-02-10").ShouldBe(code is null ? 6_000m : 5_900m);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    public void An_approved_correction_with_its_evidence_restores_the_loan()
    {
        account
            .ClosedThrough("2021-07-31")
            .After(new PaidFact(Given.Day("2021-08-16"), "A", 200m, 1, null, Given.Day("2021-06-30")))
            .ClosedThrough("2021-08-31");
        account.Deemed("A").Single().On.ShouldBe(Given.Day("2021-06-30"));
        account.TaxThrough("2021-12-31").RepaidAfterDeemed.ShouldBe(200m);

        account.Takes(Recredited("2021-08-16"))!.Code.ShouldBe("recredit.not-earlier");
        account.Takes(Recredited("2021-08-17"))!.Code.ShouldBe("recredit.not-earlier");
        account.After(Recredited("2021-06-30"));

        account.Deemed("A").ShouldBeEmpty();
        var events = account["A"].Events;
        events
            .OfType<ConsequenceWithdrawn>()
            .Select(withdrawn => events[(int)withdrawn.Because - 1])
            .Distinct()
            .Single()
            .ShouldBe(
                new RepaymentRecredited(
                    Given.Day("2021-09-01"),
                    8,
                    Given.Day("2021-06-30"),
                    "pay statement",
                    "R. Roe",
                    Given.Source
                )
            );
        account
            .TaxThrough("2021-12-31")
            .ShouldSatisfyAllConditions(tax => tax.Forms.ShouldBeEmpty(), tax => tax.RepaidAfterDeemed.ShouldBe(0m));
    }

    private static PaymentRecreditedFact Recredited(string from) =>
        new(Given.Day("2021-09-01"), "A", Given.Day("2021-08-16"), 200m, Given.Day(from), "pay statement", "R. Roe");
}
