using System.Reflection;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Section72e;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Every rule has exactly one answer for every quarter from its first day to five years ahead, whatever the facts.
/// </summary>
public class TemporalCoverageTests(ITestOutputHelper output)
{
    private static readonly DateOnly Until = new(2031, 12, 31);

    // What each kind of facts is tried with, by the day of the law: a new rule with other facts needs some of its own
    // here.
    private static readonly Dictionary<Type, Func<DateOnly, IEnumerable<object>>> FactSets = new()
    {
        [typeof(LoanAmountFacts)] = _ =>
            from highest in new[] { 0m, 41_250m, 100_000m }
            from outstanding in new[] { 0m, 7_777.77m }
            from vested in new[] { 0m, 19_999.99m, 1_000_000m }
            from floor in new[] { true, false }
            from limits in Enum.GetValues<LimitSet>()
            from disaster in Enum.GetValues<Disaster>()
            select (object)new LoanAmountFacts(highest, outstanding, vested, floor, limits, disaster),
        [typeof(CreditCardFacts)] = _ => from card in new[] { true, false } select (object)new CreditCardFacts(card),
        [typeof(SubsequentLoanFacts)] = _ =>
            from unrepaid in new[] { true, false }
            from payroll in new[] { true, false }
            from security in new[] { true, false }
            select (object)new SubsequentLoanFacts(unrepaid, payroll, security),
        [typeof(ServicememberRateFacts)] = day =>
            from rate in new[] { 0.0475m, 0.0875m }
            from made in new[] { day.AddDays(-300), day }
            from relief in new[] { true, false }
            select (object)new ServicememberRateFacts(rate, made, day.AddDays(-20), relief),
        [typeof(PrincipalResidenceFacts)] = day =>
            from use in Enum.GetValues<DwellingUse>()
            from occupant in Enum.GetValues<DwellingOccupant>()
            from debt in new DateOnly?[] { null, day.AddDays(-31), day.AddDays(-400) }
            from bought in new[] { true, false }
            from repays in new[] { true, false }
            select (object)new PrincipalResidenceFacts(day, use, occupant, debt, bought, repays),
        [typeof(EmployeeContributionFacts)] = _ =>
            from all in new[] { true, false }
            from repealed in new[] { true, false }
            select (object)new EmployeeContributionFacts(all, repealed),
        [typeof(CorrectionFacts)] = _ =>
            from failure in Enum.GetValues<LoanFailure>()
            from identified in new[] { true, false }
            from egregious in new[] { true, false }
            select (object)new CorrectionFacts(failure, identified, egregious),
        [typeof(RepaymentTermFacts)] = day =>
            from residence in new[] { true, false }
            select (object)new RepaymentTermFacts(day, residence),
        [typeof(AmortizationFacts)] = day =>
            from terms in Terms(day)
            from replaced in new ReplacedBalance[]?[]
            {
                null,
                [new(4_321m, day.AddDays(1_000))],
                [new(9_999m, null), new(17m, day.AddDays(40))],
            }
            select (object)new AmortizationFacts(TermsInLaw.Agreed(terms), replaced),
    };

    [Fact]
    public void Every_rule_has_one_answer_for_every_quarter()
    {
        var rules = RuleCatalog.Rules(typeof(LoanAmountLimit).Assembly.GetTypes());
        rules.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var (name, rule) in rules)
            output.WriteLine($"{name}: {Ask(rule)} answers");
    }

    [Fact]
    public void The_check_finds_a_gap_a_conflict_and_facts_that_nobody_gave()
    {
        Clause<LoanAmountFacts, int> Clause(string from, string? to) =>
            new("26 USC 1", new(Day(from), to is null ? null : Day(to)), null, _ => true, _ => 1);
        Should
            .Throw<RuleGapException>(() =>
                Ask(
                    new Rule<LoanAmountFacts, int>(
                        "Gap?",
                        Clause("1990-01-01", "2004-05-31"),
                        Clause("2004-07-02", null)
                    )
                )
            )
            .Message.ShouldContain("2004-06-01");
        Should.Throw<RuleGapException>(() =>
            Ask(new Rule<LoanAmountFacts, int>("Ends?", Clause("1990-01-01", "2031-09-30")))
        );
        Should.Throw<RuleConflictException>(() =>
            Ask(new Rule<LoanAmountFacts, int>("Conflict?", Clause("1990-01-01", null), Clause("2031-10-01", null)))
        );
        Should.Throw<KeyNotFoundException>(() =>
            Ask(
                new Rule<string, int>(
                    "Facts?",
                    new Clause<string, int>("26 USC 1", new(Day("1990-01-01")), null, _ => true, _ => 1)
                )
            )
        );
    }

    private static int Ask(object rule)
    {
        var ask = typeof(TemporalCoverageTests)
            .GetMethod(nameof(AskEveryQuarter), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(rule.GetType().GetGenericArguments());
        return (int)ask.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [rule], null)!;
    }

    private static int AskEveryQuarter<TFacts, TAnswer>(Rule<TFacts, TAnswer> rule)
    {
        var answers = 0;
        foreach (var day in Days(rule.Clauses.Select(clause => clause.InForce).ToList()))
        {
            foreach (var facts in FactSets[typeof(TFacts)](day))
            {
                rule.Decide((TFacts)facts, day).Cites.ShouldNotBeNullOrEmpty();
                answers++;
            }
        }

        return answers;
    }

    // The first and last day of each quarter, and the days around every day on which a clause begins or ends.
    private static IEnumerable<DateOnly> Days(IReadOnlyList<InForce> clauses)
    {
        var first = clauses.Min(inForce => inForce.From);
        var days = new SortedSet<DateOnly> { first };
        for (var quarter = new DateOnly(first.Year, 1, 1); quarter <= Until; quarter = DueDates.MonthsLater(quarter, 3))
            days.UnionWith([quarter, quarter.AddDays(-1)]);
        foreach (
            var day in clauses.SelectMany(inForce => inForce.To is { } to ? [inForce.From, to] : new[] { inForce.From })
        )
            days.UnionWith([day.AddDays(-1), day, day.AddDays(1)]);
        return days.Where(day => day >= first && day <= Until);
    }

    private static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    private static IEnumerable<LoanTerms> Terms(DateOnly day) =>
        from purpose in Enum.GetValues<LoanPurpose>()
        from frequency in Enum.GetValues<Frequency>()
        from years in new[] { 3, 12 }
        from steps in new ScheduleStep[]?[] { null, [new(1, 900m), new((years * frequency.PeriodsPerYear()) - 1, 30m)] }
        select new LoanTerms(
            day,
            8_765.43m,
            0.0725m,
            frequency,
            years * frequency.PeriodsPerYear(),
            DueDates.MonthEnd(day),
            purpose,
            steps: steps
        );
}
