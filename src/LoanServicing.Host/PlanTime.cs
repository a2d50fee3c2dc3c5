namespace LoanServicing.Host;

/// <summary>The clock on the plans' wall.</summary>
internal static class PlanTime
{
    // Not modelled: a plan with a time zone of its own; all are in America/New_York.
    private const string Zone = "America/New_York";

    public static DateTime Now(TimeProvider clock) =>
        TimeZoneInfo.ConvertTimeBySystemTimeZoneId(clock.GetUtcNow(), Zone).DateTime;

    public static DateOnly Today(TimeProvider clock) => DateOnly.FromDateTime(Now(clock));
}
