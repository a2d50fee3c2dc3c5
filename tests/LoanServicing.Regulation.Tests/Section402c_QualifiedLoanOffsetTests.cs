using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Which offsets are qualified plan loan offsets: the examples of 26 CFR 1.402(c)-3(b), as far as modelled.
/// </summary>
[Cites("26 USC 402(c)(3)(C)(ii)")]
public class Section402c_QualifiedLoanOffsetTests
{
    [Fact]
    public void Example_1_an_offset_three_months_after_the_severance_is_qualified()
    {
        var form = Example1()
            .Severed("2020-06-15")
            .Offsets("A", "2020-09-18")
            .TaxThrough("2020-12-31")
            .Forms.ShouldHaveSingleItem();
        (form.Box1, form.Box7, form.Authority).ShouldBe((3_000m, "1M", "26 USC 402(c)(3)(C)(ii)"));
    }

    [Fact]
    public void Example_2_an_offset_more_than_a_year_after_the_severance_is_not()
    {
        // The leaver pays on until the end of 2020 and misses 1 January 2021, whose longest cure ends on 30 June: 4,000
        // in 20 quarters without interest, of which 1,000 are paid, leave the 3,000 of the example.
        AccountUnderTest PaidThrough2020()
        {
            var account = AccountUnderTest
                .In(
                    new CurePeriodRule.Maximum(),
                    plan => plan with { Provisions = new(AcceleratesOnSeverance: false) },
                    "1980-01-20"
                )
                .Valued("2019-08-01", 10_000m);
            account
                .Lends("A", new(Given.Day("2019-08-01"), 4_000m, 0m, Frequency.Quarterly, 20, Given.Day("2019-10-01")))
                .ShouldBeNull();
            return account
                .Pays("A", "2019-10-01", "2020-01-01", "2020-04-01")
                .Severed("2020-06-15")
                .Pays("A", "2020-07-01", "2020-10-01");
        }

        // Inside the cure and more than a year after the severance: an ordinary offset.
        var ordinary = PaidThrough2020()
            .Offsets("A", "2021-06-16")
            .TaxThrough("2021-12-31")
            .Forms.ShouldHaveSingleItem();
        (ordinary.Box1, ordinary.Box7, ordinary.Authority).ShouldBe((3_000m, "1", "26 CFR 1.72(p)-1 A-13(b)"));
        PaidThrough2020()
            .Offsets("A", "2021-06-15")
            .TaxThrough("2021-12-31")
            .Forms.ShouldHaveSingleItem()
            .Box7.ShouldBe("1M");
        // The day after the cure: deemed before, and the offset has no form of its own.
        var deemed = PaidThrough2020().Offsets("A", "2021-07-01").TaxThrough("2021-12-31").Forms.ShouldHaveSingleItem();
        (deemed.On, deemed.Box1, deemed.Box7).ShouldBe((Given.Day("2021-06-30"), 3_000m, "L1"));
    }

