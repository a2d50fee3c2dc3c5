using System.Diagnostics;

namespace LoanServicing.Domain.Participants;

/// <summary>A participant's account as its own events have made it; its loans have streams of their own.</summary>
/// <param name="Movements">What came to and left the account beside valuations, in effective order, those of one day as
/// recorded.</param>
public sealed record ParticipantState(
    string Plan,
    string Participant,
    DateOnly BirthDate,
    IReadOnlyList<AccountValued> Valuations,
    AccountMovements Movements,
    IReadOnlyList<DateOnly> Severances,
    DateOnly? DisabledOn,
    DateOnly? DiedOn,
    DateOnly? PlanTerminatedOn,
    long Version
)
{
    /// <summary>
    /// The valuation that is good on the day: the latest of that day or before; null where there is none.
    /// </summary>
    public AccountValued? ValuationOn(DateOnly day) => Valuations.LastOrDefault(valuation => valuation.On <= day);

    /// <summary>
    /// The latest severance on or before the day: who was hired again can leave again. Null where there was none.
    /// </summary>
    public DateOnly? SeveredBy(DateOnly day) =>
        Severances.Where(severed => severed <= day).Select(severed => (DateOnly?)severed).LastOrDefault();

    public static ParticipantState Create(ParticipantEnrolled e) =>
        new(e.Plan, e.Participant, e.BirthDate, [], AccountMovements.None, [], null, null, null, 1);

    public ParticipantState Apply(ParticipantEvent e)
    {
        var next = this with { Version = Version + 1 };
        return e switch
        {
            AccountValued valued => next with { Valuations = InOrder(Valuations, valued) },
            SeveredFromEmployment => next with { Severances = [.. Severances.Append(e.On).Order()] },
            BecameDisabled => next with { DisabledOn = e.On },
            Died => next with { DiedOn = e.On },
            PlanTerminated => next with { PlanTerminatedOn = e.On },
            OutsideLoanReported outside => next with
            {
                Movements = Movements with { OutsideLoans = InOrder(Movements.OutsideLoans, outside) },
            },
            InterestPledged pledged => next with
            {
                Movements = Movements with { Pledges = InOrder(Movements.Pledges, pledged) },
            },
            Distributed distributed => next with
            {
                Movements = Movements with { Distributions = InOrder(Movements.Distributions, distributed) },
            },
            BasisAttributed attributed => next with
            {
                Movements = Movements with { Attributions = InOrder(Movements.Attributions, attributed) },
            },
            TransitionApplied transition => next with { Movements = Movements with { Transition = transition } },
            _ => throw new UnreachableException($"{e.GetType().Name} is not an event of an enrolled participant"),
        };
    }

    /// <summary>The state after an event; the first must be <see cref="ParticipantEnrolled"/>.</summary>
    public static ParticipantState Evolve(ParticipantState? state, ParticipantEvent e) =>
        state is null
            ? Create(
                e as ParticipantEnrolled
                    ?? throw new UnreachableException($"{e.GetType().Name} comes before the participant is enrolled")
            )
            : state.Apply(e);

    private static IReadOnlyList<T> InOrder<T>(IReadOnlyList<T> earlier, T e)
        where T : ParticipantEvent => [.. earlier.Append(e).OrderBy(other => other.On)];
}

/// <summary>What came to an account and left it, beside loans and valuations.</summary>
/// <param name="Transition">Null where the plan has not applied to loans made before 2002.</param>
public sealed record AccountMovements(
    IReadOnlyList<OutsideLoanReported> OutsideLoans,
    IReadOnlyList<InterestPledged> Pledges,
    IReadOnlyList<Distributed> Distributions,
    IReadOnlyList<BasisAttributed> Attributions,
    TransitionApplied? Transition
)
{
    public static readonly AccountMovements None = new([], [], [], [], null);
}
