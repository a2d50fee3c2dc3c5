using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Auditing;

public class PlanPackTests
{
    private static readonly PlanState Plan = Given.Plan(new CurePeriodRule.Months(3));
    private static readonly Guid Remittance = Guid.Parse("0d6cbe0a-5e8c-4b6b-9a54-3a6f1d8f7c11");

    [Fact]
    public void Opening_and_movements_come_to_the_closing_principal()
    {
        var pack = Pack("2003-01-01", "2003-12-31", []);
        // Five of the twelve installments came in 2002; the principal of the other seven is in rows 6 to 12 of the
        // schedule.
        var rows = LoanPack
            .Of(Recorded.Loan(Plan, Recorded.TwelvePaid(Plan).Events), Given.Day("2003-12-31"))!
            .Schedules[0]
            .Rows;
        pack.RollForward.ShouldBe(
            new(
                20_000m - rows.Take(5).Sum(row => row.Principal),
                0m,
                0m,
                rows.Skip(5).Take(7).Sum(row => row.Principal),
                0m,
                0m,
                0m,
                rows.Skip(12).Sum(row => row.Principal)
            )
        );
        pack.RollForward.Unexplained.ShouldBe(0m);
        pack.IsTied.ShouldBeTrue();
    }

    [Fact]
    public void A_payroll_ties_out_to_the_payments_that_name_it()
    {
        var pack = Pack(
            "2002-08-01",
            "2003-12-31",
            [Suspended(2, 85m, "2002-09-02"), Received(412.74m + 85m, 1, 412.74m, 2, "2002-09-02")]
        );
        var tied = pack.Remittances.ShouldHaveSingleItem();
        (tied.Payments, tied.PaymentTotal, tied.Suspended, tied.SuspendedTotal, tied.IsTied).ShouldBe(
            (1, 412.74m, 1, 85m, true)
        );
    }

    [Fact]
    public void A_payroll_that_says_it_posted_more_than_the_loans_have_does_not_tie_out()
    {
        var pack = Pack("2002-08-01", "2003-12-31", [Received(500m, 1, 500m, 1, "2002-09-02")]);
        pack.Remittances.ShouldHaveSingleItem().IsTied.ShouldBeFalse();
        pack.IsTied.ShouldBeFalse();
    }

    [Fact]
    public void What_waits_is_counted_by_its_age_and_every_day_belongs_to_one_bucket()
    {
        var items = Pack(
            "2002-08-01",
            "2003-12-31",
            [
                .. new[] { 0, 30, 31, 60, 61, 90, 91, 400 }.Select(days =>
                    Suspended(days + 1, days + 0.25m, Given.Day("2003-12-31").AddDays(-days).ToString("yyyy-MM-dd"))
                ),
            ]
        ).Suspense;
        items
            .Buckets.Select(bucket => (bucket.FromDays, bucket.ToDays, bucket.Lines, bucket.Amount))
            .ShouldBe([(0, 30, 2, 30.50m), (31, 60, 2, 91.50m), (61, 90, 2, 151.50m), (91, null, 2, 491.50m)]);
        items.Items[0].Days.ShouldBe(400);
    }

    [Fact]
    public void A_deemed_loan_is_delinquent_until_it_ends_and_one_in_cure_says_until_when()
    {
        var deemed = Pack("2003-01-01", "2003-12-31", []).Delinquent.ShouldHaveSingleItem();
        (deemed.Status, deemed.DeemedOn, deemed.DeemedAmount, deemed.CureEnds).ShouldBe(
            ("deemed", Given.Day("2003-11-30"), 17_156.93m, null)
        );
        var inCure = Pack("2003-01-01", "2003-09-30", []).Delinquent.ShouldHaveSingleItem();
        (inCure.Status, inCure.OldestUnpaidDue, inCure.CureEnds, inCure.Missed, inCure.Arrears).ShouldBe(
            ("in-cure", Given.Day("2003-08-31"), Given.Day("2003-11-30"), 2, 825.48m)
        );
        Pack("2003-01-01", "2003-07-31", []).Delinquent.ShouldBeEmpty();
    }

    [Fact]
    public void A_seed_draws_the_same_loans_whatever_their_order()
    {
        string[] loans = [.. Enumerable.Range(1, 200).Select(number => $"M{number}/00{number % 3}")];
        var drawn = new LoanSampling(5, 20_261).Draw("P1", loans);
        new LoanSampling(5, 20_261).Draw("P1", loans.Reverse()).Loans.ShouldBe(drawn.Loans);
        new LoanSampling(5, 20_262).Draw("P1", loans).Loans.ShouldNotBe(drawn.Loans);
        new LoanSampling(500, 1).Draw("P1", loans).Loans.Count.ShouldBe(200);
        // printf '7/P1/M1/001' | sha256sum
        new LoanSampling(1, 7)
            .Draw("P1", ["M1/001"])
            .Loans.ShouldBe([new("P1/M1/001", "ff8b24ea33ead0ab9b0f08de6ab3df731f4235543a77c8dbb4adce9b7cb6d195")]);
    }

    private static PlanPack Pack(string from, string through, IReadOnlyList<PlanEvent> events)
    {
        var loan = Recorded.TwelvePaid(Plan);
        List<LoanEvent> paid =
        [
            .. loan.Events.Select(
                (e, index) => index == 1 ? e with { Source = Source.RemittanceLine(Remittance, 1) } : e
            ),
        ];
        var packing = new PlanPacking(
            "P1",
            [
                .. events.Select(
                    (e, index) => new RecordedPlanEvent(new(index + 1, Recorded.First, "clerk", null, null), e)
                ),
            ],
            Given.Day(from),
            Given.Day(through),
            Recorded.First,
            new(0, 0)
        );
        packing.Add([Recorded.Loan(Plan, paid)]);
        return packing.Finish();
    }

    private static RepaymentSuspended Suspended(int line, decimal amount, string on) =>
        new(
            Given.Day(on),
            null,
            null,
            amount,
            "participant.unknown",
            "Nobody.",
            Source.RemittanceLine(Remittance, line)
        );

    private static RemittanceReceived Received(decimal total, int posted, decimal postedTotal, int lines, string on) =>
        new(
            Given.Day(on),
            Remittance,
            Given.Day("2002-08-31"),
            "payroll.txt",
            "ab",
            "alerus-rows@1",
            lines,
            total,
            posted,
            postedTotal,
            new(Remittance: Remittance)
        );
}
