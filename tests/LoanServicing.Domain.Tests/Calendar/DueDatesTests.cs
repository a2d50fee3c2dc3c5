using LoanServicing.Domain.Calendar;

namespace LoanServicing.Domain.Tests.Calendar;

public class DueDatesTests
{
    [Theory]
    [InlineData(Frequency.Weekly, "2025-01-03", "2025-01-03 2025-01-10 2025-01-17")]
    [InlineData(Frequency.Biweekly, "2025-01-03", "2025-01-03 2025-01-17 2025-01-31")]
    [InlineData(Frequency.Semimonthly, "2025-01-15", "2025-01-15 2025-01-31 2025-02-15 2025-02-28")]
    [InlineData(Frequency.Semimonthly, "2024-01-31", "2024-01-31 2024-02-15 2024-02-29 2024-03-15")]
    [InlineData(Frequency.Monthly, "2025-08-31", "2025-08-31 2025-09-30 2025-10-31")]
    [InlineData(Frequency.Monthly, "2025-02-28", "2025-02-28 2025-03-31 2025-04-30")]
    [InlineData(Frequency.Monthly, "2025-01-30", "2025-01-30 2025-02-28 2025-03-30")]
    [InlineData(Frequency.Quarterly, "2025-03-31", "2025-03-31 2025-06-30 2025-09-30 2025-12-31")]
    [InlineData(Frequency.Annual, "2024-02-29", "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29")]
    public void Follow_the_first_one(Frequency frequency, string first, string expected)
    {
        var dates = new DueDates(frequency, Given.Day(first));
        var days = expected.Split(' ').Select(Given.Day).ToArray();
        Enumerable.Range(0, days.Length).Select(index => dates[index]).ShouldBe(days);
    }

    [Fact]
    public void Semimonthly_days_can_be_chosen()
    {
        var dates = new DueDates(Frequency.Semimonthly, new(2025, 1, 25), new(10, 25));
        Enumerable
            .Range(0, 3)
            .Select(index => dates[index])
            .ShouldBe([new(2025, 1, 25), new(2025, 2, 10), new(2025, 2, 25)]);
        Should
            .Throw<ArgumentException>(() => new DueDates(Frequency.Semimonthly, new(2025, 1, 24), new(10, 25)))
            .Message.ShouldStartWith("the first due date 2025-01-24 is not one of the due days, 10 and 25");
    }

    [Theory]
    [InlineData(Frequency.Weekly)]
    [InlineData(Frequency.Biweekly)]
    [InlineData(Frequency.Semimonthly)]
    [InlineData(Frequency.Monthly)]
    [InlineData(Frequency.Quarterly)]
    [InlineData(Frequency.Annual)]
    public void Are_counted_through_any_day_as_by_hand(Frequency frequency)
    {
        var dates = new DueDates(frequency, new(2023, 10, 31));
        var count = 0;
        for (var day = new DateOnly(2023, 10, 1); day < new DateOnly(2034, 1, 1); day = day.AddDays(1))
        {
            if (dates[count] == day)
                count++;
            dates.CountThrough(day).ShouldBe(count, $"through {day:yyyy-MM-dd}");
        }
    }
}
