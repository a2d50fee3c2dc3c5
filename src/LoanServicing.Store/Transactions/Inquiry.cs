using System.Data;
using Marten;
using Marten.Services;

namespace LoanServicing.Store.Transactions;

/// <summary>Asks a tenant's log and records nothing: all that it reads is of one moment.</summary>
public sealed class Inquiry : TenantTransaction, IAsyncDisposable
{
    // A payroll is recorded within seconds; who asks at a terminal should not sit before a writer that never ends.
    private static readonly TimeSpan UsualPatience = TimeSpan.FromMinutes(1);

    private Inquiry(IDocumentSession session, Tenant tenant)
        : base(session, tenant) { }

    /// <param name="recordedBy"> Waits until no event of this time or before can still be committed, so that what was
    /// recorded by then is read in full, now and ever after; the time must be past at the server. Null asks for what is
    /// there now, without waiting for anybody.
    /// </param>
    /// <param name="patience">How long to wait; null for the usual.</param>
    /// <exception cref="TimeoutException">Somebody went on recording for longer than that.</exception>
    public static async Task<Inquiry> BeginAsync(
        LoansDatabase database,
        Tenant tenant,
        DateTimeOffset? recordedBy = null,
        TimeSpan? patience = null,
        CancellationToken cancellation = default
    )
    {
        if (recordedBy is { } time)
        {
            await using var waiting = await database.App.OpenConnectionAsync(cancellation);
            await WriterMarks.AwaitAsync(waiting, tenant, time, patience ?? UsualPatience, cancellation);
        }

        var options = new SessionOptions
        {
            TenantId = tenant.Stored,
            Tracking = DocumentTracking.None,
            IsolationLevel = IsolationLevel.RepeatableRead,
        };
        var inquiry = new Inquiry(database.Documents.OpenSession(options), tenant);
        try
        {
            await inquiry.BeginAsync(new("set transaction read only"), answers: false, cancellation);
            return inquiry;
        }
        catch
        {
            await inquiry.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
