using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Auditing;

/// <summary>Payroll lines that wait for a person, by age at the close of a day.</summary>
/// <param name="Buckets">By days waited: 0 to 30, 31 to 60, 61 to 90, and more; none is left out.</param>
/// <param name="Items">The oldest first.</param>
// Not modelled: a line that a person has put right; no event says so yet.
public sealed record SuspenseAgeing(IReadOnlyList<SuspenseBucket> Buckets, IReadOnlyList<SuspendedLine> Items)
{
    private static readonly (int From, int? To)[] Ages = [(0, 30), (31, 60), (61, 90), (91, null)];

    internal static SuspenseAgeing Of(IReadOnlyList<RecordedPlanEvent> events, DateOnly through)
    {
        var items = events
            .Where(recorded => recorded.Event is RepaymentSuspended && recorded.Event.On <= through)
            .Select(recorded => SuspendedLine.Of(recorded.Recording, (RepaymentSuspended)recorded.Event, through))
            .OrderByDescending(item => item.Days)
            .ToList();
        return new(
            [
                .. Ages.Select(age =>
                    Bucket(age.From, age.To, [.. items.Where(item => item.Days >= age.From && !(item.Days > age.To))])
                ),
            ],
            items
        );
    }

    private static SuspenseBucket Bucket(int from, int? to, List<SuspendedLine> items) =>
        new(from, to, items.Count, items.Sum(item => item.Amount));
}

/// <summary>Lines that have waited so long.</summary>
/// <param name="FromDays">Inclusive.</param>
/// <param name="ToDays">Inclusive; null for no end.</param>
public sealed record SuspenseBucket(int FromDays, int? ToDays, int Lines, decimal Amount);

/// <summary>A line in suspense.</summary>
/// <param name="Days">Since the business day that it came on.</param>
/// <param name="Participant">Null where it is nobody's in the plan.</param>
/// <param name="Reason">Stable code.</param>
public sealed record SuspendedLine(
    EventRecording Recording,
    DateOnly Since,
    int Days,
    decimal Amount,
    string? Participant,
    string? Loan,
    string Reason,
    string Detail,
    int? Line
)
{
    internal static SuspendedLine Of(EventRecording recording, RepaymentSuspended e, DateOnly through) =>
        new(
            recording,
            e.On,
            through.DayNumber - e.On.DayNumber,
            e.Amount,
            e.Participant,
            e.Loan,
            e.Reason,
            e.Detail,
            e.Source.Line
        );
}
