using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Postgres.EventLog;

namespace LoanServicing.Postgres.Verification;

/// <summary>A rebuild takes the log as it is; only what cannot be replayed at all stops it.</summary>
internal sealed class RebuildInspection : ILogInspection
{
    public void Inspect(LoggedStream stream)
    {
        if (stream.Entries.FirstOrDefault(entry => entry.Problem is not null) is { } unreadable)
            throw new InvalidDataException($"event {unreadable.Stored.Version} of {stream.Type} {stream.Id} cannot be read: {unreadable.Problem}");
    }

    public void Inspect(LoanHistory history, PlanState plan, IReadOnlyList<RecordedEvent> stream)
    {
        // Whether the consequences follow is for loans verify to say.
    }

    public void CannotBeReplayed(LoggedStream stream, string why) => throw new InvalidDataException($"{stream.Type} {stream.Id} cannot be replayed: {why}");
}
