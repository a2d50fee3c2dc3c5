using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Operations.Asking;
using LoanServicing.Store.Documents;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Auditing;

/// <summary>A plan's record as it was known at a time, with the files that facts came from.</summary>
public sealed class AuditRecords : IAsyncDisposable
{
    private readonly Dictionary<Guid, SourceFile> files;

    private AuditRecords(Inquiry session, DateTimeOffset recordedBy, RecordedPlan record, PlanState plan)
    {
        var known = record.Events.TakeWhile(recorded => recorded.RecordedAt <= recordedBy).ToList();
        (Session, RecordedBy, Plan) = (session, recordedBy, plan);
        files = known
            .Select(recorded => recorded.Event)
            .OfType<RemittanceReceived>()
            .ToDictionary(e => e.Remittance, e => new SourceFile(e.FileName, e.Sha256));
        PlanEvents =
        [
            .. known.Select(recorded => new RecordedPlanEvent(
                RecordingOf(recorded, ((PlanEvent)recorded.Event).Source),
                (PlanEvent)recorded.Event
            )),
        ];
    }

    /// <summary>All of the plan, where a whole plan is looked at: what progress is measured against.</summary>
    public IReadOnlyList<string> Participants { get; private init; } = [];

    internal Inquiry Session { get; }

    internal DateTimeOffset RecordedBy { get; }

    internal PlanState Plan { get; }

    internal IReadOnlyList<RecordedPlanEvent> PlanEvents { get; }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    /// <param name="planOf">Names the plan; refuses what it does not find.</param>
    /// <param name="moment">Null for now.</param>
    /// <param name="wholePlan">Whether all participants are looked at.</param>
    /// <exception cref="RefusedException">The moment cannot be asked about, or the plan was not known then.</exception>
    internal static async Task<AuditRecords> OpenAsync(
        AskingSession ask,
        Func<Inquiry, Task<string>> planOf,
        RecordedMoment? moment,
        bool wholePlan,
        CancellationToken cancellation
    )
    {
        string plan;
        DateTimeOffset time;
        await using (var now = await ask(null, cancellation))
        {
            plan = await planOf(now);
            var record = await PlanReader.HistoryAsync(now, plan, cancellation);
            time = moment?.In(plan, record, now.Now) ?? now.Now;
        }

        // A pack says by when what it holds was recorded, so it waits for the writers of that time even where the time
        // is now.
        var session = await ask(time, cancellation);
        try
        {
            var record = await PlanReader.HistoryAsync(session, plan, cancellation);
            var state =
                record.AsRecordedBy(time)
                ?? throw RefusedException.Of(
                    nameof(PreparePlanPack.Recorded),
                    $"found {time:O}, when plan {plan} was not known yet"
                );
            return new(session, time, record, state)
            {
                Participants = wholePlan ? await LoanDirectory.ParticipantsAsync(session, plan, cancellation) : [],
            };
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>The loans of some participants that were known then, each with its whole account.</summary>
    internal async Task<IReadOnlyList<RecordedLoan>> LoansAsync(
        IReadOnlyCollection<string> participants,
        CancellationToken cancellation
    )
    {
        var accounts = await AccountReader.ReadAsync(Session, Plan, participants, cancellation);
        return
        [
            .. participants
                .Select(name => accounts[name].AsRecordedBy(RecordedBy, Plan))
                .OfType<RecordedAccount>()
                .SelectMany(Loans),
        ];
    }

    private IEnumerable<RecordedLoan> Loans(RecordedAccount known)
    {
        var account = known.History;
        return account.Loans.Zip(
            known.Loans,
            (history, events) =>
                new RecordedLoan(
                    history,
                    account,
                    [.. events.Select(recorded => RecordingOf(recorded, ((LoanEvent)recorded.Event).Source))],
                    RecordedBy
                )
        );
    }

    private EventRecording RecordingOf(RecordedEvent recorded, Source source) =>
        new(
            recorded.Version,
            recorded.RecordedAt,
            recorded.Actor,
            recorded.Hash is { } hash ? Convert.ToHexStringLower(hash) : null,
            source switch
            {
                { Remittance: { } remittance } => files.GetValueOrDefault(remittance),
                { Import: { } sha256 } => new(null, sha256),
                _ => null,
            }
        );
}
