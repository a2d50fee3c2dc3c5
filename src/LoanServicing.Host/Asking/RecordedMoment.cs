using System.CommandLine;
using System.Globalization;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.ReadModels;

namespace LoanServicing.Host.Asking;

/// <summary>Until when what was recorded counts in an answer: a time, that moment included; the close of a business day; or all that there is.</summary>
/// <param name="Option">The option that says it.</param>
/// <param name="Time">Null unless it is a time.</param>
/// <param name="Day">Null unless it is a business day: then what was known when the plan's close of it had been recorded.</param>
internal sealed record RecordedMoment(string Option, DateTimeOffset? Time, DateOnly? Day)
{
    private const string Now = "now";

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFzz"];

    /// <summary>Times without a zone are UTC.</summary>
    public static Option<RecordedMoment?> OptionOf(string name, string description) => new(name)
    {
        Description = $"{description}: a time, as 2025-01-31T18:00:00Z, a business day that was closed, as 2025-01-31, or {Now}",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (text == Now)
                return new(name, null, null);
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return new(name, null, day);
            if (DateTimeOffset.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return new(name, time, null);
            result.AddError($"{name}: found \"{text}\", expected a time, as 2025-01-31T18:00:00Z, a business day, as 2025-01-31, or {Now}");
            return null;
        },
    };

    /// <summary>None, the one that is asked about, or the two that are compared.</summary>
    public static IReadOnlyList<RecordedMoment> Pair(RecordedMoment? recorded, RecordedMoment? against) => (recorded, against) switch
    {
        (null, null) => [],
        (null, _) => throw new RefusedException($"{against.Option}: found no --recorded, expected the moment from which differences are told"),
        (_, null) => [recorded],
        _ => [recorded, against],
    };

    /// <summary>Moments as times; the second of two must not be before the first.</summary>
    /// <param name="now">Latest time that can be asked about.</param>
    public static IReadOnlyList<DateTimeOffset> In(IReadOnlyList<RecordedMoment> moments, string plan, RecordedPlan record, DateTimeOffset now)
    {
        DateTimeOffset[] times = [.. moments.Select(moment => moment.In(plan, record, now))];
        return times is [var first, var second] && second < first
            ? throw new RefusedException($"{moments[1].Option}: found {second:O}, expected a moment not before {moments[0].Option}, {first:O}")
            : times;
    }

    /// <summary>The moment as a time; a time that is not past yet, or a day that is not closed, is refused.</summary>
    /// <param name="now">Latest time that can be asked about.</param>
    public DateTimeOffset In(string plan, RecordedPlan record, DateTimeOffset now)
    {
        if (Day is { } day)
            return record.ClosedAt(day) ?? throw new RefusedException($"{Option}: found {day:yyyy-MM-dd}, which plan {plan} has not closed, expected a closed business day{Closed(record)}");
        return Time is { } time && time > now ? throw new RefusedException($"{Option}: found {time:O}, expected a time not after now, {now:O}") : Time ?? now;
    }

    /// <summary>The moment in the name of a file; empty for now.</summary>
    public string FileSuffix => this switch
    {
        { Day: { } day } => $"-recorded-{day:yyyy-MM-dd}",
        { Time: { } time } => $"-recorded-{time.UtcDateTime:yyyy-MM-dd'T'HHmmss.ffffff'Z'}",
        _ => "",
    };

    private static string Closed(RecordedPlan record) =>
        record.AsRecordedBy(DateTimeOffset.MaxValue)?.ClosedThrough is { } closed ? $", from {record.EstablishedOn:yyyy-MM-dd} to {closed:yyyy-MM-dd}" : "; none is closed yet";
}
