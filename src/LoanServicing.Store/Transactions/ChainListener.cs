using JasperFx.Events;
using LoanServicing.Store.EventLog;
using Marten;

namespace LoanServicing.Store.Transactions;

/// <summary>
/// Links each event that Marten is about to append to its stream's previous one, before Marten makes its commands. What
/// was not appended through a <see cref="Recording"/> is refused: it would have no lock, no recorded time and no link.
/// </summary>
public sealed class ChainListener : DocumentSessionListenerBase
{
    /// <exception cref="InvalidOperationException">An event was appended past the recording.</exception>
    public override Task BeforeSaveChangesAsync(IDocumentSession session, CancellationToken token)
    {
        foreach (var action in session.PendingChanges.Streams())
        {
            var recording = Recording.Of(session) ?? throw Refused(action);
            Link(recording.Find(action.Id) ?? throw Refused(action), action, recording);
        }

        return Task.CompletedTask;
    }

    private static void Link(LockedStream stream, StreamAction action, Recording recording)
    {
        if (action.Events.Count != stream.Pending.Count || action.Version != stream.Version)
            throw Refused(action);
        foreach (var (e, pending) in action.Events.Zip(stream.Pending))
        {
            // A session of another's may have set its own.
            (e.CorrelationId, e.CausationId) = (pending.Correlation, pending.Message);
            e.Headers = ChainLink.Of(stream, e.Version, pending, recording).Headers(recording);
        }
    }

    private static InvalidOperationException Refused(StreamAction action) =>
        new(
            $"stream {action.Id} was appended to past its recording: events are appended by {nameof(Recording)} "
                + "alone, which locks the stream and links them"
        );
}
