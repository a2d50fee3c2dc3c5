using System.Diagnostics;
using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.CommandLine;
using LoanServicing.Host.Recording;
using LoanServicing.Store.ReadModels;
using LoanServicing.Store.Recording;

namespace LoanServicing.Host.Importing;

/// <summary>
/// Records what imported facts lead to. A payment in order needs its loan's row alone; whatever can concern other loans is decided on the whole account.
/// </summary>
internal sealed class FactRecorder(LogSession session, ImportFile file, IReadOnlyList<ImportLine> lines)
{
    // A participant may be described on any of the file's lines, whichever day comes first.
    private readonly Dictionary<(string Plan, string Participant), ParticipantDescription> described = lines
        .Where(line => line.ParticipantDescription is not null)
        .GroupBy(line => (line.Plan!, line.Participant!))
        .ToDictionary(group => group.Key, group => group.First().ParticipantDescription!);

    private readonly BasisRestatement bases = new(session);
    private readonly Dictionary<Guid, ParticipantRecord> participants = [];
    private readonly Dictionary<Guid, LoanRecord> loans = [];

    // The loans of an account, by their streams: what a new loan's limit looks at.
    private readonly Dictionary<Guid, HashSet<Guid>> loansOf = [];

    // The latest day on which one of them was made here: what counts from that day or before changes what was said of it.
    private readonly Dictionary<Guid, DateOnly> latestMade = [];

    public int Events { get; private set; }

    /// <summary>Locks all that a round of facts touches, in two round trips.</summary>
    public async Task LockAsync(IReadOnlyCollection<(ImportLine Line, Fact? Fact)> round, CancellationToken cancellation)
    {
        var accounts = round.Where(item => item.Line.Participant is not null).Select(item => Account(item.Line)).Distinct().Where(id => !participants.ContainsKey(id)).ToList();
        var locked = await session.LockParticipantsAsync(accounts, cancellation);
        foreach (var record in locked)
            participants[record.Stream] = record;
        foreach (var plan in locked.Where(record => record.State is not null).GroupBy(record => record.State!.Plan))
        {
            var known = await LoanDirectory.LoansOfAsync(session, plan.Key, [.. plan.Select(record => record.State!.Participant)], cancellation);
            foreach (var record in plan)
            {
                loansOf[record.Stream] = [.. known[record.State!.Participant].Select(loan => loan.Stream)];
                foreach (var loan in known[record.State.Participant])
                    Made(record.Stream, loan.MadeOn);
            }
        }

        var named = round.SelectMany(item => Loans(item.Line, item.Fact)).Distinct().Where(id => !loans.ContainsKey(id)).ToList();
        foreach (var record in await session.LockLoansAsync(named, cancellation))
            loans[record.Stream] = record;
    }

    public async Task RecordAsync(ImportLine line, Fact? fact, PlanRecord plan, CancellationToken cancellation)
    {
        var source = Source.ImportLine(file.Sha256, line.Id, line.Number);
        if (fact is PlanAmendedFact amended)
        {
            if (plan.State!.ClosedThrough >= amended.On)
                throw ImportFacts.Refused(file, line, $"plan.amended-late: an amendment of {amended.On:yyyy-MM-dd} would change what is closed, through {plan.State.ClosedThrough:yyyy-MM-dd}; expected a later day");
            await session.FlushAsync(cancellation);
            if (await LoanDirectory.LatestInOrderFromAsync(session, line.Plan!, cancellation) is { } latest && latest > amended.On)
                throw ImportFacts.Refused(file, line, $"plan.amended-late: an amendment of {amended.On:yyyy-MM-dd} would change what is recorded of the plan's loans, through {latest:yyyy-MM-dd}; expected that day or a later one");
            // A loan's limit and findings are those of the policy of its whole day.
            if (await LoanDirectory.AnyMadeOnAsync(session, line.Plan!, amended.On, cancellation))
                throw ImportFacts.Refused(file, line, $"plan.amended-late: loans of {amended.On:yyyy-MM-dd} are recorded, which an amendment of that day would decide otherwise; expected it before them, or a later day");
            Record(plan, new PlanAmended(amended.On, amended.Change.To(plan.State!.PolicyOn(amended.On)) with { From = amended.On }, source));
            return;
        }

        var participant = Participant(line, fact, source);
        switch (fact)
        {
            case null:
                break;
            case PaidFact paid when loans[LoanId(line, paid.Loan)] is { State: { } loan } record && plan.State!.PolicyOn(paid.WithheldOn ?? paid.On).CreditDate == CreditDate.Received:
                var decision = Loan.Decide(new ReceiveRepayment(paid.On, paid.Amount, paid.WithheldOn, source), loan, plan.State);
                if (decision.IsLate)
                    await DecideOnAccountAsync(line, fact, participant, plan.State, source, cancellation);
                else
                    Record(record, Accepted(line, decision));
                break;
            default:
                await DecideOnAccountAsync(line, fact, participant, plan.State!, source, cancellation);
                break;
        }
    }

