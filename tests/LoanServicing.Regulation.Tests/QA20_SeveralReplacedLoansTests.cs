using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>One loan that replaces several: each of them counts beside it by its own latest permissible date.</summary>
public class QA20_SeveralReplacedLoansTests
{
    private static readonly DateOnly On = Given.Day("2022-04-04");

    // Without interest. A: 12,000 on 1 June 2020, 22 of 60 paid, 7,600 left, by 1 June 2025. B: 9,000 on 1 October
    // 2021, six of 45 paid, 7,800 left, by 1 October 2026.
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum()).Valued(
        "2020-05-01",
        150_000m
    );

    public QA20_SeveralReplacedLoansTests()
    {
        account
            .Lends("A", new(Given.Day("2020-06-01"), 12_000m, 0m, Frequency.Monthly, 60, Given.Day("2020-07-01")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 15);
        account
            .Lends("B", new(Given.Day("2021-10-01"), 9_000m, 0m, Frequency.Monthly, 45, Given.Day("2021-11-01")))
            .ShouldBeNull();
        for (var month = 0; month < 6; month++)
            account.PaysInstallments("A", 15 + month, 1).PaysInstallments("B", month, 1);
        account.Pays("A", "2022-04-01");
    }

    // The year's highest: B's 9,000 beside A's 8,800 of 1 October 2021, 17,800. The dollar limit is 50,000 − (17,800 −
    // 15,400) = 47,600.
    [Fact, Cites("26 USC 72(p)(2)(A)")]
    public void The_limit_is_that_of_both_loans_together()
    {
        var borrowing = BorrowingPosition.Before(On, account.History, ["A", "B"]);
        borrowing.ShouldBe(new(17_800m, 15_400m, 150_000m, DeemedLoanUnrepaid: false, Loans: 0));
    }

    // 42,000: with neither beside it 42,000 fit, with A's 7,600 they are 2,000 over 47,600, with both loans 9,800.
    [Theory, Cites("26 CFR 1.72(p)-1 A-20(a)(2)"), Cites("26 USC 72(p)(2)(A)")]
    [InlineData("2025-05-31", 160, 0)]
    [InlineData("2025-06-01", 160, 0)]
    [InlineData("2025-06-02", 160, 2_000)]
    [InlineData("2026-09-30", 230, 2_000)]
    [InlineData("2026-10-01", 230, 2_000)]
    [InlineData("2026-10-02", 230, 9_800)]
    public void Each_replaced_loan_counts_where_the_new_term_ends_after_its_own_latest_permissible_date(
        string finalDue,
        int weeks,
        decimal deemed
    )
    {
        var terms = new LoanTerms(
            On,
            42_000m,
            0m,
            Frequency.Weekly,
            weeks,
            Given.Day(finalDue).AddDays(-7 * (weeks - 1))
        );
        terms.FinalDue.ShouldBe(Given.Day(finalDue));
        Replaces(terms, "A", "B").ShouldBeNull();
        account.Deemings("C").ShouldBe(deemed == 0m ? [] : [(On, deemed, DeemingReason.Refinancing)]);
        (account["A"].State.Closed!.By, account["B"].State.Closed!.By).ShouldBe(
            (ClosedBy.Refinancing, ClosedBy.Refinancing)
        );
    }

    // A over the 38 months to its own end is 200.00, B over the 54 to its own 144.44, and the 26,600 that are new over
    // all 56 are 475.00.
    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(2)")]
    public void Three_level_loans_in_one_count_once()
    {
        var terms = new LoanTerms(
            On,
            42_000m,
            0m,
            Frequency.Monthly,
            56,
            Given.Day("2022-05-01"),
            steps: [new(38, 819.44m), new(16, 619.44m), new(2, 475m)]
        );
        Refinancing
            .IsLevelLoansInOne(TermsInLaw.Agreed(terms), [Old(7_600m, "2025-06-01"), Old(7_800m, "2026-10-01")])
            .ShouldBeTrue();
        Replaces(terms, "A", "B").ShouldBeNull();
        account.Deemed("C").ShouldBeEmpty();
    }

    // The same without the third step, or with B's part going on past 1 October 2026.
    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(2)"), Cites("26 USC 72(p)(2)(C)")]
    public void Steps_that_carry_an_old_balance_past_its_date_are_not_those_of_level_loans()
    {
        var terms = new LoanTerms(
            On,
            42_000m,
            0m,
            Frequency.Monthly,
            56,
            Given.Day("2022-05-01"),
            steps: [new(38, 814.29m), new(18, 614.29m)]
        );
        Refinancing
            .IsLevelLoansInOne(TermsInLaw.Agreed(terms), [Old(7_600m, "2025-06-01"), Old(7_800m, "2026-10-01")])
            .ShouldBeFalse();
        Replaces(terms, "A", "B").ShouldBeNull();
        account.Deemings("C").ShouldBe([(On, 42_000m, DeemingReason.LevelAmortization)]);
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    [InlineData(15_399.99, "refinancing.too-small")]
    [InlineData(15_400, null)]
    public void The_replacement_covers_all_that_it_replaces_or_none_of_them_ends(decimal amount, string? code)
    {
        (
            Replaces(new LoanTerms(On, amount, 0m, Frequency.Monthly, 36, Given.Day("2022-05-01")), "A", "B")?.Code
        ).ShouldBe(code);
        (account["A"].State.Closed is null, account["B"].State.Closed is null).ShouldBe(
            (code is not null, code is not null)
        );
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    public void A_loan_that_was_deemed_is_not_refinanced_and_then_nothing_is()
    {
        // B's May installment fails on 30 September.
        account.PaysInstallments("A", 22, 6).ClosedThrough("2022-10-04");
        account["B"].State.Deemed!.On.ShouldBe(Given.Day("2022-09-30"));
        account
            .Takes(
                new RefinancedFact(
                    Given.Day("2022-10-05"),
                    "C",
                    ["A", "B"],
                    new(Given.Day("2022-10-05"), 30_000m, 0m, Frequency.Monthly, 30, Given.Day("2022-11-05"))
                )
            )!
            .Code.ShouldBe("refinancing.loan-deemed");
        account["A"].State.Closed.ShouldBeNull();
        account.Account.Find("C").ShouldBeNull();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-20(a)(1)")]
    public void A_loan_that_is_not_replaced_stays_beside_the_new_one()
    {
        // 42,000 and B's 7,800 are 2,200 over 47,600.
        Replaces(new LoanTerms(On, 42_000m, 0m, Frequency.Monthly, 36, Given.Day("2022-05-01")), "A").ShouldBeNull();
        account.Deemings("C").ShouldBe([(On, 2_200m, DeemingReason.AmountLimit)]);
        account["B"].State.Closed.ShouldBeNull();
    }

    private Rejection? Replaces(LoanTerms terms, params string[] replaced) =>
        account.Takes(new RefinancedFact(terms.MadeOn, "C", replaced, terms));

    private static ReplacedBalance Old(decimal balance, string latest) => new(balance, Given.Day(latest));
}
