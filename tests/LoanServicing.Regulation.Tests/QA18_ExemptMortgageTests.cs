using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// A mortgage of a plan's investment program on the account of a participant: section 72(p) leaves it alone.
/// </summary>
public class QA18_ExemptMortgageTests
{
    private static readonly InvestmentProgramFacts Program = new(
        Established: true,
        Earmarked: false,
        ParticipantsOnly: false,
        MaturesOnSeverance: false,
        Insider: false
    );

    private readonly AccountUnderTest account = new AccountUnderTest(new CurePeriodRule.None()).Valued(
        "2011-01-03",
        52_000m
    );

    // 170,000 over thirty years against 52,000 vested, and never an installment paid.
    [Fact, Cites("26 CFR 1.72(p)-1 A-18(a)")]
    public void Neither_limit_nor_term_nor_default_makes_it_a_distribution()
    {
        Lends(Program);
        ((Originated)account["A"].Made).Exempt.ShouldBe("26 CFR 1.72(p)-1 A-18(a)");
        account.ClosedThrough("2013-12-31")["A"].Events.Count.ShouldBe(1);
        account.TaxThrough("2013-12-31").Forms.ShouldBeEmpty();
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-17")]
    public void One_that_nobody_means_to_be_repaid_is_a_distribution_of_whatever_program_it_is()
    {
        var terms = new LoanTerms(
            Given.Day("2011-02-01"),
            20_000m,
            0.05m,
            Frequency.Monthly,
            360,
            Given.Day("2011-03-01")
        );
        account.Lends("A", terms, new(BonaFide: false, InvestmentProgram: Program)).ShouldBeNull();
        account.Deemings("A").ShouldBe([(Given.Day("2011-02-01"), 20_000m, DeemingReason.NotBonaFide)]);
    }

    [Fact, Cites("26 CFR 1.72(p)-1 A-18(a)"), Cites("26 USC 72(p)(2)(A)")]
    public void It_takes_nothing_from_the_limit_of_a_plan_loan()
    {
        Lends(Program);
        BorrowingPosition
            .Before(Given.Day("2011-03-07"), account.History)
            .ShouldBe(new(0m, 0m, 52_000m, DeemedLoanUnrepaid: false, Loans: 0));
        account
            .Lends("B", new(Given.Day("2011-03-07"), 26_000m, 0.05m, Frequency.Monthly, 60, Given.Day("2011-04-07")))
            .ShouldBeNull();
        account.Deemed("B").ShouldBeEmpty();
    }

    // A-18(a)(1) to (3) and (c): each makes it a plan loan like any other, which thirty years deem in full.
    [Theory, Cites("26 CFR 1.72(p)-1 A-18(a)"), Cites("26 CFR 1.72(p)-1 A-18(c)"), Cites("26 USC 72(p)(2)(B)(i)")]
    [InlineData("established")]
    [InlineData("matures")]
    [InlineData("earmarked")]
    [InlineData("participants")]
    [InlineData("insider")]
    public void A_mortgage_that_misses_a_condition_is_a_plan_loan(string missed)
    {
        Lends(
            missed switch
            {
                "established" => Program with { Established = false },
                "matures" => Program with { MaturesOnSeverance = true },
                "earmarked" => Program with { Earmarked = true },
                "participants" => Program with { ParticipantsOnly = true },
                _ => Program with { Insider = true },
            }
        );
        account.Deemings("A").ShouldBe([(Given.Day("2011-02-07"), 170_000m, DeemingReason.RepaymentTerm)]);
    }

    private void Lends(InvestmentProgramFacts program) =>
        account
            .Lends(
                "A",
                new(Given.Day("2011-02-07"), 170_000m, 0.0525m, Frequency.Monthly, 360, Given.Day("2011-03-07")),
                new(InvestmentProgram: program)
            )
            .ShouldBeNull();
}
