using LoanServicing.SampleBooks.Ledger;

namespace LoanServicing.SampleBooks.Tests;

/// <summary>
/// The figures were worked out apart from this code, by a day-by-day loop in Python with 40 digits; the first two stand
/// in the contract too.
/// </summary>
public sealed class LoanLedgerTests
{
    private static readonly CureRule ThreeMonths = new(3);
    private static readonly CureRule Longest = new(Months: null);

    [Theory]
    [InlineData(3, "2003-11-30", "17156.93", 4)]
    [InlineData(null, "2003-12-31", "17282.03", 5)]
    public void The_regulations_loan_is_deemed_when_its_cure_period_ends(
        int? cureMonths,
        string deemedOn,
        string amount,
        int missed
    )
    {
        // 26 CFR 1.72(p)-1 A-10(c): 20,000 over 60 months, of which twelve are paid.
        var terms = new LoanTerms(Day("2002-08-01"), 20_000m, 0.0875m, PayFrequency.Monthly, 60, Day("2002-08-31"));
        var ledger = new LoanLedger(terms, new(cureMonths));
        for (var index = 0; index < 12; index++)
            ledger.Receive(terms.Due(index), terms.Level);

        ledger.CloseThrough(Day("2003-12-31"));

        terms.Level.ShouldBe(412.74m);
        ledger.Deemed.ShouldBe(new(Day(deemedOn), decimal.Parse(amount)));
        ledger.Missed.ShouldBe(missed);
        ledger.Outstanding(Day("2003-12-31")).ShouldBe(17_282.03m);
    }

    [Fact]
    public void Money_inside_a_period_makes_it_accrue_by_the_day()
    {
        var ledger = Biweekly();

        ledger.CloseThrough(Day("2025-04-23"));

        ledger.Missed.ShouldBe(4);
        ledger.Deemed.ShouldBeNull();
        ledger.Outstanding(Day("2025-04-23")).ShouldBe(6612.67m);
    }

    [Fact]
    public void An_oldest_installment_unpaid_at_the_end_of_its_cure_period_deems_the_loan_inside_a_period()
    {
        var ledger = Biweekly();

        ledger.CloseThrough(Day("2025-12-31"));

        ledger.Missed.ShouldBe(15);
        ledger.Deemed.ShouldBe(new(Day("2025-09-30"), 6856.46m));
        ledger.Outstanding(Day("2025-12-31")).ShouldBe(7000.73m);
    }

    [Fact]
    public void What_is_repaid_after_a_deemed_distribution_lowers_what_is_owed_and_is_counted()
    {
        var ledger = Biweekly();
        ledger.Receive(Day("2025-10-14"), 100m);
        ledger.Receive(Day("2025-10-17"), 153.55m);

        ledger.CloseThrough(Day("2025-12-31"));

        ledger.RepaidAfterDeemed.ShouldBe(253.55m);
        ledger.Missed.ShouldBe(15);
        ledger.Outstanding(Day("2025-12-31")).ShouldBe(6742.71m);
    }

    [Fact]
    public void Part_of_an_installment_leaves_it_missed_and_every_later_one_until_it_is_made_good()
    {
        var terms = new LoanTerms(Day("2025-01-20"), 4200m, 0.095m, PayFrequency.Semimonthly, 48, Day("2025-01-31"));
        var ledger = new LoanLedger(terms, ThreeMonths);
        decimal[] received = [96.25m, 96.25m, 80m, 96.25m];
        for (var index = 0; index < received.Length; index++)
            ledger.Receive(terms.Due(index), received[index]);

        ledger.CloseThrough(Day("2025-06-20"));

        ledger.Missed.ShouldBe(8);
        ledger.Deemed.ShouldBe(new(Day("2025-06-15"), 3989.37m));
        ledger.Outstanding(Day("2025-06-20")).ShouldBe(3994.56m);
    }

    [Fact]
    public void The_last_installment_is_whatever_is_left_and_can_be_paid_off_late()
    {
        var terms = new LoanTerms(Day("2025-01-20"), 900m, 0.08m, PayFrequency.Semimonthly, 6, Day("2025-01-31"));
        var ledger = new LoanLedger(terms, ThreeMonths);
        for (var index = 0; index < 5; index++)
            ledger.Receive(terms.Due(index), 151.75m);
        ledger.Lacking(Day("2025-04-22"), Day("2025-04-22")).ShouldBe(ledger.Outstanding(Day("2025-04-22")));

        ledger.Receive(Day("2025-04-22"), ledger.Outstanding(Day("2025-04-22")));

        (ledger.PaidInFull, ledger.Missed, ledger.Balance, ledger.Principal).ShouldBe((true, 1, 0m, 0m));
    }

    [Fact]
    public void More_than_is_outstanding_does_not_fit()
    {
        var ledger = Biweekly();

        Should
            .Throw<InvalidOperationException>(() => ledger.Receive(Day("2025-04-23"), 6612.68m))
            .Message.ShouldContain("6612.67 outstanding");
    }

    [Theory]
    [InlineData("2025-02-28", 3, "2025-05-28")]
    [InlineData("2025-01-31", 3, "2025-04-30")]
    [InlineData("2025-11-30", 3, "2026-02-28")]
    [InlineData("2025-01-10", null, "2025-06-30")]
    [InlineData("2025-12-26", null, "2026-03-31")]
    [InlineData("2025-01-15", 6, "2025-06-30")]
    public void A_cure_period_ends_by_the_end_of_the_next_quarter(string due, int? months, string end) =>
        new CureRule(months).End(Day(due)).ShouldBe(Day(end));

    [Theory]
    [InlineData("2025-01-15", 1, "2025-01-31")]
    [InlineData("2025-01-31", 1, "2025-02-15")]
    [InlineData("2025-01-15", -1, "2024-12-31")]
    [InlineData("2025-01-15", -2, "2024-12-15")]
    [InlineData("2024-02-15", 1, "2024-02-29")]
    public void Semimonthly_is_the_fifteenth_and_the_last_day(string first, int periods, string due) =>
        PayFrequency.Semimonthly.Step(Day(first), periods).ShouldBe(Day(due));

    // 7,350 at 8.25 % over 52: the fourth comes five days late, the sixth and seventh never, the eighth on its day.
    private static LoanLedger Biweekly()
    {
        var terms = new LoanTerms(Day("2024-12-29"), 7350m, 0.0825m, PayFrequency.Biweekly, 52, Day("2025-01-10"));
        terms.Level.ShouldBe(153.55m);
        var ledger = new LoanLedger(terms, Longest);
        string[] received = ["2025-01-10", "2025-01-24", "2025-02-07", "2025-02-26", "2025-03-07", "2025-04-18"];
        foreach (var day in received)
            ledger.Receive(Day(day), terms.Level);
        return ledger;
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");
}
