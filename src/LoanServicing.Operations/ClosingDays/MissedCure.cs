using System.Text.Json.Serialization;

namespace LoanServicing.Operations.ClosingDays;

/// <summary>
/// Money in suspense that would have made up in time, by itself or with other such, what a loan was deemed for.
/// </summary>
/// <param name="DeemedOn">The last day on which it could be made up.</param>
/// <param name="Deemed">The amount of the deemed distribution.</param>
/// <param name="Lacking">What it would have taken.</param>
/// <param name="InSuspense">How much waits here.</param>
/// <param name="Since">The business day on which it came in.</param>
/// <param name="File">Null where it came by a message.</param>
/// <param name="Message">Null where it came in a file.</param>
/// <param name="Reason">Why it could not be posted: stable code, <c>noun.reason</c>.</param>
public sealed record MissedCure(
    string Plan,
    string Participant,
    string Loan,
    DateOnly DeemedOn,
    decimal Deemed,
    decimal Lacking,
    decimal InSuspense,
    DateOnly Since,
    string? File,
    int? Line,
    string? Message,
    string Reason,
    string Detail
)
{
    /// <summary>A sentence without its stop.</summary>
    [JsonIgnore]
    public string InWords =>
        $"in suspense {InSuspense:N2} since {Since:yyyy-MM-dd}, {Reason} "
        + $"({(File is null ? $"message {Message}" : $"{File} line {Line}")}): would have cured "
        + $"{Plan}/{Participant}/{Loan}, deemed {DeemedOn:yyyy-MM-dd} ({Deemed:N2}), which lacked {Lacking:N2}";
}