    [Fact]
    public void Examples_5_and_6_a_loan_deemed_before_the_severance_is_not_qualified_when_it_is_offset()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1983-02-14").Valued("2023-01-01", 10_000m);
        account
            .Lends("A", new(Given.Day("2023-01-01"), 3_000m, 0m, Frequency.Monthly, 60, Given.Day("2023-02-01")))
            .ShouldBeNull();
        account.Pays("A", "2023-02-01", "2023-03-01").ClosedThrough("2023-10-01");
        account["A"].State!.Deemed!.On.ShouldBe(Given.Day("2023-09-30"));
        account.Severed("2023-11-01").Offsets("A", "2023-11-01");
        QualifiedLoanOffset
            .IsQualified(new(Given.Day("2023-11-01"), Given.Day("2023-09-30"), Given.Day("2023-11-01"), null))
            .ShouldBeFalse();
        account.TaxThrough("2023-12-31").Forms.ShouldHaveSingleItem().Box7.ShouldBe("L1");
    }

    [Theory]
    [InlineData("2020-06-15", "2020-06-14", false)]
    [InlineData("2020-06-15", "2020-06-15", true)]
    [InlineData("2020-06-15", "2021-06-14", true)]
    [InlineData("2020-06-15", "2021-06-15", true)]
    [InlineData("2020-06-15", "2021-06-16", false)]
    [InlineData("2020-02-29", "2021-02-28", true)]
    [InlineData("2020-02-29", "2021-03-01", false)]
    public void After_a_severance_the_offset_has_until_its_first_anniversary(
        string severed,
        string offset,
        bool qualified
    ) => QualifiedLoanOffset.IsQualified(new(Given.Day(offset), null, Given.Day(severed), null)).ShouldBe(qualified);

    [Theory]
    [InlineData("2022-03-31", "2022-03-30", false)]
    [InlineData("2022-03-31", "2022-03-31", true)]
    [InlineData("2022-03-31", "2024-08-08", true)]
    public void After_the_plans_termination_there_is_no_such_time(string terminated, string offset, bool qualified) =>
        QualifiedLoanOffset.IsQualified(new(Given.Day(offset), null, null, Given.Day(terminated))).ShouldBe(qualified);

    [Theory]
    [InlineData("2017-12-31", false)]
    [InlineData("2018-01-01", true)]
    [InlineData("2018-01-02", true)]
    public void Offsets_are_qualified_from_2018_on(string offset, bool qualified) =>
        QualifiedLoanOffset
            .IsQualified(new(Given.Day(offset), null, Given.Day("2017-11-15"), null))
            .ShouldBe(qualified);

    [Fact]
    public void An_offset_without_severance_or_termination_is_not_qualified() =>
        QualifiedLoanOffset.IsQualified(new(Given.Day("2022-03-31"), null, null, null)).ShouldBeFalse();

    // "the plan loan … met the requirements of section 72(p)(2) immediately prior to" the severance: one made after it
    // did not exist then.
    [Theory]
    [InlineData("2020-06-14", true, true)]
    [InlineData("2020-06-15", true, true)]
    [InlineData("2020-06-16", true, false)]
    [InlineData("2020-06-14", false, false)]
    public void The_loan_is_one_of_section_72p_from_before_the_severance(
        string madeOn,
        bool isPlanLoan,
        bool qualified
    ) =>
        QualifiedLoanOffset
            .IsQualified(
                new(Given.Day("2020-09-18"), null, Given.Day("2020-06-15"), null, Given.Day(madeOn), isPlanLoan)
            )
            .ShouldBe(qualified);

    // Left in 2018, hired again, and left for good in June 2020.
    [Fact]
    public void The_year_runs_from_the_latest_severance()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1980-01-20")
            .Severed("2018-05-01")
            .Valued("2020-06-01", 10_000m);
        account
            .Lends("A", new(Given.Day("2020-06-01"), 3_000m, 0m, Frequency.Quarterly, 20, Given.Day("2020-08-31")))
            .ShouldBeNull();
        account
            .Severed("2020-06-15")
            .Offsets("A", "2020-09-18")
            .TaxThrough("2020-12-31")
            .Forms.ShouldHaveSingleItem()
            .Box7.ShouldBe("1M");
    }

    [Fact]
    public void A_loan_inside_its_cure_period_at_the_severance_was_still_in_good_standing()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1969-05-05").Valued("2023-01-01", 10_000m);
        account.Lends("A", new(Given.Day("2023-01-01"), 3_000m, 0m, Frequency.Monthly, 60, Given.Day("2023-02-01")));
        account.Pays("A", "2023-02-01").ClosedThrough("2023-05-20").Severed("2023-05-21").Offsets("A", "2023-06-30");
        account["A"].Events.OfType<Missed>().Count().ShouldBe(4);
        account.TaxThrough("2023-12-31").Forms.ShouldHaveSingleItem().Box7.ShouldBe("1M");
    }

    // 1040 for the year of the offset: 15 April, moved by IRC 7503 off weekends and Emancipation Day; six months later
    // for a timely filer.
    [Theory]
    [InlineData("2020-09-18", true, "2021-04-15", "2021-10-15")]
    [InlineData("2021-03-03", true, "2022-04-18", "2022-10-17")]
    [InlineData("2022-12-31", true, "2023-04-18", "2023-10-16")]
    [InlineData("2023-01-01", true, "2024-04-15", "2024-10-15")]
    [InlineData("2027-07-07", true, "2028-04-18", "2028-10-16")]
    [InlineData("2020-09-18", false, "2020-11-17", null)]
    [InlineData("2023-11-01", false, "2023-12-31", null)]
    public void Rollovers_have_until_the_return_is_due_or_60_days(
        string offset,
        bool qualified,
        string by,
        string? extended
    )
    {
        RolloverDeadline.Of(Given.Day(offset), qualified).ShouldBe(Given.Day(by));
        RolloverDeadline.Extended(Given.Day(offset), qualified).ShouldBe(extended is null ? null : Given.Day(extended));
    }

    // An account of 10,000 with a note of 3,000, as in Example 1. Without interest and before any installment, so that
    // 3,000 are offset.
    private static AccountUnderTest Example1()
    {
        var account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1980-01-20").Valued("2020-06-01", 10_000m);
        account
            .Lends("A", new(Given.Day("2020-06-01"), 3_000m, 0m, Frequency.Quarterly, 20, Given.Day("2020-08-31")))
            .ShouldBeNull();
        return account;
    }
}
