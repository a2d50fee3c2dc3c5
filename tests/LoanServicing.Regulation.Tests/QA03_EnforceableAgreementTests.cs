using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// What a loan has to satisfy in order not to be a distribution: agreement, term, level amortization (amount:
/// Q&amp;A-4).
/// </summary>
public class QA03_EnforceableAgreementTests
{
    private readonly PlanState plan = Given.Plan(new CurePeriodRule.Maximum());

    [Fact, Cites("26 CFR 1.72(p)-1 A-3(b)"), Cites("26 CFR 1.72(p)-1 A-4(a)")]
    public void A_loan_without_an_enforceable_agreement_is_deemed_in_full_on_the_day_it_is_made()
    {
        var deemed = Deemed(
            Given.Loan("A", "2025-03-11", 7_431.19m, 0.0675m, Frequency.Biweekly, 52, "2025-03-21", 31_250m) with
            {
                Agreement = false,
            }
        );
        (deemed!.On, deemed.Amount, deemed.Reason, deemed.Cites).ShouldBe(
            (Given.Day("2025-03-11"), 7_431.19m, DeemingReason.Agreement, "26 CFR 1.72(p)-1 A-3(b)")
        );
    }

    [Theory, Cites("26 CFR 1.72(p)-1 A-22(b)")]
    [InlineData("2001-12-31", true, "26 CFR 1.72(p)-1 A-22(b)")]
    [InlineData("2002-01-01", false, "26 CFR 1.72(p)-1 A-3(b)")]
    public void The_agreement_is_asked_for_from_2002(string madeOn, bool satisfied, string cites) =>
        EnforceableAgreement.IsSatisfied(false, Given.Day(madeOn)).ShouldBe(new(satisfied, cites, null));

    [Fact, Cites("26 CFR 1.72(p)-1 A-3(b)")]
    public void The_same_loan_under_an_enforceable_agreement_is_not_deemed() =>
        Deemed(Given.Loan("A", "2025-03-11", 7_431.19m, 0.0675m, Frequency.Biweekly, 52, "2025-03-21", 31_250m))
            .ShouldBeNull();

    [Theory, Cites("26 USC 72(p)(2)(B)"), Cites("26 USC 72(p)(2)(B)(i)")]
    [InlineData("2025-06-15", "2030-06-14", true)]
    [InlineData("2025-06-15", "2030-06-15", true)]
    [InlineData("2025-06-15", "2030-06-16", false)]
    [InlineData("2024-02-29", "2029-02-27", true)]
    [InlineData("2024-02-29", "2029-02-28", true)]
    [InlineData("2024-02-29", "2029-03-01", false)]
    public void The_last_installment_may_fall_due_on_the_fifth_anniversary_of_the_loan_and_no_later(
        string madeOn,
        string finalDue,
        bool inTime
    )
    {
        // Weekly dues back from the last one, the first within a week of the loan.
        var installments = (Given.Day(finalDue).DayNumber - Given.Day(madeOn).DayNumber) / 7;
        var terms = new LoanTerms(
            Given.Day(madeOn),
            9_100m,
            0.05m,
            Frequency.Weekly,
            installments + 1,
            Given.Day(finalDue).AddDays(-7 * installments)
        );
        terms.FinalDue.ShouldBe(Given.Day(finalDue));
        RepaymentTerm
            .IsSatisfied(TermsInLaw.RepaymentTermFacts(terms), terms.FinalDue)
            .ShouldBe(new(inTime, "26 USC 72(p)(2)(B)(i)", null));
    }

    [Theory, Cites("26 USC 72(p)(2)(C)")]
    [InlineData(Frequency.Weekly, true)]
    [InlineData(Frequency.Biweekly, true)]
    [InlineData(Frequency.Semimonthly, true)]
    [InlineData(Frequency.Monthly, true)]
    [InlineData(Frequency.Quarterly, true)]
    [InlineData(Frequency.Annual, false)]
    public void Installments_fall_due_at_least_quarterly(Frequency frequency, bool satisfied)
    {
        var command = Given.Loan("A", "2025-01-01", 4_321m, 0.08m, frequency, 4, "2025-01-31", 22_222m);
        LevelAmortization
            .IsSatisfied(TermsInLaw.AmortizationFacts(command.Terms))
            .ShouldBe(new(satisfied, "26 USC 72(p)(2)(C)", null));
        (Deemed(command)?.Reason).ShouldBe(satisfied ? null : DeemingReason.LevelAmortization);
    }

    // Payments at least quarterly: the first may not come later than a quarter after the loan either. A
    // month-end three months on is a quarter, whatever the lengths of the months.
    [Theory, Cites("26 USC 72(p)(2)(C)")]
    [InlineData("2025-01-15", "2025-04-14", true)]
    [InlineData("2025-01-15", "2025-04-15", true)]
    [InlineData("2025-01-15", "2025-04-16", false)]
    [InlineData("2025-01-15", "2025-06-15", false)]
    [InlineData("2024-11-30", "2025-02-28", true)]
    [InlineData("2024-11-30", "2025-03-01", false)]
    [InlineData("2025-02-28", "2025-05-31", true)]
    [InlineData("2025-02-28", "2025-06-01", false)]
    public void The_first_installment_falls_due_within_a_quarter_of_the_loan(
        string madeOn,
        string firstDue,
        bool satisfied
    )
    {
        var command = Given.Loan("A", madeOn, 6_543.21m, 0.08m, Frequency.Monthly, 30, firstDue, 22_222m);
        LevelAmortization
            .IsSatisfied(TermsInLaw.AmortizationFacts(command.Terms))
            .ShouldBe(new(satisfied, "26 USC 72(p)(2)(C)", null));
        var deemed = Deemed(command);
        (deemed?.On, deemed?.Amount, deemed?.Reason).ShouldBe(
            satisfied ? (null, null, null) : (Given.Day(madeOn), 6_543.21m, DeemingReason.LevelAmortization)
        );
    }

