using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Operations.Asking.Loans;

/// <summary>Answers what became known of a loan between two recorded times.</summary>
public static class CompareLoanHandler
{
    /// <exception cref="RefusedException">
    /// There is no such loan, it was not made by the day or not known at the first time, or the second is before the
    /// first.
    /// </exception>
    public static async Task<LoanComparison> HandleAsync(
        CompareLoan message,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        var (known, times) = await KnownLoan.ReadAsync(
            message.Loan,
            message.Effective,
            [message.Recorded, message.Against],
            ask,
            cancellation
        );
        return Compare(known, times[0], times[1], message.Recorded.Name);
    }

    // Each recording between the two times is looked at on what was known before it, one after the other.
    private static LoanComparison Compare(
        KnownLoan known,
        DateTimeOffset recorded,
        DateTimeOffset against,
        string moment
    )
    {
        var events = EventsOf(known)
            .Where(pair => pair.Recorded.RecordedAt > recorded && pair.Recorded.RecordedAt <= against)
            .OrderBy(pair => pair.Recorded.Sequence)
            .ToLookup(pair => pair.Recorded.RecordedAt);
        var before = Standing(recorded);
        var changes = StandingTrail.Of(before, Standing, events.Select(group => group.Key).Order()).ToList();
        return new(
            known.FullName,
            known.Effective,
            recorded,
            against,
            StandingDifference.Between(before, Standing(against)),
            [.. changes.Where(change => change.Differences.Count > 0).Select(Together)],
            changes.Count(change => change.Differences.Count == 0)
        );

        LoanStanding Standing(DateTimeOffset time) => known.AsRecordedBy(time, moment).Standing();

        RecordedTogether Together(StandingChange change) =>
            new(
                change.RecordedAt,
                events[change.RecordedAt].First().Recorded.Actor,
                [.. events[change.RecordedAt].Select(pair => RecordedChange.Of(pair.Stream, pair.Recorded))],
                change.Differences
            );
    }

    // What an answer about a loan is worked out from. A close that is recorded in the plan's stream, or a remittance,
    // is not.
    private static IEnumerable<(string Stream, RecordedEvent Recorded)> EventsOf(KnownLoan known)
    {
        var (plan, participant) = (known.Name.Plan, known.Name.Participant);
        return
        [
            .. known
                .Plan.Events.Where(recorded => recorded.Event is PlanEstablished or PlanAmended)
                .Select(recorded => ($"plan {plan}", recorded)),
            .. known.Account.Participant.Select(recorded => ($"participant {plan}/{participant}", recorded)),
            .. known.Account.Loans.SelectMany(loan =>
                loan.Select(recorded => ($"loan {plan}/{participant}/{((LoanMade)loan[0].Event).Loan}", recorded))
            ),
        ];
    }
}
