using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;
using LoanServicing.Store.Transactions;
using Marten;
using Npgsql;

namespace LoanServicing.Store.Tests.Transactions;

/// <summary>A recording with the session that it is in.</summary>
internal sealed class TestRecording : IAsyncDisposable
{
    private readonly IDocumentSession session;
    private readonly Recording recording;

    private TestRecording(IDocumentSession session, Recording recording) =>
        (this.session, this.recording) = (session, recording);

    public Recording Recording => recording;

    public NpgsqlConnection Connection => recording.Connection;

    public DateTimeOffset RecordedAt => recording.RecordedAt;

    public static async Task<TestRecording> BeginAsync(
        LoansDatabase database,
        Tenant tenant,
        CancellationToken cancellation,
        string actor = "test"
    )
    {
        var session = database.OpenSession(tenant);
        return new(session, await Recording.BeginAsync(session, actor, cancellation));
    }

    public Task<PlanStream> LockPlanAsync(string plan, CancellationToken cancellation) =>
        recording.LockPlanAsync(plan, cancellation);

    public Task<IReadOnlyList<LoanStream>> LockLoansAsync(
        IReadOnlyList<Guid> streams,
        CancellationToken cancellation
    ) => recording.LockLoansAsync(streams, cancellation);

    public void Append(LoanStream loan, LoanEvent e) => recording.Append(loan, e);

    public void Append(ParticipantStream participant, ParticipantEvent e) => recording.Append(participant, e);

    public void Append(PlanStream plan, PlanEvent e) => recording.Append(plan, e);

    /// <summary>Has what was appended sent at once, through the bulk lane.</summary>
    public async Task SendAsync(CancellationToken cancellation)
    {
        Recording.MostByMartenInTest.Value = 0;
        await recording.FlushAsync(cancellation);
        Recording.MostByMartenInTest.Value = null;
    }

    public async Task<LoanHistory> ReadHistoryAsync(LoanStream loan, CancellationToken cancellation) =>
        new([
            .. (await EventReader.ReadStreamAsync(recording, loan.Id, cancellation)).Select(recorded =>
                (LoanEvent)recorded.Event
            ),
        ]);

    public async Task SaveAsync(CancellationToken cancellation)
    {
        await recording.CompleteAsync(cancellation);
        await session.SaveChangesAsync(cancellation);
    }

    public ValueTask DisposeAsync() => session.DisposeAsync();
}
