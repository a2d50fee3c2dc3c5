using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Operations.Auditing.Pages;

/// <summary>Figures, dates and names as a reader has them.</summary>
internal static partial class Printed
{
    /// <summary>Stands where there is nothing to say.</summary>
    public const string None = "–";

    /// <summary>Dollars with two decimals, and a minus that is as wide as a digit.</summary>
    public static string Money(decimal? amount) =>
        amount is { } dollars ? dollars.ToString("N2", CultureInfo.InvariantCulture).Replace('-', '−') : None;

    public static string Day(DateOnly? day) => day is { } date ? $"{date:yyyy-MM-dd}" : None;

    /// <summary>Of any kind that a fact can state.</summary>
    public static string Figure(object? figure) =>
        figure switch
        {
            null => "not known",
            decimal amount => Money(amount),
            DateOnly day => Day(day),
            int count => Count(count),
            true => "yes",
            false => "no",
            _ => throw new UnreachableException($"{figure.GetType().Name} is no figure of a fact"),
        };

    /// <summary>In UTC, to the second.</summary>
    public static string Time(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";

    public static string Count(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A fraction of one in percent, with as many decimals as it has.</summary>
    public static string Percent(decimal fraction) => $"{fraction * 100m:0.####} %";

    /// <summary>"DeemedDistributed" as "deemed distributed".</summary>
    public static string Words(string name) =>
        string.Concat(Capital().Replace(name, " $1").Trim().Select((c, i) => char.ToLowerInvariant(c)));

    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum => Words(value.ToString());

    public static string Per(Frequency frequency) => Words(frequency);

    /// <summary>The plan's cure period in words, as they follow "until".</summary>
    public static string Rule(CurePeriodRule rule) =>
        rule switch
        {
            CurePeriodRule.None => "no cure period",
            CurePeriodRule.Maximum => "as long as the law allows",
            CurePeriodRule.Months months => months.Count == 1 ? "1 month" : $"{months.Count} months",
            CurePeriodRule.Days days => days.Count == 1 ? "1 day" : $"{days.Count} days",
            _ => rule.GetType().Name,
        };

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Capital();
}
