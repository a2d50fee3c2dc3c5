using System.Globalization;
using LoanServicing.Store.Documents;

namespace LoanServicing.Operations.Asking;

/// <summary>
/// Until when what was recorded counts in an answer: a time, that moment included; the close of a business day; or all
/// that there is.
/// </summary>
/// <param name="Name">What whoever asks calls it, for refusals.</param>
/// <param name="Time">Null unless it is a time.</param>
/// <param name="Day">
/// Null unless it is a business day: then what was known when the plan's close of it had been recorded.
/// </param>
public sealed record RecordedMoment(string Name, DateTimeOffset? Time, DateOnly? Day)
{
    /// <summary>All that there is.</summary>
    public const string Now = "now";

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzz",
    ];

    /// <summary>
    /// A time, a business day or <see cref="Now"/>; null for any other text. Times without a zone are UTC.
    /// </summary>
    public static RecordedMoment? Parse(string name, string text)
    {
        if (text == Now)
            return new(name, null, null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(name, null, day);
        return DateTimeOffset.TryParseExact(
            text,
            TimeFormats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? new(name, time, null)
            : null;
    }

    /// <summary>The moment in the name of a file; empty for now.</summary>
    public string FileSuffix =>
        this switch
        {
            { Day: { } day } => $"-recorded-{day:yyyy-MM-dd}",
            { Time: { } time } => $"-recorded-{time.UtcDateTime:yyyy-MM-dd'T'HHmmss.ffffff'Z'}",
            _ => "",
        };

    /// <summary>Moments as times; the second of two must not be before the first.</summary>
    /// <param name="now">Latest time that can be asked about.</param>
    internal static IReadOnlyList<DateTimeOffset> In(
        IReadOnlyList<RecordedMoment> moments,
        string plan,
        RecordedPlan record,
        DateTimeOffset now
    )
    {
        DateTimeOffset[] times = [.. moments.Select(moment => moment.In(plan, record, now))];
        return times is [var first, var second] && second < first
            ? throw new RefusedException(
                $"{moments[1].Name}: found {second:O}, expected a moment not before {moments[0].Name}, {first:O}"
            )
            : times;
    }

    /// <summary>The moment as a time; a time that is not past yet, or a day that is not closed, is refused.</summary>
    /// <param name="now">Latest time that can be asked about.</param>
    internal DateTimeOffset In(string plan, RecordedPlan record, DateTimeOffset now)
    {
        if (Day is { } day)
        {
            return record.ClosedAt(day)
                ?? throw new RefusedException(
                    $"{Name}: found {day:yyyy-MM-dd}, which plan {plan} has not closed, "
                        + $"expected a closed business day{Closed(record)}"
                );
        }

        return Time is { } time && time > now
            ? throw new RefusedException($"{Name}: found {time:O}, expected a time not after now, {now:O}")
            : Time ?? now;
    }

    private static string Closed(RecordedPlan record) =>
        record.AsRecordedBy(DateTimeOffset.MaxValue)?.ClosedThrough is { } closed
            ? $", from {record.EstablishedOn:yyyy-MM-dd} to {closed:yyyy-MM-dd}"
            : "; none is closed yet";
}
