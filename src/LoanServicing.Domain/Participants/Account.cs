using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants.Decisions;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Participants;

/// <summary>
/// A participant's account at hand, into which facts are taken: what one of them leads to can concern several loans.
/// Nothing of a fact that is rejected is kept.
/// </summary>
public sealed class Account
{
    private readonly List<AccountEvent> recorded = [];
    private readonly List<AccountLoan> loans;

    public Account(PlanState plan, ParticipantState participant)
    {
        Plan = plan;
        Participant = participant;
        loans = [];
    }

    public Account(AccountHistory history)
    {
        Plan = history.Plan;
        Participant = history.Participant;
        SettledThrough = history.Plan.SettledThrough;
        loans = [.. history.Loans.Select(loan => new AccountLoan(loan))];
    }

    public PlanState Plan { get; private set; }

    public ParticipantState Participant { get; private set; }

    public IReadOnlyList<AccountLoan> Loans => loans;

    /// <summary>The last day whose consequences are all stated; null where no day is closed.</summary>
    public DateOnly? SettledThrough { get; private set; }

    public AccountHistory History => new(Plan, Participant, [.. loans.Select(loan => loan.History)]);

    public AccountLoan? Find(string loan) => loans.Find(candidate => candidate.State.Loan == loan);

    /// <summary>
    /// Takes a fact in. The rejection says why it contradicts what is recorded; else <paramref name="events"/> are what
    /// it led to, in order.
    /// </summary>
    public Rejection? Take(Fact fact, Source source, out IReadOnlyList<AccountEvent> events)
    {
        recorded.Clear();
        var (plan, participant) = (Plan, Participant);
        var rejection = AccountDecision.Take(fact, this, source) ?? AccountRestatement.Of(this, source);
        if (rejection is not null)
        {
            TakeBack();
            (Plan, Participant) = (plan, participant);
        }

        events = [.. recorded];
        return rejection;
    }

    /// <summary>States what failed by the close of a day, on every loan.</summary>
    public void Close(DateOnly day)
    {
        SettledThrough = SettledThrough > day ? SettledThrough : day;
        foreach (var loan in loans)
            Record(loan, Loan.Decide(new CloseDay(day, day, Source.CloseOf(day)), loan.State, Plan));
    }

    /// <summary>What was recorded of the fact at hand so far, in order.</summary>
    internal IReadOnlyList<AccountEvent> Recorded => recorded;

    /// <summary>The version of one of those in its stream.</summary>
    internal long VersionOf(int index)
    {
        var later = recorded.Skip(index + 1).Count(e => e.Loan == recorded[index].Loan);
        return recorded[index].Loan is { } loan ? Find(loan)!.State.Version - later : Participant.Version - later;
    }

    internal void Record(PlanEvent e)
    {
        Plan = PlanState.Evolve(Plan, e);
        recorded.Add(new(null, e));
    }

    internal void Record(ParticipantEvent e)
    {
        Participant = ParticipantState.Evolve(Participant, e);
        recorded.Add(new(null, e));
    }

    /// <summary>Records what was decided about a loan; the decision must not be a rejection.</summary>
    internal void Record(AccountLoan loan, Decision decision)
    {
        for (var index = 0; index < decision.Count; index++)
            Record(loan, decision[index]);
    }

    /// <summary>Records what was decided about a loan, or says why nothing was.</summary>
    internal Rejection? RecordIfDecided(AccountLoan loan, Decision decision)
    {
        if (decision.Rejection is { } rejection)
            return rejection;
        Record(loan, decision);
        return null;
    }

    internal void Record(AccountLoan loan, LoanEvent e)
    {
        loan.Record(e);
        recorded.Add(new(loan.State.Loan, e));
    }

    /// <summary>Records a loan that was not there before; the decision must not be a rejection.</summary>
    internal AccountLoan Open(Decision decision)
    {
        var loan = new AccountLoan(decision[0]);
        loans.Add(loan);
        recorded.Add(new(loan.State.Loan, decision[0]));
        for (var index = 1; index < decision.Count; index++)
            Record(loan, decision[index]);
        return loan;
    }

    /// <summary>Decides a command on one of its loans, late or not.</summary>
    internal Decision Decide(AccountLoan loan, LoanCommand command)
    {
        var decision = Loan.Decide(command, loan.State, Plan);
        return decision.IsLate ? loan.History.TakeLate(command, Plan, SettledThrough) : decision;
    }

    private void TakeBack()
    {
        foreach (var ofLoan in recorded.Where(e => e.Loan is not null).GroupBy(e => e.Loan!))
        {
            var loan = Find(ofLoan.Key)!;
            if (loan.State.Version == ofLoan.Count())
                loans.Remove(loan);
            else
                loan.TakeBack(ofLoan.Count());
        }

        recorded.Clear();
    }
}

/// <summary>An event that a fact led to.</summary>
/// <param name="Loan">The loan that it belongs to; null for one of the participant or the plan.</param>
public sealed record AccountEvent(string? Loan, object Event);
