using System.CommandLine;
using LoanServicing.Operations;
using LoanServicing.Operations.Asking;

namespace LoanServicing.Host.CommandLine;

/// <summary>Options that say until when what was recorded counts.</summary>
internal static class RecordedOption
{
    /// <summary>Times without a zone are UTC.</summary>
    public static Option<RecordedMoment?> Of(string name, string description) =>
        new(name)
        {
            Description =
                $"{description}: a time, as 2025-01-31T18:00:00Z, a business day that was closed, as 2025-01-31, or {RecordedMoment.Now}",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                var moment = RecordedMoment.Parse(name, text);
                if (moment is null)
                {
                    result.AddError(
                        $"{name}: found \"{text}\", expected a time, as 2025-01-31T18:00:00Z, "
                            + $"a business day, as 2025-01-31, or {RecordedMoment.Now}"
                    );
                }

                return moment;
            },
        };

    /// <summary>The two that are compared; null where none is asked about, or one.</summary>
    public static (RecordedMoment Recorded, RecordedMoment Against)? Pair(
        RecordedMoment? recorded,
        RecordedMoment? against
    ) =>
        (recorded, against) switch
        {
            (_, null) => null,
            (null, _) => throw new RefusedException(
                $"{against.Name}: found no --recorded, expected the moment from which differences are told"
            ),
            _ => (recorded, against),
        };
}
