using System.CommandLine;
using System.Globalization;
using LoanServicing.Host.CommandLine;
using LoanServicing.Postgres.ReadModels;

namespace LoanServicing.Host.Asking;

/// <summary>Until when what was recorded counts in an answer: a time, that moment included; the close of a business day; or all that there is.</summary>
/// <param name="Option">The option that says it.</param>
/// <param name="Time">Null unless it is a time.</param>
/// <param name="Day">Null unless it is a business day: then what was known when the plan's close of it had been recorded.</param>
internal sealed record RecordedMoment(string Option, DateTimeOffset? Time, DateOnly? Day)
{
    private const string Now = "now";

    private static readonly string[] TimeFormats = ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

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

    /// <summary>The moment as a time; a time that is not past yet, or a day that is not closed, is refused.</summary>
    /// <param name="now">Latest time that can be asked about.</param>
    public DateTimeOffset In(string plan, RecordedPlan record, DateTimeOffset now)
    {
        if (Day is { } day)
            return record.ClosedAt(day) ?? throw new RefusedException($"{Option}: found {day:yyyy-MM-dd}, which plan {plan} has not closed, expected a closed business day{Latest(record)}");
        return Time is { } time && time > now ? throw new RefusedException($"{Option}: found {time:O}, expected a time not after now, {now:O}") : Time ?? now;
    }

    private static string Latest(RecordedPlan record) =>
        record.AsRecordedBy(DateTimeOffset.MaxValue)?.ClosedThrough is { } closed ? $", at the latest {closed:yyyy-MM-dd}" : "; none is closed yet";
}
