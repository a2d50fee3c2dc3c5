using LoanServicing.Domain;
using LoanServicing.Domain.Auditing;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.Asking;
using LoanServicing.Host.CommandLine;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Auditing;

/// <summary>A plan's record as it was known at a time, with the files that facts came from.</summary>
internal sealed class AuditRecords : IAsyncDisposable
{
    private readonly Dictionary<Guid, SourceFile> files;

    private AuditRecords(LogSession session, DateTimeOffset recordedBy, RecordedPlan record, PlanState plan)
    {
        var known = record.Events.TakeWhile(recorded => recorded.RecordedAt <= recordedBy).ToList();
        (Session, RecordedBy, Plan) = (session, recordedBy, plan);
        files = known.Select(recorded => recorded.Event).OfType<RemittanceReceived>().ToDictionary(e => e.Remittance, e => new SourceFile(e.FileName, e.Sha256));
        PlanEvents = [.. known.Select(recorded => new RecordedPlanEvent(Recording(recorded, ((PlanEvent)recorded.Event).Source), (PlanEvent)recorded.Event))];
    }

    public LogSession Session { get; }

    public DateTimeOffset RecordedBy { get; }

    public PlanState Plan { get; }

    public IReadOnlyList<RecordedPlanEvent> PlanEvents { get; }

    /// <param name="planOf">Names the plan; refuses what it does not find.</param>
    /// <param name="moment">Null for now.</param>
    /// <exception cref="RefusedException">The moment cannot be asked about, or the plan was not known then.</exception>
    public static async Task<AuditRecords> OpenAsync(Invocation call, Func<LogSession, Task<string>> planOf, RecordedMoment? moment, CancellationToken cancellation)
    {
        string plan;
        DateTimeOffset time;
        await using (var now = await call.AskAsync(null, cancellation))
        {
            plan = await planOf(now);
            time = moment?.In(plan, await PlanReader.HistoryAsync(now, plan, cancellation), now.RecordedAt) ?? now.RecordedAt;
        }

        // A pack says by when what it holds was recorded, so it waits for the writers of that time even where the time is now.
        var session = await call.AskAsync(time, cancellation);
        try
        {
            var record = await PlanReader.HistoryAsync(session, plan, cancellation);
            return new(session, time, record, record.AsRecordedBy(time) ?? throw new RefusedException($"--recorded: found {time:O}, when plan {plan} was not known yet"));
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();

    /// <summary>The loans of some participants that were known then, each with its whole account.</summary>
    public async Task<IReadOnlyList<RecordedLoan>> LoansAsync(IReadOnlyCollection<string> participants, CancellationToken cancellation)
    {
        var accounts = await AccountReader.ReadAsync(Session, Plan, participants, cancellation);
        return [.. participants.SelectMany(participant => accounts[participant].AsRecordedBy(RecordedBy, Plan) is { } known ? Records(known) : [])];
    }

    private IEnumerable<RecordedLoan> Records(RecordedAccount known)
    {
        var account = known.History;
        return account.Loans.Zip(known.Loans, (history, events) => new RecordedLoan(history, account, [.. events.Select(recorded => Recording(recorded, ((LoanEvent)recorded.Event).Source))], RecordedBy));
    }

    private EventRecording Recording(RecordedEvent recorded, Source source) => new(
        recorded.Version,
        recorded.RecordedAt,
        recorded.Actor,
        recorded.Hash is { } hash ? Convert.ToHexStringLower(hash) : null,
        source switch
        {
            { Remittance: { } remittance } => files.GetValueOrDefault(remittance),
            { Import: { } sha256 } => new(null, sha256),
            _ => null,
        });
}
