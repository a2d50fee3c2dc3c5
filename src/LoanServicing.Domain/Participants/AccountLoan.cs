using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants;

/// <summary>A loan whose events are at hand, with the state that they fold to.</summary>
public sealed class AccountLoan
{
    private readonly List<LoanEvent> events;
    private readonly List<(long Version, DateOnly On)> revocations;
    private LoanHistory? history;

    public AccountLoan(LoanHistory history)
    {
        events = [.. history.Recorded];
        revocations = AccountStatements.Revocations(events);
        State = history.Folded;
        Made = history.Made;
    }

    internal AccountLoan(LoanEvent made)
    {
        events = [made];
        revocations = [];
        State = LoanState.Evolve(null, made);
        Made = (LoanMade)made;
    }

    public LoanState State { get; private set; }

    /// <summary>Everything recorded so far; what is recorded later is in another one.</summary>
    public LoanHistory History => history ??= new([.. events]);

    public LoanMade Made { get; private set; }

    public LoanCircumstances Circumstances => Made.Circumstances ?? LoanCircumstances.Ordinary;

    /// <summary>
    /// What is said of it because of the account and of the participant's other loans, by version and day.
    /// </summary>
    // Where an older log says nothing of the account, nothing of that is said anew.
    internal IEnumerable<(long Version, DateOnly On)> Statements =>
        AccountStatements
            .Of(Made, revocations)
            .Where(said => said.Version > 1 || Made is Originated { Borrowing: not null });

    /// <summary>
    /// The loan as a fact of a day finds it, with what failed by the close of the day before. Null where it was not
    /// made by then.
    /// </summary>
    internal LoanState? Within(DateOnly day, PlanState plan)
    {
        if (day < State.InOrderFrom)
            return History.Within(day, plan);
        var eve = day.AddDays(-1);
        return (Consequences.Of(State, plan, eve, eve, Source.CloseOf(eve)) ?? []).Aggregate(State, LoanState.Evolve);
    }

    internal void Record(LoanEvent e)
    {
        State = LoanState.Evolve(State, e);
        events.Add(e);
        history = null;
        if (e is WithholdingConsentRevoked)
            revocations.Add((events.Count, e.On));
        if (e is FiguresRestated { Fact: 1 } restated)
            Made = (LoanMade)restated.Of(Made);
    }

    /// <summary>Takes the latest events out again, as if they had not been recorded.</summary>
    internal void TakeBack(int count)
    {
        events.RemoveRange(events.Count - count, count);
        revocations.RemoveAll(revoked => revoked.Version > events.Count);
        history = null;
        (State, Made) = (History.Folded, History.Made);
    }
}
