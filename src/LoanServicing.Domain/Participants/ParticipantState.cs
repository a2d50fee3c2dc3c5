using System.Diagnostics;

namespace LoanServicing.Domain.Participants;

/// <summary>A participant's account as its own events have made it; its loans have streams of their own.</summary>
public sealed record ParticipantState(
    string Plan,
    string Participant,
    DateOnly BirthDate,
    IReadOnlyList<AccountValued> Valuations,
    DateOnly? SeveredOn,
    DateOnly? DisabledOn,
    DateOnly? DiedOn,
    DateOnly? PlanTerminatedOn,
    long Version)
{
    /// <summary>The valuation that is good on the day: the latest of that day or before; null where there is none.</summary>
    public AccountValued? ValuationOn(DateOnly day) => Valuations.LastOrDefault(valuation => valuation.On <= day);

    public static ParticipantState Create(ParticipantEnrolled e) => new(e.Plan, e.Participant, e.BirthDate, [], null, null, null, null, 1);

    public ParticipantState Apply(ParticipantEvent e)
    {
        var next = this with { Version = Version + 1 };
        return e switch
        {
            AccountValued valued => next with { Valuations = [.. Valuations.Append(valued).OrderBy(valuation => valuation.On)] },
            SeveredFromEmployment => next with { SeveredOn = e.On },
            BecameDisabled => next with { DisabledOn = e.On },
            Died => next with { DiedOn = e.On },
            PlanTerminated => next with { PlanTerminatedOn = e.On },
            _ => throw new UnreachableException($"{e.GetType().Name} is not an event of an enrolled participant"),
        };
    }

    /// <summary>The state after an event; the first must be <see cref="ParticipantEnrolled"/>.</summary>
    public static ParticipantState Evolve(ParticipantState? state, ParticipantEvent e) =>
        state is null
            ? Create(e as ParticipantEnrolled ?? throw new UnreachableException($"{e.GetType().Name} comes before the participant is enrolled"))
            : state.Apply(e);
}
