using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>
/// The participants and loans that a file of facts has touched so far, locked, and what tells whether a fact can
/// concern other loans of an account.
/// </summary>
internal sealed class LockedAccounts(Recording recording)
{
    private readonly Dictionary<Guid, ParticipantStream> participants = [];
    private readonly Dictionary<Guid, LoanStream> loans = [];

    // The loans of an account, by their streams: what a new loan's limit looks at.
    private readonly Dictionary<Guid, HashSet<Guid>> loansOf = [];

    // The latest day on which one of them was made here: what counts from that day or before changes what was said of
    // it.
    private readonly Dictionary<Guid, DateOnly> latestMade = [];

    /// <summary>Locks all that a round of facts touches, in two round trips.</summary>
    public async Task LockAsync(
        IReadOnlyCollection<(ImportLine Line, Fact? Fact)> round,
        CancellationToken cancellation
    )
    {
        var accounts = round
            .Where(item => item.Line.Participant is not null)
            .Select(item => StreamOf(item.Line))
            .Distinct()
            .Where(id => !participants.ContainsKey(id))
            .ToList();
        var locked = await recording.LockParticipantsAsync(accounts, cancellation);
        foreach (var record in locked)
            participants[record.Id] = record;
        foreach (var plan in locked.Where(record => record.State is not null).GroupBy(record => record.State!.Plan))
        {
            var known = await LoanDirectory.LoansOfAsync(
                recording,
                plan.Key,
                [.. plan.Select(record => record.State!.Participant)],
                cancellation
            );
            foreach (var record in plan)
            {
                loansOf[record.Id] = [.. known[record.State!.Participant].Select(loan => loan.Stream)];
                foreach (var loan in known[record.State.Participant])
                    Made(record.Id, loan.MadeOn);
            }
        }

        var named = round
            .SelectMany(item => Loans(item.Line, item.Fact))
            .Distinct()
            .Where(id => !loans.ContainsKey(id))
            .ToList();
        foreach (var record in await recording.LockLoansAsync(named, cancellation))
            loans[record.Id] = record;
    }

    /// <summary>The participant of a line that was locked.</summary>
    public ParticipantStream Participant(ImportLine line) => participants[StreamOf(line)];

    /// <summary>A loan that a fact of the line names and that was locked with it.</summary>
    public LoanStream Loan(ImportLine line, string name) => loans[StreamOf(line, name)];

    /// <summary>A loan of the line's account, locked now where it was not before.</summary>
    public async Task<LoanStream> LoanAsync(ImportLine line, string name, CancellationToken cancellation)
    {
        var id = StreamOf(line, name);
        if (!loans.TryGetValue(id, out var loan))
            loan = loans[id] = (await recording.LockLoansAsync([id], cancellation))[0];
        return loan;
    }

    /// <summary>Notes a participant who was not known before.</summary>
    public void Enrolled(ParticipantStream participant) => loansOf[participant.Id] = [];

    /// <summary>Notes a loan that was recorded.</summary>
    public void Made(LoanStream loan, LoanMade made)
    {
        var participant = StreamId.OfParticipant(recording.Tenant.Name, made.Plan, made.Participant);
        loansOf[participant].Add(loan.Id);
        Made(participant, made.On);
    }

    /// <summary>Whether nothing that was said of a loan of the account can depend on the fact.</summary>
    public bool ConcernsNoLoan(Fact fact, ParticipantStream participant) =>
        loansOf[participant.Id].Count == 0
        || (
            fact is ParticipantFact
            && (
                fact is not (AccountValuedFact or OutsideLoanFact)
                || !latestMade.TryGetValue(participant.Id, out var made)
                || fact.On > made
            )
        );

    private void Made(Guid participant, DateOnly on) =>
        latestMade[participant] = latestMade.TryGetValue(participant, out var latest) && latest > on ? latest : on;

    private IEnumerable<Guid> Loans(ImportLine line, Fact? fact)
    {
        IEnumerable<string> named = fact switch
        {
            RefinancedFact refinanced => [refinanced.Loan, .. refinanced.Replaces],
            LoanFact loan => [loan.Loan],
            LeaveStartedFact { Loan: { } one } => [one],
            LeaveEndedFact { Loan: { } one } => [one],
            _ => [],
        };
        var isOfAll = fact is LeaveStartedFact { Loan: null } or LeaveEndedFact { Loan: null };
        return isOfAll && loansOf.TryGetValue(StreamOf(line), out var all)
            ? [.. all]
            : named.Select(name => StreamOf(line, name));
    }

    private Guid StreamOf(ImportLine line) =>
        StreamId.OfParticipant(recording.Tenant.Name, line.Plan!, line.Participant!);

    private Guid StreamOf(ImportLine line, string loan) =>
        StreamId.OfLoan(recording.Tenant.Name, line.Plan!, line.Participant!, loan);
}
