using LoanServicing.Domain.Regulation.PlanAssets;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

public class PlanAssets_RemittanceLimitTests
{
    [Theory, Cites("29 CFR 2510.3-102(b)(1)")]
    [InlineData("2026-01-02", "2026-02-23")]
    [InlineData("2026-01-31", "2026-02-23")]
    [InlineData("2021-06-30", "2021-07-22")]
    [InlineData("2022-05-31", "2022-06-22")]
    [InlineData("2020-05-29", "2020-06-19")]
    [InlineData("2025-12-05", "2026-01-23")]
    [InlineData("2022-11-15", "2022-12-21")]
    [InlineData("2027-06-15", "2027-07-22")]
    [InlineData("2023-10-02", "2023-11-22")]
    public void An_employer_may_keep_what_it_withheld_until_the_15th_business_day_of_the_next_month(
        string withheld,
        string limit
    ) => RemittanceLimit.Of(Given.Day(withheld)).ShouldBe(Given.Day(limit));
}