    public Task RestateBasesAsync(CancellationToken cancellation) => bases.RunAsync(cancellation);

    private async Task DecideOnAccountAsync(ImportLine line, Fact fact, ParticipantRecord participant, PlanState plan, Source source, CancellationToken cancellation)
    {
        // What limits a loan has to be known when it is made; a scenario may leave it open, a book may not.
        if (fact is OriginatedFact or RefinancedFact && participant.State!.ValuationOn(fact.On) is null)
            throw ImportFacts.Refused(file, line, $"loan.account-not-valued: the account of participant {line.Participant} has no valuation on or before {fact.On:yyyy-MM-dd}, and the limit depends on it (26 USC 72(p)(2)(A))");
        var account = ConcernsNoLoan(fact, participant.Stream) ? new Account(plan, participant.State!) : new Account(await HistoryAsync(participant, plan, cancellation));
        if (account.Take(fact, source, out var events) is { } rejection)
            throw Refused(line, rejection);
        // All that is decided together is locked before any of it is recorded: it has one recorded time.
        foreach (var name in events.Select(e => e.Loan).OfType<string>().Distinct())
            await LoanAsync(line, name, cancellation);
        foreach (var (name, e) in events)
        {
            if (name is null)
                Record(participant, (ParticipantEvent)e);
            else
                Record(await LoanAsync(line, name, cancellation), (LoanEvent)e);
        }
    }

    private bool ConcernsNoLoan(Fact fact, Guid participant) =>
        loansOf[participant].Count == 0 || (fact is ParticipantFact && (fact is not (AccountValuedFact or OutsideLoanFact) || !latestMade.TryGetValue(participant, out var made) || fact.On > made));

    private void Made(Guid participant, DateOnly on) => latestMade[participant] = latestMade.TryGetValue(participant, out var latest) && latest > on ? latest : on;

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
        var ids = named.Select(name => LoanId(line, name));
        return fact is LeaveStartedFact { Loan: null } or LeaveEndedFact { Loan: null } && loansOf.TryGetValue(Account(line), out var all) ? [.. all] : ids;
    }

    private ParticipantRecord Participant(ImportLine line, Fact? fact, Source source)
    {
        var participant = participants[Account(line)];
        if (participant.State is null)
        {
            if (!described.TryGetValue((line.Plan!, line.Participant!), out var description))
                throw ImportFacts.Refused(file, line, $"found participant \"{line.Participant}\", who is not known, expected the whole participant the first time");
            Record(participant, new ParticipantEnrolled(fact?.On ?? description.BirthDate, line.Plan!, description.Id, description.BirthDate, source));
            loansOf[participant.Stream] = [];
        }

        if (line.ParticipantDescription is { } again && again.BirthDate != participant.State!.BirthDate)
        {
            throw ImportFacts.Refused(file, line, $"found participant \"{line.Participant}\" with another birth date than is known, expected the id alone");
        }

        return participant;
    }

    private async Task<AccountHistory> HistoryAsync(ParticipantRecord participant, PlanState plan, CancellationToken cancellation) =>
        (await AccountReader.ReadAsync(session, plan, [participant.State!.Participant], cancellation))[participant.State.Participant].History;

    private async Task<LoanRecord> LoanAsync(ImportLine line, string name, CancellationToken cancellation)
    {
        var id = LoanId(line, name);
        if (!loans.TryGetValue(id, out var loan))
            loan = loans[id] = (await session.LockLoansAsync([id], cancellation))[0];
        return loan;
    }

    private Decision Accepted(ImportLine line, Decision decision) => decision.Rejection is { } rejection ? throw Refused(line, rejection) : decision;

    private RefusedException Refused(ImportLine line, Rejection rejection) =>
        ImportFacts.Refused(file, line, $"{rejection.Code}: {rejection.Reason}{(rejection.Cites is { } cites ? $" ({cites})" : "")}");

    private Guid Account(ImportLine line) => StreamId.OfParticipant(session.Tenant.Name, line.Plan!, line.Participant!);

    private Guid LoanId(ImportLine line, string loan) => StreamId.OfLoan(session.Tenant.Name, line.Plan!, line.Participant!, loan);

    private void Record(PlanRecord plan, PlanEvent e)
    {
        session.Record(plan, e);
        Events++;
    }

    private void Record(ParticipantRecord participant, ParticipantEvent e)
    {
        session.Record(participant, e);
        Events++;
        if (e is not (ParticipantEnrolled or AccountValued { AfterTaxBasis: null }))
            bases.Touch(participant.State!);
    }

    private void Record(LoanRecord loan, Decision decision)
    {
        for (var i = 0; i < decision.Count; i++)
            Record(loan, decision[i]);
    }

    private void Record(LoanRecord loan, LoanEvent e)
    {
        session.Record(loan, e);
        bases.Touch(loan.State!, e);
        Events++;
        if (e is not LoanMade made)
            return;
        var participant = StreamId.OfParticipant(session.Tenant.Name, made.Plan, made.Participant);
        loansOf[participant].Add(loan.Stream);
        Made(participant, made.On);
    }
}
