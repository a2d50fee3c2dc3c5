using System.CommandLine;
using System.Globalization;
using LoanServicing.Operations;
using LoanServicing.Operations.Asking;

namespace LoanServicing.Host.CommandLine;

/// <summary>Options that say until when what was recorded counts.</summary>
internal static class RecordedOption
{
    private const string Now = "now";

    private static readonly string[] TimeFormats =
    [
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFzz",
    ];

    /// <summary>Times without a zone are UTC.</summary>
    public static Option<RecordedMoment?> Of(string name, string description) => new(name)
    {
        Description =
            $"{description}: a time, as 2025-01-31T18:00:00Z, a business day that was closed, as 2025-01-31, or {Now}",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var moment = Read(name, text);
            if (moment is null)
            {
                result.AddError(
                    $"{name}: found \"{text}\", expected a time, as 2025-01-31T18:00:00Z, "
                    + $"a business day, as 2025-01-31, or {Now}");
            }

            return moment;
        },
    };

    /// <summary>The two that are compared; null where none is asked about, or one.</summary>
    public static (RecordedMoment Recorded, RecordedMoment Against)? Pair(
        RecordedMoment? recorded, RecordedMoment? against) => (recorded, against) switch
    {
        (_, null) => null,
        (null, _) => throw new RefusedException(
            $"{against.Name}: found no --recorded, expected the moment from which differences are told"),
        _ => (recorded, against),
    };

    private static RecordedMoment? Read(string name, string text)
    {
        if (text == Now)
            return new(name, null, null);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return new(name, null, day);
        return DateTimeOffset.TryParseExact(
            text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new(name, time, null)
            : null;
    }
}
