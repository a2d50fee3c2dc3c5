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
/// What a correction does to a loan and its taxes (Rev. Proc. 2021-30, section 6.07; Form 14568-E for a loan over the
/// limit).
/// </summary>
[Cites("Rev. Proc. 2021-30 s. 6.07")]
public class Epcrs_CorrectedLoanTests
{
    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.Maximum(), "1976-01-05").Valued(
        "2021-02-15",
        123_000m
    );

    // 20,000 at 6 percent over 60 months of 386.66; ten are paid, 17,068.04 left. February 2022 fails on 30 June, and
    // eight are missed by 1 September.
    private void Defaults()
    {
        account
            .Lends("A", new(Given.Day("2021-03-01"), 20_000m, 0.06m, Frequency.Monthly, 60, Given.Day("2021-04-01")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 10).ClosedThrough("2022-08-31");
        account.Deemings("A").ShouldBe([(Given.Day("2022-06-30"), 17_582.46m, DeemingReason.MissedInstallment)]);
    }

    // 17,762.84, with eight months of interest, less the 14,614.87 of the schedule after its eighteenth installment.
    [Fact]
    public void A_lump_sum_of_3147_97_puts_the_loan_back_on_its_schedule_and_nothing_is_taxed()
    {
        Defaults();
        Corrects("2022-09-01", CorrectionMethod.LumpSum).ShouldBeNull();
        account["A"].Events.OfType<Corrected>().ShouldHaveSingleItem().Paid.ShouldBe(3_147.97m);
        account["A"].Outstanding("2022-09-01").ShouldBe(14_614.87m);
        account["A"].State.Schedule.LevelInstallment.ShouldBe(386.66m);
        account["A"].State.Position.OldestUnpaidDue(account["A"].State.Schedule).ShouldBe(Given.Day("2022-10-01"));
        IsUndone();

        account.PaysInstallments("A", 18, 42).ClosedThrough("2026-12-31");
        account["A"].State.Closed!.On.ShouldBe(Given.Day("2026-03-01"));
        IsUndone();
    }

    // Without interest: 100 a month, five paid and 1,000 ahead of schedule, so that the scheduled balance says nothing;
    // what is missed is what has to be made up.
    [Fact]
    public void Money_paid_ahead_does_not_make_the_lump_sum_smaller_than_what_was_missed()
    {
        account
            .Lends("A", new(Given.Day("2021-03-01"), 6_000m, 0m, Frequency.Monthly, 60, Given.Day("2021-04-01")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 5).Pays("A", "2021-08-15", 1_000m).ClosedThrough("2022-12-31");
        // June 2022 is the sixteenth; seven are missed by December.
        account["A"].Events.OfType<Missed>().First().On.ShouldBe(Given.Day("2022-07-01"));
        Corrects("2023-01-01", CorrectionMethod.LumpSum).ShouldBeNull();
        account["A"].Events.OfType<Corrected>().ShouldHaveSingleItem().Paid.ShouldBe(700m);
        account["A"].Outstanding("2023-01-01").ShouldBe(3_800m);
        account["A"].State.Position.OldestUnpaidDue(account["A"].State.Schedule).ShouldBe(Given.Day("2023-02-01"));
        IsUndone();
    }

    // 100 a month without interest: 60 wait to fill the first installment, so that 140 make up the two that are missed,
    // and 1,140 are spread anew.
    [Theory]
    [InlineData(CorrectionMethod.LumpSum, 140, 1_000, 100)]
    [InlineData(CorrectionMethod.LumpSumAndReamortize, 140, 1_000, 100)]
    [InlineData(CorrectionMethod.Reamortize, 0, 1_140, 114)]
    public void Money_that_is_held_counts(
        CorrectionMethod method,
        decimal paid,
        decimal outstanding,
        decimal installment
    )
    {
        var holding = AccountUnderTest
            .With(new CurePeriodRule.Maximum(), policy => policy with { PartialPayment = PartialPayment.Hold })
            .Valued("2021-02-15", 123_000m);
        holding
            .Lends("A", new(Given.Day("2021-03-01"), 1_200m, 0m, Frequency.Monthly, 12, Given.Day("2021-04-01")))
            .ShouldBeNull();
        holding.Pays("A", "2021-04-01", 60m).After(new CorrectedFact(Given.Day("2021-05-10"), "A", method, null));
        holding["A"].Events.OfType<Corrected>().ShouldHaveSingleItem().Paid.ShouldBe(paid);
        holding["A"].Outstanding("2021-05-10").ShouldBe(outstanding);
        (holding["A"].State.Schedule.Amount(2), holding["A"].State.Position.Held).ShouldBe((installment, 0m));
    }

    [Fact]
    public void Reamortized_the_arrears_are_in_42_installments_of_469_94()
    {
        Defaults();
        Corrects("2022-09-01", CorrectionMethod.Reamortize).ShouldBeNull();
        (
            account["A"].State.Schedule.LevelInstallment,
            account["A"].State.Schedule.FinalDue,
            account["A"].Outstanding("2022-09-01")
        ).ShouldBe((469.94m, Given.Day("2026-03-01"), 17_762.84m));
        account["A"].State.Position.OldestUnpaidDue(account["A"].State.Schedule).ShouldBe(Given.Day("2022-10-01"));
        IsUndone();
        account
            .PaysInstallments("A", 18, 42)
            .ClosedThrough("2026-12-31")["A"]
            .State.Closed!.On.ShouldBe(Given.Day("2026-03-01"));
        IsUndone();
    }

    [Fact]
    public void A_lump_sum_and_reamortization_leave_the_scheduled_balance_over_the_rest_of_the_term()
    {
        Defaults();
        Corrects("2022-09-01", CorrectionMethod.LumpSumAndReamortize, "2025-12-01").ShouldBeNull();
        account["A"].Outstanding("2022-09-01").ShouldBe(14_614.87m);
        // Over the 39 months to December 2025.
        account["A"].State.Schedule.LevelInstallment.ShouldBe(413.40m);
        IsUndone();
    }

    [Fact]
    public void Reported_in_the_year_of_correction_only_the_forms_year_is_another()
    {
        account
            .Lends("A", new(Given.Day("2021-03-01"), 20_000m, 0.06m, Frequency.Monthly, 60, Given.Day("2021-04-01")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 10).ClosedThrough("2024-02-17");
        Corrects("2024-02-18", CorrectionMethod.ReportInCorrectionYear).ShouldBeNull();
        account.Deemings("A").ShouldBe([(Given.Day("2022-06-30"), 17_582.46m, DeemingReason.MissedInstallment)]);
        account
            .TaxThrough("2024-12-31")
            .Forms.Select(form => (form.TaxYear, form.Box1, form.Box7))
            .ShouldBe([(2024, 17_582.46m, "L1")]);
        account["A"].State.Deemed.ShouldNotBeNull();
    }

    // What was repaid on the deemed loan was basis until it was not deemed.
    [Fact, Cites("26 CFR 1.72(p)-1 A-21(a)")]
    public void What_came_in_between_is_basis_no_longer()
    {
        Defaults();
        account
            .After(new PaidFact(Given.Day("2022-08-31"), "A", 911.11m, 1, null, null))
            .TaxThrough("2022-08-31")
            .InvestmentInContract.ShouldBe(911.11m);
        Corrects("2022-09-01", CorrectionMethod.Reamortize).ShouldBeNull();
        account.TaxThrough("2022-12-31").InvestmentInContract.ShouldBe(0m);
        IsUndone();
    }

    // The maximum term is five years from 1 March 2021.
    [Theory]
    [InlineData("2026-02-28", null)]
    [InlineData("2026-03-01", null)]
    [InlineData("2026-03-02", "correction.term-over")]
    public void A_default_is_corrected_until_the_maximum_term_has_run_out(string on, string? code)
    {
        account
            .Lends("A", new(Given.Day("2021-03-01"), 20_000m, 0.06m, Frequency.Monthly, 59, Given.Day("2021-04-01")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 57).ClosedThrough(Given.Day(on).AddDays(-1).ToString("yyyy-MM-dd"));
        (Corrects(on, CorrectionMethod.LumpSum)?.Code).ShouldBe(code);
    }

    // The rest is spread over the original term or to the latest permissible date, and no further: later terms correct
    // nothing, whether they are refused or deemed.
    [Theory]
    [InlineData("2026-02-01", false)]
    [InlineData("2026-03-01", false)]
    [InlineData("2026-04-01", true)]
    [InlineData("2031-04-01", true)]
    public void Reamortized_past_the_maximum_term_the_loan_stays_deemed(string finalDue, bool deemed)
    {
        Defaults();
        Corrects("2022-09-01", CorrectionMethod.Reamortize, finalDue);
        account.Deemed("A").Any().ShouldBe(deemed);
    }

    // 60,000 against 50,000, at 6 percent over 60 months of 1,159.97, fifteen of them paid: 46,639.04. The form prints
    // 10,776.83, 10,000.00 and 7,773.18; cents kept month by month come to 10,776.84 and, by a share of each payment,
    // to 7,773.15.
    [Theory, Cites("26 CFR 1.72(p)-1 A-4(a)")]
    [InlineData(CorrectionMethod.ExcessPermittedFirst, 10_776.84, 10_776.83, 891.93)]
    [InlineData(CorrectionMethod.ExcessInterestFirst, 10_000, 10_000, 911.26)]
    [InlineData(CorrectionMethod.ExcessProRata, 7_773.15, 7_773.18, 966.64)]
    public void An_excess_is_repaid_in_one_of_three_ways_and_the_rest_is_level(
        CorrectionMethod method,
        decimal paid,
        decimal printed,
        decimal level
    )
    {
        account
            .Lends("A", new(Given.Day("2021-06-11"), 60_000m, 0.06m, Frequency.Monthly, 60, Given.Day("2021-07-11")))
            .ShouldBeNull();
        account.PaysInstallments("A", 0, 15);
        account.Deemings("A").ShouldBe([(Given.Day("2021-06-11"), 10_000m, DeemingReason.AmountLimit)]);
        Corrects("2022-09-11", method).ShouldBeNull();
        account["A"].Events.OfType<Corrected>().ShouldHaveSingleItem().Paid.ShouldBe(paid);
        Math.Abs(paid - printed).ShouldBeLessThanOrEqualTo(0.05m);
        (
            account["A"].Outstanding("2022-09-11"),
            account["A"].State.Part,
            account["A"].State.Schedule.FinalDue
        ).ShouldBe((46_639.04m - paid, null, Given.Day("2026-06-11")));
        account["A"].State.Schedule.LevelInstallment.ShouldNotBeNull().ShouldBe(level);
        IsUndone();
    }

    [Theory]
    [InlineData(CorrectionMethod.ExcessProRata, "correction.no-excess")]
    [InlineData(CorrectionMethod.ReportInCorrectionYear, "correction.not-deemed")]
    [InlineData(CorrectionMethod.LumpSum, "correction.no-default")]
    [InlineData(CorrectionMethod.Reamortize, "correction.no-default")]
    public void A_loan_in_order_has_nothing_to_correct(CorrectionMethod method, string code)
    {
        account
            .Lends("A", new(Given.Day("2021-03-01"), 20_000m, 0.06m, Frequency.Monthly, 60, Given.Day("2021-04-01")))
            .ShouldBeNull();
        Corrects("2021-03-15", method)!.Code.ShouldBe(code);
    }

    private Rejection? Corrects(string on, CorrectionMethod method, string? finalDue = null) =>
        account.Takes(new CorrectedFact(Given.Day(on), "A", method, finalDue is null ? null : Given.Day(finalDue)));

    private void IsUndone()
    {
        account.Deemed("A").ShouldBeEmpty();
        account["A"].State.Deemed.ShouldBeNull();
        var tax = account.TaxThrough("2026-12-31");
        tax.Forms.ShouldBeEmpty();
        (tax.InvestmentInContract, tax.RepaidAfterDeemed).ShouldBe((0m, 0m));
    }
}
