using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests.Evaluation;
using LoanServicing.Domain.Tests.Loans;

namespace LoanServicing.Domain.Tests.Auditing;

/// <summary>What an auditor is shown where more became known after loans were made, repaid and ended.</summary>
public class LateFactPackTests
{
    private readonly Account account = new(
        Given.Plan(new CurePeriodRule.Maximum(), CreditDate.Withheld) with
        {
            Provisions = new(PermitsDistributionWhileEmployed: true),
        },
        Given.Participant("1965-04-03")
    );

    [Fact]
    public void A_loan_whose_limit_was_restated_shows_both_figures_and_what_changed_them()
    {
        TwoLoans();
        Takes(new PaymentReversedFact(Given.Day("2023-02-09"), "A", Given.Day("2023-02-01"), 500m));
        var pack = Pack("B", "2023-02-28");

        // 30,000 less what A owed: 24,000 without the payment that bounced, 23,500 with it.
        (pack.Origination.Figures!.Outstanding, pack.Origination.Figures.Available).ShouldBe((24_000m, 6_000m));
        var restated = pack.Corrections.ShouldHaveSingleItem();
        var first = pack.Origination.SaidFirst!;
        (first.Figures!.Outstanding, first.Figures.Available).ShouldBe((23_500m, 6_500m));
        first.RestatedBy.ShouldBe([restated.Recording.Version]);
        first.Findings.Single(finding => finding.Rule == "amount-limit").Satisfied.ShouldBeTrue();
        pack.Origination.Findings.Single(finding => finding.Rule == "amount-limit").Satisfied.ShouldBeFalse();

        (restated.Event, restated.Amount, restated.Payment, restated.Recredit).ShouldBe(
            ("FiguresRestated", null, null, null)
        );
        restated
            .Stated.ShouldHaveSingleItem()
            .ShouldBe(new(restated.Recording.Version + 1, "DeemedDistributed", Given.Day("2023-02-01")));
        var reversal = Pack("A", "2023-02-28").Corrections.ShouldHaveSingleItem();
        var figures = restated.Figures!;
        (figures.Fact, figures.BecauseLoan, figures.Because, figures.BecauseEvent, figures.BecauseOn).ShouldBe(
            (1, "A", reversal.Recording.Version, "RepaymentReversed", Given.Day("2023-02-09"))
        );
        figures.Changes.ShouldBe([new("owed on the day, before it", 23_500m, 24_000m)]);
    }

    [Fact]
    public void Figures_restated_twice_are_compared_with_those_in_between_and_said_first_are_the_first()
    {
        TwoLoans();
        Takes(new PaymentReversedFact(Given.Day("2023-02-09"), "A", Given.Day("2023-02-01"), 500m));
        Takes(new AccountValuedFact(Given.Day("2023-01-15"), 70_000m, null, null));
        var pack = Pack("B", "2023-02-28");
        pack.Corrections.Select(correction => correction.Figures!.Changes.Single())
            .ShouldBe([new("owed on the day, before it", 23_500m, 24_000m), new("vested balance", 60_000m, 70_000m)]);
        var ofAccount = pack.Corrections[1].Figures!;
        (ofAccount.BecauseLoan, ofAccount.BecauseEvent, ofAccount.BecauseOn).ShouldBe((null, null, null));
        pack.Corrections[1].Withdrawn.ShouldHaveSingleItem().Consequence.ShouldBe("DeemedDistributed");
        pack.Origination.SaidFirst!.RestatedBy.ShouldBe(
            pack.Corrections.Select(correction => correction.Recording.Version)
        );
        (pack.Origination.SaidFirst.Figures!.Vested, pack.Origination.Figures!.Vested).ShouldBe((60_000m, 70_000m));
    }

    [Fact]
    public void A_loan_that_another_relies_on_says_so_and_was_not_corrected()
    {
        TwoLoans();
        Takes(new PaidFact(Given.Day("2023-01-15"), "A", 100m, 1, null, null));
        var pack = Pack("A", "2023-02-28");
        pack.Events.ShouldContain(e => e.Event is ReliedUpon);
        pack.Corrections.ShouldHaveSingleItem().Event.ShouldBe("InstallmentPaid");
        pack.Origination.SaidFirst.ShouldBeNull();
        Pack("B", "2023-02-28").Corrections.Single().Figures!.BecauseEvent.ShouldBe("InstallmentPaid");
    }

