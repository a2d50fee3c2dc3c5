using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests.Evaluation;
using LoanServicing.Domain.Tests.Loans;

namespace LoanServicing.Domain.Tests.Auditing;

public class RollForwardTests
{
    [Fact]
    public void Each_term_is_what_happened_in_the_period_both_its_days_included()
    {
        var plan = Given.Plan(new CurePeriodRule.Maximum());
        // 6,000.00 + 21.35 − 126.59 = 5,894.76; + 20.97 − 126.59 = 5,789.14; offset with 18 days' interest.
        var offset = new LoanUnderTest(plan).After(
            Given.Loan("A", "2025-01-02", 6_000m, 0.0925m, Frequency.Biweekly, 52, "2025-01-17", 30_000m),
            Given.Repayment("2025-01-17", 126.59m),
            Given.Repayment("2025-01-31", 126.59m),
            new OffsetLoan(Given.Day("2025-02-18"), null, null, Given.Source)
        );
        // 4,000.00 with interest of 1 % for 29 days, 3.18, and 3.20 of the next 30: refinanced into 5,000.00.
        var replaced = new LoanUnderTest(plan).After(
            Given.Loan("B", "2025-01-02", 4_000m, 0.01m, Frequency.Monthly, 24, "2025-01-31", 30_000m),
            new Refinance(Given.Day("2025-01-20"), "C", 5_000m, Given.Source)
        );
        var replacement = new LoanUnderTest(plan).After(
            Given.Loan("C", "2025-01-20", 5_000m, 0.01m, Frequency.Monthly, 24, "2025-02-28", 30_000m)
        );
        LoanHistory[] loans = [offset.History, replaced.History, replacement.History];

        Of(plan, loans, "2025-01-02", "2025-02-18")
            .ShouldBe(new(0m, 15_000m, 0m, 210.86m, 5_789.14m, 4_000m, 0m, 5_000m));
        Of(plan, loans, "2025-01-03", "2025-02-17")
            .ShouldBe(new(10_000m, 5_000m, 0m, 210.86m, 0m, 4_000m, 0m, 10_789.14m));
        Of(plan, loans, "2025-01-18", "2025-01-31")
            .ShouldBe(new(9_894.76m, 5_000m, 0m, 105.62m, 0m, 4_000m, 0m, 10_789.14m));
        Of(plan, loans, "2025-02-18", "2025-02-18").ShouldBe(new(10_789.14m, 0m, 0m, 0m, 5_789.14m, 0m, 0m, 5_000m));
        Of(plan, loans, "2024-01-01", "2024-12-31").ShouldBe(RollForward.None);
    }

    [Fact]
    public void A_reversed_payment_was_never_repaid_and_a_late_one_counts_from_its_day()
    {
        var plan = Given.Plan(new CurePeriodRule.Maximum());
        var loan = new LoanUnderTest(plan)
            .After(
                Given.Loan("A", "2025-01-02", 6_000m, 0.0925m, Frequency.Biweekly, 52, "2025-01-17", 30_000m),
                Given.Repayment("2025-01-17", 126.59m)
            )
            .ClosedThrough("2025-02-28");
        loan.Restates(new InstallmentPaid(Given.Day("2025-01-31"), 126.59m, null, Given.Source), "2025-02-28");
        Of(plan, [loan.History], "2025-01-18", "2025-01-31")
            .ShouldBe(new(5_894.76m, 0m, 0m, 105.62m, 0m, 0m, 0m, 5_789.14m));
        loan.Restates(
            new RepaymentReversed(Given.Day("2025-03-03"), 2, Given.Day("2025-01-17"), 126.59m, Given.Source),
            "2025-02-28"
        );
        // 6,000.00 + 21.35 + 21.42 of interest are owed; what is left of 126.59 repays 83.82.
        Of(plan, [loan.History], "2025-01-02", "2025-01-31")
            .ShouldBe(new(0m, 6_000m, 0m, 83.82m, 0m, 0m, 0m, 5_916.18m));
    }

    [Fact]
    public void The_equation_holds_for_every_account_and_every_period() =>
        Prop.ForAll(
                SomeScenario.Any,
                scenario =>
                {
                    var life = scenario.Live();
                    var account = life.History;
                    var loans = account.Loans.Select(loan => (loan, account)).ToList();
                    var facts = account.Loans.SelectMany(loan => loan.Facts).ToList();
                    var whole = RollForward.Of(loans, SomeScenario.Begins, life.Today);
                    whole.Unexplained.ShouldBe(0m);
                    whole.Opening.ShouldBe(0m);
                    whole.Lent.ShouldBe(facts.OfType<Originated>().Sum(made => made.Amount));
                    whole.TakenOver.ShouldBe(facts.OfType<TakenOver>().Sum(taken => taken.Principal));
                    var paid = facts.OfType<InstallmentPaid>().Sum(paid => paid.Amount);
                    whole.PrincipalRepaid.ShouldBeInRange(0m, paid);
                    // What a reversal brought back since went with it.
                    var fallenShort = account
                        .Loans.SelectMany(loan => loan.Stated)
                        .Select(stated => stated.Event)
                        .OfType<DiscrepancyFound>()
                        .Where(found => found.Matter == DiscrepancyMatter.Refinancing)
                        .Sum(found => Math.Max(0m, -found.Amount));
                    whole.Refinanced.ShouldBeInRange(
                        0m,
                        facts.OfType<Refinanced>().Sum(refinanced => refinanced.Amount) + fallenShort
                    );
                    // With a lump sum goes what was held of the payments before it.
                    (-whole.Corrections).ShouldBeInRange(
                        0m,
                        paid - whole.PrincipalRepaid + facts.OfType<Corrected>().Sum(corrected => corrected.Paid)
                    );

                    // In two at any day: what the first closes with the second opens with, and the movements add up.
                    foreach (var day in facts.Select(fact => fact.On).Distinct().Where(day => day < life.Today))
                    {
                        var (first, second) = (
                            RollForward.Of(loans, SomeScenario.Begins, day),
                            RollForward.Of(loans, day.AddDays(1), life.Today)
                        );
                        (first.Unexplained, second.Unexplained).ShouldBe((0m, 0m));
                        second.Opening.ShouldBe(first.Closing);
                        (first + second with { Opening = 0m, Closing = second.Closing - first.Closing }).ShouldBe(
                            whole
                        );
                    }
                }
            )
            .Check(PropertyRuns.Config);

    [Fact]
    public void A_term_that_is_not_counted_shows() =>
        (
            new RollForward(100m, 50m, 10m, 20m, 5m, 3m, -2m, 130m).Unexplained,
            new RollForward(100m, 50m, 10m, 0m, 5m, 3m, -2m, 130m).Unexplained
        ).ShouldBe((0m, -20m));

    [Fact]
    public void A_period_that_ends_before_it_begins_is_none() =>
        Should.Throw<ArgumentOutOfRangeException>(() => RollForward.Of([], new(2025, 2, 1), new(2025, 1, 31)));

    private static RollForward Of(PlanState plan, IReadOnlyList<LoanHistory> loans, string from, string through)
    {
        var account = new AccountHistory(plan, Given.Participant("1980-05-17"), loans);
        var rolled = RollForward.Of(loans.Select(loan => (loan, account)), Given.Day(from), Given.Day(through));
        rolled.Unexplained.ShouldBe(0m);
        return rolled;
    }
}
