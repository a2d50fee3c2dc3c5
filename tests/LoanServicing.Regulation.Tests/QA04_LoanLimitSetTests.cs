using LoanServicing.Domain.Regulation.Section72p;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>The limits of the disaster laws, each in its days, and the plan's own limit beside the law's.</summary>
public class QA04_LoanLimitSetTests
{
    // 130,000 vested; 30,000 repaid within the year: 50,000 - 30,000 = 20,000 or 100,000 - 30,000 = 70,000.
    private static readonly LoanAmountFacts Facts = new(41_000m, 11_000m, 130_000m, true);

    [Theory, Cites("Pub. L. 116-136 s. 2202(b)(1)")]
    [InlineData("2020-03-26", 20_000, 65_000)]
    [InlineData("2020-03-27", 70_000, 130_000)]
    [InlineData("2020-03-28", 70_000, 130_000)]
    [InlineData("2020-09-21", 70_000, 130_000)]
    [InlineData("2020-09-22", 70_000, 130_000)]
    [InlineData("2020-09-23", 20_000, 65_000)]
    [InlineData("2021-05-05", 20_000, 65_000)]
    public void The_cares_limit_holds_from_27_March_to_22_September_2020(
        string madeOn,
        decimal dollars,
        decimal percent
    )
    {
        var limit = LoanAmountLimit.OfLaw(Facts with { LimitSet = LimitSet.Cares2020 }, Given.Day(madeOn));
        (limit.DollarLimit, limit.PercentLimit, limit.Limit).ShouldBe((dollars, percent, dollars));
        limit.Cites.ShouldBe(dollars == 70_000m ? "Pub. L. 116-136 s. 2202(b)(1)" : "26 USC 72(p)(2)(A)");
    }

    [Theory]
    [
        Cites("26 USC 1400Q(c)(1)"),
        Cites("Pub. L. 115-63 s. 502(c)(1)"),
        Cites("Pub. L. 115-123 s. 20102(c)(1)"),
        Cites("Pub. L. 116-94 s. 202(c)(1)"),
        Cites("Pub. L. 116-260 s. 302(c)(1)"),
        Cites("26 USC 72(p)(6)(A)")
    ]
    [InlineData(Disaster.Katrina, "2005-09-23", "2005-09-24", "2006-12-31", "2007-01-01", "26 USC 1400Q(c)(1)")]
    [InlineData(Disaster.Rita, "2005-12-20", "2005-12-21", "2006-12-31", "2007-01-01", "26 USC 1400Q(c)(1)")]
    [InlineData(Disaster.Wilma, "2005-12-20", "2005-12-21", "2006-12-31", "2007-01-01", "26 USC 1400Q(c)(1)")]
    [InlineData(Disaster.Harvey, "2017-09-28", "2017-09-29", "2018-12-31", "2019-01-01", "Pub. L. 115-63 s. 502(c)(1)")]
    [InlineData(Disaster.Irma, "2017-09-28", "2017-09-29", "2018-12-31", "2019-01-01", "Pub. L. 115-63 s. 502(c)(1)")]
    [InlineData(Disaster.Maria, "2017-09-28", "2017-09-29", "2018-12-31", "2019-01-01", "Pub. L. 115-63 s. 502(c)(1)")]
    [InlineData(
        Disaster.CaliforniaWildfires,
        "2018-02-08",
        "2018-02-09",
        "2018-12-31",
        "2019-01-01",
        "Pub. L. 115-123 s. 20102(c)(1)"
    )]
    [InlineData(
        Disaster.Of2018And2019,
        "2019-12-19",
        "2019-12-20",
        "2020-06-16",
        "2020-06-17",
        "Pub. L. 116-94 s. 202(c)(1)"
    )]
    [InlineData(
        Disaster.Of2020,
        "2020-12-26",
        "2020-12-27",
        "2021-06-24",
        "2021-06-25",
        "Pub. L. 116-260 s. 302(c)(1)"
    )]
    [InlineData(Disaster.Qualified, "2022-12-28", "2022-12-29", "2026-07-07", null, "26 USC 72(p)(6)(A)")]
    [InlineData(Disaster.Unnamed, "2005-09-23", "2005-09-24", "2006-12-31", "2007-01-01", "26 USC 1400Q(c)(1)")]
    [InlineData(
        Disaster.Unnamed,
        "2017-09-28",
        "2017-09-29",
        "2018-12-31",
        "2019-01-01",
        "Pub. L. 115-63 s. 502(c)(1)"
    )]
    [InlineData(
        Disaster.Unnamed,
        "2019-12-19",
        "2019-12-20",
        "2020-06-16",
        "2020-06-17",
        "Pub. L. 116-94 s. 202(c)(1)"
    )]
    [InlineData(
        Disaster.Unnamed,
        "2020-12-26",
        "2020-12-27",
        "2021-06-24",
        "2021-06-25",
        "Pub. L. 116-260 s. 302(c)(1)"
    )]
    [InlineData(Disaster.Unnamed, "2022-12-28", "2022-12-29", "2031-12-31", null, "26 USC 72(p)(6)(A)")]
    public void A_disaster_law_holds_in_its_days_and_falls_back_outside(
        Disaster disaster,
        string before,
        string first,
        string last,
        string? after,
        string cites
    )
    {
        Of(before).Cites.ShouldBe("26 USC 72(p)(2)(A)");
        foreach (var day in new[] { first, last })
        {
            var limit = Of(day);
            (limit.DollarLimit, limit.PercentLimit, limit.Limit, limit.Cites).ShouldBe(
                (70_000m, 130_000m, 70_000m, cites)
            );
        }

        if (after is not null)
            (Of(after).Limit, Of(after).Cites).ShouldBe((20_000m, "26 USC 72(p)(2)(A)"));

        AmountLimit Of(string day) =>
            LoanAmountLimit.OfLaw(Facts with { LimitSet = LimitSet.Disaster, Disaster = disaster }, Given.Day(day));
    }

