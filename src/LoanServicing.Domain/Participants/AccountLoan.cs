using LoanServicing.Domain.Loans;

namespace LoanServicing.Domain.Participants;

/// <summary>A loan whose events are at hand, with the state that they fold to.</summary>
public sealed class AccountLoan
{
    private readonly List<LoanEvent> events;

    public AccountLoan(LoanHistory history)
    {
        events = [.. history.Recorded];
        State = history.Folded;
    }

    internal AccountLoan(LoanEvent made)
    {
        events = [made];
        State = LoanState.Evolve(null, made);
    }

    public LoanState State { get; private set; }

    public LoanHistory History => new([.. events]);

    public LoanMade Made => (LoanMade)events[0];

    public LoanCircumstances Circumstances => Made.Circumstances ?? LoanCircumstances.Ordinary;

    internal void Record(LoanEvent e)
    {
        State = LoanState.Evolve(State, e);
        events.Add(e);
    }
}
