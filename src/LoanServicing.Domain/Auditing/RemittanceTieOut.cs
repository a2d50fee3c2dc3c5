using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Auditing;

/// <summary>
/// One payroll file beside what the loans say of it: its total = posted + suspended, and what it posted = the payments
/// that name it.
/// </summary>
/// <param name="Recording">Of its receipt, with the file and its SHA-256.</param>
/// <param name="ReceivedOn">The business day.</param>
/// <param name="Total">As the file has it.</param>
/// <param name="PostedTotal">As its receipt has it.</param>
/// <param name="Suspended">Lines in events of their own.</param>
/// <param name="Payments">How many payments on loans name it: a line for several loans makes several.</param>
/// <param name="PaymentTotal">What those payments come to.</param>
/// <param name="ReversedSince">What of them was taken back later; it was posted all the same.</param>
public sealed record RemittanceTieOut(
    EventRecording Recording,
    Guid Remittance,
    DateOnly PayDate,
    DateOnly ReceivedOn,
    string Layout,
    int Lines,
    decimal Total,
    int Posted,
    decimal PostedTotal,
    int Suspended,
    decimal SuspendedTotal,
    int Payments,
    decimal PaymentTotal,
    decimal ReversedSince
)
{
    /// <summary>Whether all of it is accounted for, to the line and the cent.</summary>
    public bool IsTied =>
        Total == PostedTotal + SuspendedTotal && Lines == Posted + Suspended && PostedTotal == PaymentTotal;

    internal static IReadOnlyList<RemittanceTieOut> Of(
        IReadOnlyList<RecordedPlanEvent> events,
        IReadOnlyDictionary<Guid, PostedPayments> posted,
        DateOnly from,
        DateOnly through
    )
    {
        var suspended = events
            .Select(recorded => recorded.Event)
            .OfType<RepaymentSuspended>()
            .ToLookup(e => e.Source.Remittance);
        return
        [
            .. events
                .Where(recorded =>
                    recorded.Event is RemittanceReceived && recorded.Event.On >= from && recorded.Event.On <= through
                )
                .Select(recorded => TieOut(recorded.Recording, (RemittanceReceived)recorded.Event)),
        ];

        RemittanceTieOut TieOut(EventRecording recording, RemittanceReceived e)
        {
            var payments = posted.TryGetValue(e.Remittance, out var found) ? found : default;
            var lines = suspended[e.Remittance].ToList();
            return new(
                recording,
                e.Remittance,
                e.PayDate,
                e.On,
                e.Layout,
                e.Lines,
                e.Total,
                e.Posted,
                e.PostedTotal,
                lines.Count,
                lines.Sum(line => line.Amount),
                payments.Events,
                payments.Amount,
                payments.ReversedSince
            );
        }
    }
}

/// <summary>What the payments of one remittance come to.</summary>
internal readonly record struct PostedPayments(int Events, decimal Amount, decimal ReversedSince);
