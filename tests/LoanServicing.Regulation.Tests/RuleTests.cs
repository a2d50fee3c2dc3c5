using LoanServicing.Domain.Regulation;

namespace LoanServicing.Regulation.Tests;

/// <summary>One question, one answer: what makes a rule answer, and when it is a defect.</summary>
public class RuleTests
{
    private static readonly DateOnly Day = new(2010, 6, 1);

    private static Clause<int, string> Clause(
        string cites,
        Func<int, bool> applies,
        string? displaces = null,
        InForce? inForce = null
    ) => new(cites, inForce ?? new(new(2000, 1, 1)), displaces, applies, n => $"{cites} of {n}");

    [Fact]
    public void The_general_provision_answers_where_no_exception_applies() =>
        WithException().Decide(1, Day).ShouldBe(new("26 USC 1(a) of 1", "26 USC 1(a)", null));

    [Fact]
    public void An_exception_displaces_it_and_the_finding_says_what_was_displaced() =>
        WithException().Decide(7, Day).ShouldBe(new("26 USC 1(b) of 7", "26 USC 1(b)", "26 USC 1(a)"));

    [Theory]
    [InlineData("2004-12-31", "26 USC 1(a)")]
    [InlineData("2005-01-01", "26 USC 1(b)")]
    [InlineData("2005-01-02", "26 USC 1(b)")]
    [InlineData("2007-03-30", "26 USC 1(b)")]
    [InlineData("2007-03-31", "26 USC 1(b)")]
    [InlineData("2007-04-01", "26 USC 1(a)")]
    public void An_exception_counts_from_its_first_day_to_its_last(string lawDate, string decides)
    {
        var rule = new Rule<int, string>(
            "Which?",
            Clause("26 USC 1(a)", _ => true),
            Clause("26 USC 1(b)", _ => true, "26 USC 1(a)", new(new(2005, 1, 1), new(2007, 3, 31)))
        );
        rule.Decide(3, DateOnly.ParseExact(lawDate, "yyyy-MM-dd")).Cites.ShouldBe(decides);
    }

    [Fact]
    public void Nothing_in_force_is_a_gap_that_names_the_day_and_the_question() =>
        Should
            .Throw<RuleGapException>(() => WithException().Decide(1, new(1999, 12, 31)))
            .Message.ShouldBe("No provision in force on 1999-12-31 answers: Which?");

    [Fact]
    public void Nothing_that_applies_is_a_gap() =>
        Should.Throw<RuleGapException>(() =>
            new Rule<int, string>("Which?", Clause("26 USC 1(a)", n => n > 100)).Decide(1, Day)
        );

    [Fact]
    public void Two_provisions_that_do_not_know_of_each_other_are_a_conflict_that_names_both() =>
        Should
            .Throw<RuleConflictException>(() =>
                new Rule<int, string>(
                    "Which?",
                    Clause("26 USC 1(a)", _ => true),
                    Clause("26 USC 1(c)", n => n > 5)
                ).Decide(6, Day)
            )
            .Message.ShouldBe("On 2010-06-01 both 26 USC 1(a) and 26 USC 1(c) answer: Which?");

    [Fact]
    public void Two_exceptions_to_one_provision_are_a_conflict_where_both_apply()
    {
        var rule = new Rule<int, string>(
            "Which?",
            Clause("26 USC 1(a)", _ => true),
            Clause("26 USC 1(b)", n => n > 5, "26 USC 1(a)"),
            Clause("26 USC 1(c)", n => n > 8, "26 USC 1(a)")
        );
        rule.Decide(7, Day).Cites.ShouldBe("26 USC 1(b)");
        Should
            .Throw<RuleConflictException>(() => rule.Decide(9, Day))
            .Message.ShouldContain("26 USC 1(b) and 26 USC 1(c)");
    }

    [Fact]
    public void Two_provisions_that_displace_each_other_are_a_gap() =>
        Should.Throw<RuleGapException>(() =>
            new Rule<int, string>(
                "Which?",
                Clause("26 USC 1(a)", _ => true, "26 USC 1(b)"),
                Clause("26 USC 1(b)", _ => true, "26 USC 1(a)")
            ).Decide(6, Day)
        );

    [Fact]
    public void An_exception_that_does_not_apply_displaces_nothing_even_while_in_force() =>
        new Rule<int, string>(
            "Which?",
            Clause("26 USC 1(a)", _ => true),
            Clause("26 USC 1(b)", _ => false, "26 USC 1(a)")
        )
            .Decide(6, Day)
            .Displaced.ShouldBeNull();

    private static Rule<int, string> WithException() =>
        new("Which?", Clause("26 USC 1(a)", _ => true), Clause("26 USC 1(b)", n => n > 5, "26 USC 1(a)"));
}
