using System.Diagnostics;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Regulation.Section7508A;

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
    long Version,
    bool? PublicSafety = null,
    IReadOnlyList<DateOnly>? Rehires = null,
    IReadOnlyList<AbsenceChange>? AbsenceChanges = null,
    IReadOnlyList<DeadlinesPostponed>? Postponements = null
)
{
    /// <summary>
    /// The valuation that is good on the day: the latest of that day or before; null where there is none.
    /// </summary>
    public AccountValued? ValuationOn(DateOnly day) => Valuations.LastOrDefault(valuation => valuation.On <= day);

    /// <summary>
    /// The latest severance on or before the day: who was hired again can leave again. Null where there was none, and
    /// where the participant has been hired again since.
    /// </summary>
    public DateOnly? SeveredBy(DateOnly day)
    {
        var latest = Severances.Where(severed => severed <= day).Select(severed => (DateOnly?)severed).LastOrDefault();
        return Rehires?.Any(rehired => rehired >= latest && rehired <= day) == true ? null : latest;
    }

    /// <summary>
    /// The leaves of absence of the participant, in order. One without an end of its own ends as the next begins.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<Absence> Leaves
    {
        get
        {
            var leaves = new List<Absence>();
            foreach (var change in AbsenceChanges ?? [])
            {
                var isOpen = leaves is [.., { Through: null }];
                if (change.Begins is { } kind)
                {
                    if (isOpen)
                        leaves[^1] = leaves[^1] with { Through = change.On.AddDays(-1) };
                    leaves.Add(new(change.On, kind, change.AnnualRate));
                }
                else if (isOpen)
                {
                    leaves[^1] = leaves[^1] with
                    {
                        Through = change.On,
                        Then = change.Then,
                        FinalDue = change.FinalDue,
                    };
                }
            }

            return leaves;
        }
    }

    /// <summary>The leave that the participant is on on the day; null for none.</summary>
    public Absence? AbsenceOn(DateOnly day) =>
        Leaves.LastOrDefault(leave => leave.From <= day && !(leave.Through < day));

    /// <summary>The deadlines that were postponed by the day.</summary>
    public IReadOnlyList<Postponement> PostponementsBy(DateOnly day) =>
        [
            .. (Postponements ?? [])
                .Where(postponed => postponed.On <= day)
                .Select(postponed => new Postponement(postponed.DueFrom, postponed.DueTo, postponed.Until)),
        ];

    public static ParticipantState Create(ParticipantEnrolled e) =>
        new(
            e.Plan,
            e.Participant,
            e.BirthDate,
            [],
            AccountMovements.None,
            [],
            null,
            null,
            null,
            1,
            PublicSafety: e.PublicSafety
        );

    public ParticipantState Apply(ParticipantEvent e)
    {
        var next = this with { Version = Version + 1 };
        return e switch
        {
            AccountValued valued => next with { Valuations = InOrder(Valuations, valued) },
            SeveredFromEmployment => next with { Severances = [.. Severances.Append(e.On).Order()] },
            Rehired => next with { Rehires = [.. (Rehires ?? []).Append(e.On).Order()] },
            AbsenceStarted started => next with
            {
                AbsenceChanges = WithAbsenceChange(new(started.On, started.Kind, started.AnnualRate)),
            },
            AbsenceEnded ended => next with
            {
                AbsenceChanges = WithAbsenceChange(new(ended.On, Then: ended.Then, FinalDue: ended.FinalDue)),
            },
            DeadlinesPostponed postponed => next with { Postponements = InOrder(Postponements ?? [], postponed) },
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

    private IReadOnlyList<AbsenceChange> WithAbsenceChange(AbsenceChange change) =>
        [.. (AbsenceChanges ?? []).Append(change).OrderBy(other => other.On)];

    private static IReadOnlyList<T> InOrder<T>(IReadOnlyList<T> earlier, T e)
        where T : ParticipantEvent => [.. earlier.Append(e).OrderBy(other => other.On)];
}

/// <summary>A leave of absence began or ended.</summary>
/// <param name="On">Its first or its last day.</param>
/// <param name="Begins">Null for an end.</param>
public sealed record AbsenceChange(
    DateOnly On,
    SuspensionKind? Begins = null,
    decimal? AnnualRate = null,
    AfterLeave? Then = null,
    DateOnly? FinalDue = null
);

/// <summary>A leave of absence of the participant.</summary>
/// <param name="From">Its first day.</param>
/// <param name="AnnualRate">The rate during military service, where one was agreed.</param>
/// <param name="Through">Its last day; null while it is not known.</param>
/// <param name="Then">How repayment goes on after it.</param>
public sealed record Absence(
    DateOnly From,
    SuspensionKind Kind,
    decimal? AnnualRate,
    DateOnly? Through = null,
    AfterLeave? Then = null,
    DateOnly? FinalDue = null
);

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
