using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.EventLog;

namespace LoanServicing.Operations.Asking;

/// <summary>An event as it is named to people.</summary>
/// <param name="Stream">Whose it is: a loan's, a participant's or a plan's.</param>
public sealed record RecordedChange(string Stream, long Version, DateOnly Effective, string Event, string Source)
{
    internal static RecordedChange Of(string stream, RecordedEvent recorded)
    {
        var (on, source) = recorded.Event switch
        {
            LoanEvent e => (e.On, e.Source),
            ParticipantEvent e => (e.On, e.Source),
            var e => (((PlanEvent)e).On, ((PlanEvent)e).Source),
        };
        var name = EventTypes.Of(recorded.Event).Name.Replace('_', ' ');
        return new(stream, recorded.Version, on, name, SourceInWords.Of(source));
    }
}
