using LoanServicing.Domain.Regulation.Section402c;
using LoanServicing.Domain.Tests;

namespace LoanServicing.Regulation.Tests;

/// <summary>
/// Until when an offset can be rolled over: 15 April and 15 October, moved by IRC 7503 and by nothing else.
/// </summary>
[Cites("26 USC 402(c)(3)(C)(ii)"), Cites("26 USC 7503")]
public class Section402c_RolloverDeadlineTests
{
    // By the calendar: 16 April was a Saturday in 2022 (kept on Friday the 15th), a Sunday in 2023 and 2028 (kept on
    // Monday the 17th), a Monday in 2029.
    [Theory]
    [InlineData(2018, "2019-04-15", "2019-10-15")]
    [InlineData(2019, "2020-04-15", "2020-10-15")]
    [InlineData(2020, "2021-04-15", "2021-10-15")]
    [InlineData(2021, "2022-04-18", "2022-10-17")]
    [InlineData(2022, "2023-04-18", "2023-10-16")]
    [InlineData(2023, "2024-04-15", "2024-10-15")]
    [InlineData(2024, "2025-04-15", "2025-10-15")]
    [InlineData(2025, "2026-04-15", "2026-10-15")]
    [InlineData(2026, "2027-04-15", "2027-10-15")]
    [InlineData(2027, "2028-04-18", "2028-10-16")]
    [InlineData(2028, "2029-04-17", "2029-10-15")]
    [InlineData(2029, "2030-04-15", "2030-10-15")]
    [InlineData(2030, "2031-04-15", "2031-10-15")]
    public void A_qualified_offset_has_until_the_return_of_its_year_is_due(int year, string by, string extended)
    {
        foreach (var offset in new DateOnly[] { new(year, 1, 1), new(year, 6, 30), new(year, 12, 31) })
        {
            RolloverDeadline.Of(offset, qualified: true).ShouldBe(Given.Day(by));
            RolloverDeadline.Extended(offset, qualified: true).ShouldBe(Given.Day(extended));
        }
    }

    // Columbus Day is the second Monday of October: 8 to 14 October, so that it never moves the 15th.
    [Fact]
    public void The_extended_date_is_never_a_weekend_or_columbus_day()
    {
        for (var year = 2018; year <= 2099; year++)
        {
            var day = RolloverDeadline.Extended(new(year, 5, 5), qualified: true)!.Value;
            day.DayOfWeek.ShouldNotBeOneOf(DayOfWeek.Saturday, DayOfWeek.Sunday);
            (day.DayNumber - new DateOnly(year + 1, 10, 15).DayNumber).ShouldBeInRange(0, 2);
            (day.DayOfWeek == DayOfWeek.Monday && day.Day <= 14).ShouldBeFalse();
        }
    }

    // 60 days are counted out, on a Sunday and on New Year's Day as on any other.
    [Theory, Cites("26 USC 402(c)(3)(C)(ii)")]
    [InlineData("2023-11-01", "2023-12-31")]
    [InlineData("2023-11-02", "2024-01-01")]
    [InlineData("2024-02-15", "2024-04-15")]
    public void The_sixtieth_day_after_an_ordinary_offset_is_not_moved(string offset, string by)
    {
        RolloverDeadline.Of(Given.Day(offset), qualified: false).ShouldBe(Given.Day(by));
        RolloverDeadline.Extended(Given.Day(offset), qualified: false).ShouldBeNull();
    }
}