    [Theory, Cites("26 USC 72(p)(2)(C)")]
    [InlineData("1986-12-31", true)]
    [InlineData("1987-01-01", false)]
    [InlineData("1987-01-02", false)]
    public void Annual_installments_were_allowed_for_loans_made_before_1987(string madeOn, bool satisfied) =>
        LevelAmortization
            .IsSatisfied(
                TermsInLaw.AmortizationFacts(
                    new(Given.Day(madeOn), 4_321m, 0.08m, Frequency.Annual, 4, Given.Day("1987-12-30"))
                )
            )
            .Answer.ShouldBe(satisfied);

    [Fact, Cites("26 USC 72(p)(2)(C)")]
    public void An_ordinary_loan_repaid_mostly_in_its_first_year_is_not_level()
    {
        // Nothing is refinanced here, so that the two-loan reading of A-20(a)(2), which is about a replacement loan,
        // has no place.
        var terms = Stepped(
            "2025-01-01",
            20_000m,
            0.06m,
            Frequency.Monthly,
            "2025-01-31",
            new(12, 1_650m),
            new(48, 25m)
        );
        Deemed(
                new(
                    "P1",
                    "M1",
                    "A",
                    terms,
                    true,
                    new BorrowingFigures(0m, 0m, 90_000m, DeemedLoanUnrepaid: false, Loans: 0),
                    Given.Source
                )
            )
            .ShouldNotBeNull()
            .Reason.ShouldBe(DeemingReason.LevelAmortization);
    }

    [Fact, Cites("26 USC 72(p)(2)(C)"), Cites("26 CFR 1.72(p)-1 A-21(b)")]
    public void A_schedule_of_one_step_is_level()
    {
        // A-21(b): "20 quarterly installments of $1,245 each", whole dollars as agreed, not the unrounded level
        // payment.
        var terms = Stepped(
            "2003-01-01",
            20_000m,
            0.0875m,
            Frequency.Quarterly,
            "2003-03-31",
            new ScheduleStep(20, 1_245m)
        );
        LevelAmortization.IsSatisfied(TermsInLaw.AmortizationFacts(terms)).Answer.ShouldBeTrue();
    }

    [Fact, Cites("26 USC 72(p)(2)(C)")]
    public void A_loan_that_leaves_a_balloon_for_the_end_is_not_level() =>
        LevelAmortization
            .IsSatisfied(
                TermsInLaw.AmortizationFacts(
                    Stepped(
                        "2025-01-01",
                        20_000m,
                        0.06m,
                        Frequency.Monthly,
                        "2025-01-31",
                        new(59, 100m),
                        new(1, 19_000m)
                    )
                )
            )
            .Answer.ShouldBeFalse();

    // Plotkin, T.C. Memo. 2001-71: 59 installments and a balloon "cannot be characterized as substantially level".
    // Each case is the edge of one sentence: the level amount, that in whole dollars, and a last installment that is
    // larger than the others by a tenth, or by a dollar.
    [Theory, Cites("26 USC 72(p)(2)(C)")]
    [InlineData(1_000, 60, 20.28, 19.99, true)]
    [InlineData(1_000, 60, 20.00, 40.35, true)]
    [InlineData(1_000, 60, 20.25, 22.17, true)]
    [InlineData(1_000, 60, 20.24, 22.90, false)]
    [InlineData(1_000, 60, 19.50, 76.61, false)]
    [InlineData(1_000, 60, 21.00, 0.00, true)]
    [InlineData(1_000, 60, 25.00, 0.00, true)]
    [InlineData(25_000, 60, 506.91, 506.93, true)]
    [InlineData(25_000, 60, 507.00, 500.34, true)]
    [InlineData(25_000, 60, 506.24, 555.48, true)]
    [InlineData(25_000, 60, 506.00, 572.88, false)]
    [InlineData(100, 12, 8.62, 9.60, true)]
    [InlineData(100, 12, 8.61, 9.71, false)]
    public void Equal_installments_leave_no_balloon_for_the_end(
        decimal amount,
        int installments,
        decimal installment,
        decimal last,
        bool satisfied
    )
    {
        var terms = Stepped(
            "2025-01-01",
            amount,
            0.08m,
            Frequency.Monthly,
            "2025-01-31",
            new ScheduleStep(installments, installment)
        );
        Amortization.Schedule(terms.Schedule, amount)[^1].Amount.ShouldBe(last);
        var deemed = Deemed(
            new(
                "P1",
                "M1",
                "A",
                terms,
                true,
                new BorrowingFigures(0m, 0m, 90_000m, DeemedLoanUnrepaid: false, Loans: 0),
                Given.Source
            )
        );
        (deemed?.On, deemed?.Amount, deemed?.Reason).ShouldBe(
            satisfied ? (null, null, null) : (Given.Day("2025-01-01"), amount, DeemingReason.LevelAmortization)
        );
    }

    private static LoanTerms Stepped(
        string madeOn,
        decimal amount,
        decimal rate,
        Frequency frequency,
        string firstDue,
        params ScheduleStep[] steps
    ) =>
        new(
            Given.Day(madeOn),
            amount,
            rate,
            frequency,
            steps.Sum(step => step.Count),
            Given.Day(firstDue),
            steps: steps
        );

    private DeemedDistributed? Deemed(Originate command) =>
        new LoanUnderTest(plan).After(command).Events.OfType<DeemedDistributed>().SingleOrDefault();
}
