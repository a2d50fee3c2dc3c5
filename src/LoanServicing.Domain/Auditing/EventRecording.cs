using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;

namespace LoanServicing.Domain.Auditing;

/// <summary>How the log holds an event, beside what the event says.</summary>
/// <param name="Version">In its stream, from 1.</param>
/// <param name="RecordedAt">When the log learnt of it.</param>
/// <param name="Actor">Who recorded it; null where the writer did not say.</param>
/// <param name="Hash">Its link in the stream's chain, hexadecimal; null where the writer left none.</param>
/// <param name="File">The file that it came from; null for a message and for the close of a day.</param>
public sealed record EventRecording(
    long Version,
    DateTimeOffset RecordedAt,
    string? Actor,
    string? Hash,
    SourceFile? File
);

/// <summary>A file that facts came from.</summary>
/// <param name="Name">As it came; null where only its hash was kept.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record SourceFile(string? Name, string Sha256);

/// <summary>An event with how the log holds it.</summary>
public sealed record RecordedLoanEvent(EventRecording Recording, LoanEvent Event);

/// <summary>A loan's whole record as the log holds it, with the account that it belongs to.</summary>
/// <param name="Recordings">Of each event of <paramref name="History"/>, in version order.</param>
/// <param name="RecordedBy">The time up to which events are in it.</param>
public sealed record RecordedLoan(
    LoanHistory History,
    AccountHistory Account,
    IReadOnlyList<EventRecording> Recordings,
    DateTimeOffset RecordedBy
)
{
    /// <summary>Null for a consequence that follows and has not been stated.</summary>
    public EventRecording? Of(long? version) => version is { } stated ? Recordings[(int)stated - 1] : null;
}
