using LoanServicing.Operations.Asking;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.TaxYears;

/// <summary>
/// All plans of a tenant, each as it was known at a time of its own: a business day is closed plan by plan.
/// </summary>
public sealed class KnownPlans : IAsyncDisposable
{
    private KnownPlans(Inquiry session, IReadOnlyDictionary<string, DateTimeOffset>? times) =>
        (Session, Times) = (session, times);

    internal Inquiry Session { get; }

    /// <summary>By plan; null where all that is recorded counts.</summary>
    internal IReadOnlyDictionary<string, DateTimeOffset>? Times { get; }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    internal static async Task<KnownPlans> ReadAsync(
        RecordedMoment? moment,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        var times = moment is null ? null : await TimesAsync(moment, ask, cancellation);
        return new(await ask(times is null or { Count: 0 } ? null : times.Values.Max(), cancellation), times);
    }

    private static async Task<Dictionary<string, DateTimeOffset>> TimesAsync(
        RecordedMoment moment,
        AskingSession ask,
        CancellationToken cancellation
    )
    {
        var times = new Dictionary<string, DateTimeOffset>();
        await using var session = await ask(null, cancellation);
        foreach (var plan in await LoanDirectory.PlansAsync(session, cancellation))
        {
            var record = await PlanReader.HistoryAsync(session, plan, cancellation);
            times.Add(plan, moment.In(plan, record, session.Now));
        }

        return times;
    }
}