    [Fact]
    public void A_recredited_repayment_names_its_evidence_and_who_approved_it()
    {
        Lends("A", "2021-01-01", 6_000m, "2021-02-01");
        account.Close(Given.Day("2021-07-19"));
        Takes(new PaidFact(Given.Day("2021-07-20"), "A", 50m, 1, null, null));
        account.Close(Given.Day("2021-07-31"));
        Takes(new PaidFact(Given.Day("2021-08-16"), "A", 200m, 1, null, Given.Day("2021-06-30")));
        account.Close(Given.Day("2021-08-31"));
        Takes(
            new PaymentRecreditedFact(
                Given.Day("2021-09-01"),
                "A",
                Given.Day("2021-08-16"),
                200m,
                Given.Day("2021-06-30"),
                "pay statement",
                "R. Roe"
            )
        );

        var pack = Pack("A", "2021-07-01");
        var payment = pack.Payments.ShouldHaveSingleItem();
        var recredited = pack.Corrections.ShouldHaveSingleItem();
        (recredited.Event, recredited.Amount, recredited.Payment, recredited.Figures).ShouldBe(
            ("RepaymentRecredited", 200m, payment.Recording.Version, null)
        );
        recredited.Recredit.ShouldBe(new(Given.Day("2021-08-16"), Given.Day("2021-06-30"), "pay statement", "R. Roe"));
        recredited.Withdrawn.ShouldContain(withdrawn =>
            withdrawn.Consequence == "DeemedDistributed" && withdrawn.On == Given.Day("2021-06-30")
        );
        // It came in on 16 August and counts in what is shown of July.
        (payment.On, payment.ReceivedOn, payment.RecreditedBy, payment.Split!.Principal).ShouldBe(
            (Given.Day("2021-06-30"), Given.Day("2021-08-16"), recredited.Recording.Version, 200m)
        );
        pack.Defaults.ShouldBeEmpty();
    }

    [Fact]
    public void An_offset_that_took_too_much_is_unresolved_from_its_day_on()
    {
        OffsetThenPaid();
        Pack("A", "2021-03-09").Unresolved.ShouldBeEmpty();

        var pack = Pack("A", "2021-04-09");
        var offset = pack.Offsets.ShouldHaveSingleItem();
        (offset.Amount, offset.Interest, offset.Principal, offset.Beyond).ShouldBe((6_000m, 0m, 5_900m, 100m));
        var found = pack.Discrepancies.ShouldHaveSingleItem();
        pack.Events[(int)found.Recording.Version - 1].Event.ShouldBeOfType<DiscrepancyFound>();
        (found with { Recording = null! }).ShouldBe(
            new(
                null!,
                "M1",
                "A",
                Given.Day("2021-03-10"),
                30,
                DiscrepancyMatter.Offset,
                100m,
                0m,
                100m,
                "the account was reduced by 100.00 more than was owed"
            )
        );
        pack.Unresolved.ShouldBe([
            $"2021-03-10: the account was reduced by 100.00 more than was owed (event {found.Recording.Version})",
        ]);
    }

