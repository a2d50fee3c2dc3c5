using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// What is said of a loan because of others, on days that bring several things, and after corrections.
/// </summary>
public class QA19_RestatedStatementTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2020-12-31",
        60_000m
    );

    // 6,000 at 8 percent each; of four installments missed the interest runs simple, so that each owes 6,092.16.
    [Theory, Cites("26 CFR 1.72(p)-1 A-20(a)")]
    [InlineData(true, 12_184.32, true)]
    [InlineData(false, 12_184.32, true)]
    [InlineData(true, 12_184.31, false)]
    [InlineData(false, 12_184.31, false)]
    public void A_replacement_covers_what_is_owed_whether_or_not_what_was_missed_is_stated(
        bool isClosed,
        decimal amount,
        bool isEnough
    )
    {
        var simple = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { DefaultAccrual = DefaultAccrual.Simple365 })
            .Valued("2020-12-31", 60_000m);
        foreach (var loan in (string[])["A", "B"])
        {
            simple.Lends(loan, Terms("2021-01-01", 6_000m, 0.08m, "2021-02-01")).ShouldBeNull();
            simple
                .Account.Take(new PaidFact(Given.Day("2021-02-01"), loan, null, 1, null, null), Given.Source, out _)
                .ShouldBeNull();
        }

        if (isClosed)
            simple.ClosedThrough("2021-06-14");
        var refused = simple.Account.Take(
            new RefinancedFact(
                Given.Day("2021-06-15"),
                "C",
                ["A", "B"],
                Terms("2021-06-15", amount, 0.08m, "2021-07-15")
            ),
            Given.Source,
            out var events
        );
        (refused is null).ShouldBe(isEnough);
        events.Select(e => e.Event).OfType<FiguresRestated>().ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void A_loan_that_comes_over_deemed_counts_for_a_revocation_of_the_same_day()
    {
        DeemedBesideB();
        account.Pays("A", "2021-10-05", 3_000m);
        account.After(
            new TakenOverFact(
                Given.Day("2021-10-10"),
                "T",
                Terms("2020-01-01", 6_000m, 0m, "2020-02-01"),
                true,
                null,
                4_700m,
                0m,
                null,
                5_000m,
                new(Given.Day("2020-09-30"), 5_500m, true),
                0m,
                0
            ),
            new WithholdingConsentRevokedFact(Given.Day("2021-10-10"), "B")
        );
        account.Deemings("B").ShouldBe([(Given.Day("2021-10-10"), 2_900m, DeemingReason.SecondLoanCondition)]);
        account["B"].Events.OfType<FiguresRestated>().ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-19(b)(3)")]
    public void Each_of_two_revocations_of_a_day_is_said_anew()
    {
        DeemedBesideB();
        account.After(
            new WithholdingConsentRevokedFact(Given.Day("2021-09-10"), "B"),
            new WithholdingConsentRevokedFact(Given.Day("2021-09-10"), "B")
        );
        account.Deemings("B").Count.ShouldBe(1);
        // Repaid before B was made, after all.
        account.Takes(new PaidFact(Given.Day("2021-07-20"), "A", 3_000m, 1, null, null)).ShouldBeNull();
        account.Deemings("B").ShouldBeEmpty();
        account["B"].Events.OfType<FiguresRestated>().Select(restated => restated.Fact).ShouldBe([1, 4, 6]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-18(a)"), Cites("26 CFR 1.72(p)-1 A-20(a)")]
    public void A_loan_that_the_section_does_not_reach_can_be_replaced()
    {
        account
            .Lends(
                "X",
                Terms("2021-01-01", 3_000m, 0m, "2021-02-01"),
                new(
                    InvestmentProgram: new(
                        Established: true,
                        Earmarked: false,
                        ParticipantsOnly: false,
                        MaturesOnSeverance: false,
                        Insider: false
                    )
                )
            )
            .ShouldBeNull();
        account["X"].State.IsExempt.ShouldBeTrue();
        account.After(
            new RefinancedFact(Given.Day("2021-06-15"), "Y", ["X"], Terms("2021-06-15", 3_500m, 0m, "2021-07-15"))
        );
        account["X"].State.Closed!.By.ShouldBe(ClosedBy.Refinancing);
    }

    // February to May are unpaid; a payment of September that is taken back has its own months' misses stated, and a
    // correction of May none of them.
    [Fact, Cites("Rev. Proc. 2021-30 s. 6.07")]
    public void A_reversed_payment_speaks_for_no_day_any_more()
    {
        account.Lends("A", Terms("2021-01-01", 6_000m, 0m, "2021-02-01")).ShouldBeNull();
        account.PaysInstallments("A", 0, 4);
        account
            .Account.Take(new PaidFact(Given.Day("2021-05-20"), "A", 100m, 1, null, null), Given.Source, out _)
            .ShouldBeNull();
        account
            .Account.Take(
                new PaymentReversedFact(Given.Day("2021-05-25"), "A", Given.Day("2021-05-20"), 100m),
                Given.Source,
                out _
            )
            .ShouldBeNull();
        account
            .Account.Take(
                new RescheduledFact(
                    Given.Day("2021-05-02"),
                    "A",
                    Frequency.Biweekly,
                    80,
                    Given.Day("2021-05-05"),
                    null
                ),
                Given.Source,
                out _
            )
            .ShouldBeNull();

        var history = account["A"].History;
        var ledger = Ledger.Of(history.Facts, account.Plan, history.StatedThrough(null))!;
        history
            .Stated.Select(stated => stated.Event.On)
            .ShouldBe(ledger.Consequences.Select(consequence => consequence.On));
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-10(a)")]
    public void What_changes_the_day_that_an_overdue_repayment_counts_from_needs_a_person()
    {
        var withheld = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { CreditDate = CreditDate.Withheld })
            .Valued("2020-12-31", 60_000m);
        withheld.Lends("A", Terms("2021-01-01", 6_000m, 0m, "2021-02-01")).ShouldBeNull();
        withheld.After(
            new PaidFact(Given.Day("2021-03-05"), "A", 200m, 1, null, null),
            new PaidFact(Given.Day("2021-08-16"), "A", 400m, 1, null, Given.Day("2021-06-30"))
        );
        withheld["A"].Events.OfType<InstallmentPaid>().Last().On.ShouldBe(Given.Day("2021-06-30"));
        var recorded = withheld["A"].Events.Count;
        withheld
            .Account.Take(
                new PaymentReversedFact(Given.Day("2021-08-20"), "A", Given.Day("2021-03-05"), 200m),
                Given.Source,
                out _
            )!
            .Code.ShouldBe("fact.changes-credit-date");
        withheld["A"].Events.Count.ShouldBe(recorded);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-10(b)")]
    [InlineData("2021-07-04", "recredit.too-early")]
    [InlineData("2021-07-05", null)]
    public void A_correction_lets_a_repayment_count_from_the_day_on_which_it_was_withheld_and_once(
        string from,
        string? code
    )
    {
        var withheld = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { CreditDate = CreditDate.Withheld })
            .Valued("2020-12-31", 60_000m);
        withheld.Lends("A", Terms("2021-04-01", 6_000m, 0m, "2021-05-01")).ShouldBeNull();
        withheld
            .ClosedThrough("2021-10-15")
            .After(new PaidFact(Given.Day("2021-10-20"), "A", 200m, 1, null, Given.Day("2021-07-05")));
        withheld.Takes(Recredited(from))?.Code.ShouldBe(code);
        if (code is null)
            withheld.Takes(Recredited("2021-07-06"))!.Code.ShouldBe("recredit.already-corrected");

        static PaymentRecreditedFact Recredited(string from) =>
            new(
                Given.Day("2021-11-01"),
                "A",
                Given.Day("2021-10-20"),
                200m,
                Given.Day(from),
                "pay statement",
                "R. Roe"
            );
    }

    [Fact]
    public void A_correction_to_before_the_loan_is_refused()
    {
        account.Lends("A", Terms("2021-01-01", 6_000m, 0m, "2021-02-01")).ShouldBeNull();
        account.Pays("A", "2021-02-01", 100m);
        account
            .Takes(
                new PaymentRecreditedFact(
                    Given.Day("2021-03-01"),
                    "A",
                    Given.Day("2021-02-01"),
                    100m,
                    Given.Day("2020-12-31"),
                    "pay statement",
                    "R. Roe"
                )
            )!
            .Code.ShouldBe("recredit.too-early");
    }

    // A of 3,000 fails on 30 June; B of 3,000, repaid by withholding, is made beside it on 1 August, and its first
    // installment paid.
    private void DeemedBesideB()
    {
        account.Lends("A", Terms("2021-01-01", 3_000m, 0m, "2021-02-01")).ShouldBeNull();
        account.ClosedThrough("2021-07-31");
        account.Lends("B", Terms("2021-08-01", 3_000m, 0m, "2021-09-01"), new(PayrollWithholding: true)).ShouldBeNull();
        account.Pays("B", "2021-09-01", 50m).Pays("B", "2021-09-01", 50m);
    }

    private static LoanTerms Terms(string on, decimal amount, decimal rate, string first) =>
        new(Given.Day(on), amount, rate, Frequency.Monthly, 60, Given.Day(first));
}