    [Theory, Cites("26 USC 72(p)(6)(A)")]
    [InlineData("2022-09-23", "2022-09-29", "2022-12-29", "2023-06-27")]
    [InlineData("2023-08-27", "2023-08-30", "2023-08-30", "2024-02-26")]
    [InlineData("2024-09-23", "2024-09-20", "2024-09-23", "2025-03-22")]
    public void Larger_loans_for_a_qualified_disaster_have_180_days_after_the_latest_of_three_days(
        string incident,
        string declared,
        string from,
        string to
    )
    {
        var window = DisasterRelief.QualifiedDisasterLoans(Given.Day(incident), Given.Day(declared));
        (window.From, window.To).ShouldBe((Given.Day(from), Given.Day(to)));
    }

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData(8_000, 10_000, 4_000)]
    [InlineData(19_999.98, 10_000, 9_999.99)]
    [InlineData(20_000, 10_000, 10_000)]
    [InlineData(27_000, 13_500, 13_500)]
    public void A_plan_without_the_floor_has_a_limit_of_its_own_and_the_law_keeps_its_own(
        decimal vested,
        decimal law,
        decimal plan
    )
    {
        var facts = new LoanAmountFacts(0m, 0m, vested, Floor10000: false);
        LoanAmountLimit.OfLaw(facts, new(2024, 7, 8)).PercentLimit.ShouldBe(law);
        LoanAmountLimit.OfPlan(facts, new(2024, 7, 8)).PercentLimit.ShouldBe(plan);
        LoanAmountLimit.Ceiling.Decide(facts, new(2024, 7, 8)).Answer.ShouldBe(plan);
        (LoanAmountLimit.DollarLimb(facts), LoanAmountLimit.PercentLimb(facts)).ShouldBe((50_000m, plan));
    }

    [Theory, Cites("26 USC 72(p)(2)(A)")]
    [InlineData("1986-12-31", 50_000)]
    [InlineData("1987-01-01", 20_000)]
    public void Both_limbs_are_those_of_the_loans_day(string madeOn, decimal dollars) =>
        LoanAmountLimit
            .OfLaw(Facts, Given.Day(madeOn))
            .ShouldBe(new AmountLimit(dollars, 65_000m, dollars, "26 USC 72(p)(2)(A)"));
}