    [Fact]
    public void A_plan_lists_the_discrepancies_of_its_loans_by_age()
    {
        OffsetThenPaid();
        Plan("2021-03-09").Discrepancies.ShouldBeEmpty();
        Plan("2021-04-09").Discrepancies.ShouldBe(Pack("A", "2021-04-09").Discrepancies);
        Plan("2021-04-09").RollForward.Unexplained.ShouldBe(0m);

        Takes(new PaymentReversedFact(Given.Day("2021-04-09"), "A", Given.Day("2021-02-01"), 100m));
        Plan("2021-04-09").Discrepancies.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_person_has_settled_waits_for_nobody_and_the_pack_says_who_and_how()
    {
        OffsetThenPaid();
        Takes(Settled("2021-04-02", 40m));
        Pack("A", "2021-04-01").Discrepancies.Single().Open.ShouldBe(100m);
        Pack("A", "2021-04-02")
            .Unresolved.Single()
            .ShouldStartWith(
                "2021-03-10: the account was reduced by 100.00 more than was owed, and 40.00 of that was settled"
            );
        Takes(Settled("2021-04-09", 60m));
        var pack = Pack("A", "2021-04-09");
        pack.Unresolved.ShouldBeEmpty();
        pack.Discrepancies.Select(found => (found.Amount, found.Settled, found.Open)).ShouldBe([(100m, 100m, 0m)]);
        var word = pack.Corrections[^1];
        (word.Event, word.On, word.Amount, word.Settlement).ShouldBe(
            (
                nameof(DiscrepancySettled),
                Given.Day("2021-04-09"),
                60m,
                new(Given.Day("2021-03-10"), DiscrepancyMatter.Offset, "put back, voucher 7", "R. Roe")
            )
        );
    }

    [Fact]
    public void What_waits_for_a_person_differs_between_two_answers_by_what_was_settled()
    {
        OffsetThenPaid();
        var before = LoanStanding.Of(account.History, "A", Given.Day("2021-04-09"))!;
        Takes(Settled("2021-04-02", 40m));
        var difference = StandingDifference.Between(
            before,
            LoanStanding.Of(account.History, "A", Given.Day("2021-04-09"))!
        );
        difference
            .Select(one => (one.What, (one.Before as Discrepancy)?.Open, (one.After as Discrepancy)?.Open))
            .ShouldBe([("needsPerson", 100m, null), ("needsPerson", null, 60m)]);
        Takes(Settled("2021-04-03", 60m));
        LoanStanding.Of(account.History, "A", Given.Day("2021-04-09"))!.Discrepancies.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("2021-03-09", 100, "settlement.before-discrepancy")]
    [InlineData("2021-04-09", 100.01, "settlement.exceeds-discrepancy")]
    [InlineData("2021-04-09", -1, "settlement.exceeds-discrepancy")]
    [InlineData("2021-04-09", 100, null)]
    public void No_more_is_settled_than_waits_for_a_person(string on, decimal amount, string? code)
    {
        OffsetThenPaid();
        (account.Take(Settled(on, amount), Given.Source, out _)?.Code).ShouldBe(code);
        if (code is null)
            account.Take(Settled(on, amount), Given.Source, out _)!.Code.ShouldBe("settlement.nothing-open");
    }

    // Of 100.00 that were put back 30.00 are too much once 70.00 is all that came in.
    [Fact]
    public void What_was_settled_waits_again_where_the_facts_fit_otherwise_since()
    {
        OffsetThenPaid();
        Takes(
            Settled("2021-04-02", 100m),
            new PaymentReversedFact(Given.Day("2021-04-05"), "A", Given.Day("2021-02-01"), 100m)
        );
        Pack("A", "2021-04-09")
            .Unresolved.Single()
            .ShouldStartWith("2021-03-10: 100.00 was settled of what turned out to fit (event ");
        Takes(new PaidFact(Given.Day("2021-02-01"), "A", 70m, 1, null, null));
        Pack("A", "2021-04-09")
            .Discrepancies.Select(found => (found.Amount, found.Settled, found.Open))
            .ShouldBe([(70m, 100m, -30m)]);
        Takes(Settled("2021-04-09", -30m));
        Pack("A", "2021-04-09").Unresolved.ShouldBeEmpty();
    }

    [Fact]
    public void A_payment_of_more_than_was_owed_repays_what_was_owed_and_no_interest_with_the_rest()
    {
        Lends("A", "2021-01-01", 6_000m, "2021-02-01");
        Takes(
            new PaidFact(Given.Day("2021-03-05"), "A", 3_500m, 1, null, null),
            new PaidFact(Given.Day("2021-03-10"), "A", 2_500m, 1, null, null),
            new PaidFact(Given.Day("2021-02-01"), "A", 3_000m, 1, null, null)
        );
        var pack = Pack("A", "2021-04-09");
        pack.Payments.Select(payment =>
                (payment.Split!.Interest, payment.Split.Principal, payment.Split.Beyond, payment.Split.BalanceAfter)
            )
            .ShouldBe([(0m, 3_000m, 0m, 3_000m), (0m, 3_000m, 500m, 0m), (0m, 0m, 2_500m, 0m)]);
        pack.Discrepancies.Select(found => found.Amount).ShouldBe([500m, 2_500m]);
    }

    [Fact]
    public void Whatever_becomes_known_late_each_pack_can_be_made_and_adds_up() =>
        Prop.ForAll(
                SomeScenario.Any,
                draw =>
                {
                    var life = draw.Live();
                    var late = new LateRecording(life, life.Facts.Count).Run().History;
                    foreach (var record in Recorded.Of(late))
                    {
                        var pack = LoanPack.Of(record, life.Today)!;
                        foreach (
                            var (amount, split) in pack
                                .Payments.Where(payment => payment.Split is not null)
                                .Select(payment => (payment.Amount, payment.Split!))
                        )
                        {
                            (split.Interest + split.Principal + split.Held + split.Beyond).ShouldBe(amount);
                            (split.BalanceBefore - split.Interest - split.Principal).ShouldBe(split.BalanceAfter);
                            Math.Min(split.Interest, split.Beyond).ShouldBeGreaterThanOrEqualTo(0m);
                        }

                        pack.Offsets.ShouldAllBe(offset =>
                            offset.Interest + offset.Principal + offset.Held + offset.Beyond == offset.Amount
                            && offset.Interest >= 0m
                        );
                        pack.Payments.Sum(payment => payment.Split?.Beyond ?? 0m)
                            .ShouldBe(Moved(pack, DiscrepancyMatter.Repayment));
                        pack.Offsets.Sum(offset => offset.Beyond).ShouldBe(Moved(pack, DiscrepancyMatter.Offset));
                        pack.Corrections.Count(correction => correction.Figures is not null)
                            .ShouldBe(record.History.Recorded.Count(e => e is FiguresRestated));
                        (pack.Origination.SaidFirst is not null).ShouldBe(
                            record.History.Recorded.Any(e => e is FiguresRestated { Fact: 1 })
                        );
                    }
                }
            )
            .Check(PropertyRuns.Config.WithMaxTest(PropertyRuns.Config.MaxTest / 3));

    private static decimal Moved(LoanPack pack, DiscrepancyMatter matter) =>
        pack.Discrepancies.Where(found => found.Matter == matter).Sum(found => found.Amount);

    // A: 500 a month without interest, thirteen paid by 1 February 2023. B is all that half of 60,000 leaves.
    private void TwoLoans()
    {
        Lends("A", "2022-01-01", 30_000m, "2022-02-01");
        for (var index = 0; index < 13; index++)
            Takes(new PaidFact(account.Find("A")!.State.Schedule.Due(index), "A", null, 1, null, null));
        Lends("B", "2023-02-01", 6_500m, "2023-03-01");
    }

    private void OffsetThenPaid()
    {
        Lends("A", "2021-01-01", 6_000m, "2021-02-01");
        Takes(
            new OffsetFact(Given.Day("2021-03-10"), "A", null, null),
            new PaidFact(Given.Day("2021-02-01"), "A", 100m, 1, null, null)
        );
    }

    private static DiscrepancySettledFact Settled(string on, decimal amount) =>
        new(
            Given.Day(on),
            "A",
            DiscrepancyMatter.Offset,
            Given.Day("2021-03-10"),
            amount,
            "put back, voucher 7",
            "R. Roe"
        );

    private void Lends(string loan, string on, decimal amount, string firstDue)
    {
        if (account.Loans.Count == 0)
            Takes(new AccountValuedFact(Given.Day("2020-12-31"), 60_000m, null, null));
        Takes(
            new OriginatedFact(
                Given.Day(on),
                loan,
                new(Given.Day(on), amount, 0m, Frequency.Monthly, 60, Given.Day(firstDue)),
                true,
                null
            )
        );
    }

    private void Takes(params Fact[] facts)
    {
        foreach (var fact in facts)
            account.Take(fact, Given.Source, out _).ShouldBeNull();
    }

    private LoanPack Pack(string loan, string effective) =>
        LoanPack.Of(
            Recorded.Of(account.History).Single(record => record.History.Made.Loan == loan),
            Given.Day(effective)
        )!;

    private PlanPack Plan(string through)
    {
        var packing = new PlanPacking("P1", [], Given.Day("2021-01-01"), Given.Day(through), Recorded.First, new(0, 0));
        packing.Add(Recorded.Of(account.History));
        return packing.Finish();
    }
}
