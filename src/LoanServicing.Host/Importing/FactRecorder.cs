using System.Diagnostics;
using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Host.Recording;
using LoanServicing.Postgres.ReadModels;
using LoanServicing.Postgres.Recording;

namespace LoanServicing.Host.Importing;

/// <summary>Turns imported facts into commands and records what they lead to.</summary>
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
            var known = await LoanDirectory.StreamsOfAsync(session, plan.Key, [.. plan.Select(record => record.State!.Participant)], cancellation);
            foreach (var record in plan)
                loansOf[record.Stream] = [.. known[record.State!.Participant]];
        }

        var named = round.SelectMany(item => Loans(item.Fact).Select(name => StreamId.OfLoan(session.Tenant.Name, item.Line.Plan!, item.Line.Participant!, name))).Distinct().Where(id => !loans.ContainsKey(id)).ToList();
        foreach (var record in await session.LockLoansAsync(named, cancellation))
            loans[record.Stream] = record;
    }

    public async Task RecordAsync(ImportLine line, Fact? fact, PlanRecord plan, CancellationToken cancellation)
    {
        var source = Source.ImportLine(file.Sha256, line.Id, line.Number);
        if (fact is PlanAmendedFact amended)
        {
            Record(plan, new PlanAmended(amended.On, amended.Policy, source));
            return;
        }

        var participant = Participant(line, fact, source);
        switch (fact)
        {
            case null:
                break;
            case OriginatedFact originated:
                await OriginateAsync(line, originated, participant, plan, source, cancellation);
                break;
            case RefinancedFact refinanced:
                await RefinanceAsync(line, refinanced, participant, plan, source, cancellation);
                break;
            case PaidFact paid:
                await RecordAsync(line, LoanOf(line, paid.Loan), new ReceiveRepayment(CreditedOn(paid, plan.State!), paid.Amount, paid.WithheldOn, source), plan, cancellation);
                break;
            case PaymentReversedFact reversed:
                await ReverseAsync(line, reversed, plan, source, cancellation);
                break;
            case OffsetFact offset:
                await RecordAsync(line, LoanOf(line, offset.Loan), new OffsetLoan(offset.On, offset.Amount, offset.Withheld, source), plan, cancellation);
                break;
            default:
                Record(participant, OfParticipant(fact, source));
                break;
        }
    }

    public Task RestateBasesAsync(CancellationToken cancellation) => bases.RunAsync(cancellation);

    private static DateOnly CreditedOn(PaidFact paid, PlanState plan) =>
        paid.WithheldOn is { } withheld && plan.PolicyOn(withheld).CreditDate == CreditDate.Withheld ? withheld : paid.On;

    private static ParticipantEvent OfParticipant(Fact fact, Source source) => fact switch
    {
        AccountValuedFact valued => new AccountValued(valued.On, valued.Vested, valued.AfterTaxBasis, source),
        SeveredFact => new SeveredFromEmployment(fact.On, source),
        DisabledFact => new BecameDisabled(fact.On, source),
        DiedFact => new Died(fact.On, source),
        PlanTerminatedFact => new PlanTerminated(fact.On, source),
        _ => throw new UnreachableException($"{fact.GetType().Name} is not a fact of a participant"),
    };

    private static IEnumerable<string> Loans(Fact? fact) => fact switch
    {
        OriginatedFact originated => [originated.Loan],
        RefinancedFact refinanced => [refinanced.Loan, refinanced.Replaces],
        PaidFact paid => [paid.Loan],
        PaymentReversedFact reversed => [reversed.Loan],
        OffsetFact offset => [offset.Loan],
        _ => [],
    };

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

    private async Task OriginateAsync(ImportLine line, OriginatedFact fact, ParticipantRecord participant, PlanRecord plan, Source source, CancellationToken cancellation)
    {
        var account = await AccountAsync(participant, plan.State!, cancellation);
        var command = new Originate(line.Plan!, line.Participant!, fact.Loan, fact.Terms, fact.Agreement, BorrowingPosition.Before(fact.On, account), source);
        var loan = LoanOf(line, fact.Loan);
        Record(loan, Accepted(line, Loan.Decide(command, loan.State, plan.State!)));
        loansOf[participant.Stream].Add(loan.Stream);
    }

    private async Task RefinanceAsync(ImportLine line, RefinancedFact fact, ParticipantRecord participant, PlanRecord plan, Source source, CancellationToken cancellation)
    {
        var old = LoanOf(line, fact.Replaces);
        if (old.State is null)
            throw ImportFacts.Refused(file, line, $"found replaced loan \"{fact.Replaces}\", which participant \"{line.Participant}\" does not have, expected a loan that was made");
        var loan = LoanOf(line, fact.Loan);
        if (loan.State is not null)
            throw ImportFacts.Refused(file, line, $"loan.exists: loan {fact.Loan} of participant {line.Participant} is already made");
        var command = new Originate(line.Plan!, line.Participant!, fact.Loan, fact.Terms, true, null, source);
        var account = await AccountAsync(participant, plan.State!, cancellation);
        var replaced = account.Loans.Single(history => history.Folded.Loan == fact.Replaces);
        var (ends, starts) = LoanReplacement.Decide(command, replaced, account);
        Accepted(line, starts);
        Record(old, Accepted(line, ends));
        Record(loan, starts);
        loansOf[participant.Stream].Add(loan.Stream);
    }

    private async Task ReverseAsync(ImportLine line, PaymentReversedFact fact, PlanRecord plan, Source source, CancellationToken cancellation)
    {
        var loan = LoanOf(line, fact.Loan);
        if (loan.State is null)
            throw ImportFacts.Refused(file, line, $"found loan \"{fact.Loan}\", which participant \"{line.Participant}\" does not have, expected a loan that was made");
        var history = await session.ReadHistoryAsync(loan, cancellation);
        var payment = history.FindPayment(fact.PaidOn, fact.Amount)
            ?? throw ImportFacts.Refused(file, line, $"found a reversal of {fact.Amount:0.00} paid on {fact.PaidOn:yyyy-MM-dd}, expected a payment of loan {fact.Loan} of that day and amount that still stands");
        Record(loan, Accepted(line, history.Restate(new RepaymentReversed(fact.On, payment, fact.PaidOn, fact.Amount, source), plan.State!, plan.State!.SettledThrough)));
    }

    private async Task RecordAsync(ImportLine line, LoanRecord loan, LoanCommand command, PlanRecord plan, CancellationToken cancellation)
    {
        var decision = Loan.Decide(command, loan.State, plan.State!);
        if (decision.IsLate)
            decision = await LateRepayment.RestateAsync(session, loan, (ReceiveRepayment)command, plan.State!, cancellation);
        Record(loan, Accepted(line, decision));
    }

    private async Task<AccountHistory> AccountAsync(ParticipantRecord participant, PlanState plan, CancellationToken cancellation)
    {
        if (loansOf[participant.Stream].Count == 0)
            return new(plan, participant.State!, []);
        var accounts = await AccountReader.ReadAsync(session, plan, [participant.State!.Participant], cancellation);
        return accounts[participant.State.Participant].History;
    }

    private Decision Accepted(ImportLine line, Decision decision) =>
        decision.Rejection is { } rejection ? throw ImportFacts.Refused(file, line, $"{rejection.Code}: {rejection.Reason}{(rejection.Cites is { } cites ? $" ({cites})" : "")}") : decision;

    private Guid Account(ImportLine line) => StreamId.OfParticipant(session.Tenant.Name, line.Plan!, line.Participant!);

    private LoanRecord LoanOf(ImportLine line, string loan) => loans[StreamId.OfLoan(session.Tenant.Name, line.Plan!, line.Participant!, loan)];

    private void Record(PlanRecord plan, PlanEvent e)
    {
        session.Record(plan, e);
        Events++;
    }

    private void Record(ParticipantRecord participant, ParticipantEvent e)
    {
        session.Record(participant, e);
        Events++;
        if (e is AccountValued { AfterTaxBasis: not null })
            bases.Touch(participant.State!);
    }

    private void Record(LoanRecord loan, Decision decision)
    {
        for (var i = 0; i < decision.Count; i++)
        {
            session.Record(loan, decision[i]);
            bases.Touch(loan.State!, decision[i]);
            Events++;
        }
    }
}
