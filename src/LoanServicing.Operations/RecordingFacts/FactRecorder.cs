using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Store.Documents;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>
/// Records what imported facts lead to. A payment in order needs its loan's row alone; whatever can concern other loans
/// is decided on the whole account.
/// </summary>
internal sealed class FactRecorder(Recording recording, ImportFile file, IReadOnlyList<ImportLine> lines)
{
    // A participant may be described on any of the file's lines, whichever day comes first.
    private readonly Dictionary<(string Plan, string Participant), ParticipantDescription> described = lines
        .Where(line => line.ParticipantDescription is not null)
        .GroupBy(line => (line.Plan!, line.Participant!))
        .ToDictionary(group => group.Key, group => group.First().ParticipantDescription!);

    private readonly LockedAccounts accounts = new(recording);

    public int Events { get; private set; }

    /// <summary>Locks all that a round of facts touches.</summary>
    public Task LockAsync(IReadOnlyCollection<(ImportLine Line, Fact? Fact)> round, CancellationToken cancellation) =>
        accounts.LockAsync(round, cancellation);

    public async Task RecordAsync(ImportLine line, Fact? fact, PlanStream plan, CancellationToken cancellation)
    {
        if (fact is PlanAmendedFact amended)
        {
            await AmendAsync(line, amended, plan, cancellation);
            return;
        }

        var participant = Participant(line, fact);
        switch (fact)
        {
            case null:
                break;
            case PaidFact paid when IsOfOneLoan(line, paid, plan.State!):
                var loan = accounts.Loan(line, paid.Loan);
                var decision = Loan.Decide(
                    new ReceiveRepayment(paid.On, paid.Amount, paid.WithheldOn, file.SourceOf(line)),
                    loan.State,
                    plan.State!
                );
                if (decision.IsLate)
                    await DecideOnAccountAsync(line, fact, participant, plan.State!, cancellation);
                else
                    Record(loan, Accepted(line, decision));
                break;
            default:
                await DecideOnAccountAsync(line, fact, participant, plan.State!, cancellation);
                break;
        }
    }

    private async Task AmendAsync(
        ImportLine line,
        PlanAmendedFact amended,
        PlanStream plan,
        CancellationToken cancellation
    )
    {
        var amendment = $"plan.amended-late: an amendment of {amended.On:yyyy-MM-dd}";
        if (plan.State!.ClosedThrough >= amended.On)
        {
            throw file.Refused(
                line,
                $"{amendment} would change what is closed, through {plan.State.ClosedThrough:yyyy-MM-dd}; "
                    + "expected a later day"
            );
        }

        var latest = await LoanDirectory.LatestInOrderFromAsync(recording, line.Plan!, cancellation);
        if (latest > amended.On)
        {
            throw file.Refused(
                line,
                $"{amendment} would change what is recorded of the plan's loans, through {latest:yyyy-MM-dd}; "
                    + "expected that day or a later one"
            );
        }

        // A loan's limit and findings are those of the policy of its whole day.
        if (await LoanDirectory.AnyMadeOnAsync(recording, line.Plan!, amended.On, cancellation))
        {
            throw file.Refused(
                line,
                $"plan.amended-late: loans of {amended.On:yyyy-MM-dd} are recorded, which an amendment of that day "
                    + "would decide otherwise; expected it before them, or a later day"
            );
        }

        recording.Append(
            plan,
            new PlanAmended(
                amended.On,
                amended.Change.To(plan.State.PolicyOn(amended.On)) with
                {
                    From = amended.On,
                },
                file.SourceOf(line)
            )
        );
        Events++;
    }

    private bool IsOfOneLoan(ImportLine line, PaidFact paid, PlanState plan) =>
        accounts.Loan(line, paid.Loan).State is not null
        && plan.PolicyOn(paid.WithheldOn ?? paid.On).CreditDate == CreditDate.Received;

    private async Task DecideOnAccountAsync(
        ImportLine line,
        Fact fact,
        ParticipantStream participant,
        PlanState plan,
        CancellationToken cancellation
    )
    {
        // What limits a loan has to be known when it is made; a scenario may leave it open, a book may not.
        if (fact is OriginatedFact or RefinancedFact && participant.State!.ValuationOn(fact.On) is null)
        {
            throw file.Refused(
                line,
                $"loan.account-not-valued: the account of participant {line.Participant} has no valuation on or before "
                    + $"{fact.On:yyyy-MM-dd}, and the limit depends on it (26 USC 72(p)(2)(A))"
            );
        }

        var account = accounts.ConcernsNoLoan(fact, participant)
            ? new Account(plan, participant.State!)
            : new Account(await HistoryAsync(participant, plan, cancellation));
        if (account.Take(fact, file.SourceOf(line), out var events) is { } rejection)
            throw Refused(line, rejection);
        // All that is decided together is locked before any of it is recorded: it has one recorded time.
        foreach (var name in events.Select(e => e.Loan).OfType<string>().Distinct())
            await accounts.LoanAsync(line, name, cancellation);
        foreach (var (name, e) in events)
        {
            if (name is null)
                Record(participant, (ParticipantEvent)e);
            else
                Record(await accounts.LoanAsync(line, name, cancellation), (LoanEvent)e);
        }
    }

    private ParticipantStream Participant(ImportLine line, Fact? fact)
    {
        var participant = accounts.Participant(line);
        if (participant.State is null)
        {
            if (!described.TryGetValue((line.Plan!, line.Participant!), out var description))
            {
                throw file.Refused(
                    line,
                    $"found participant \"{line.Participant}\", who is not known, "
                        + "expected the whole participant the first time"
                );
            }

            var enrolledOn = fact?.On ?? description.BirthDate;
            Record(
                participant,
                new ParticipantEnrolled(
                    enrolledOn,
                    line.Plan!,
                    description.Id,
                    description.BirthDate,
                    file.SourceOf(line),
                    description.PublicSafety ? true : null
                )
            );
            accounts.Enrolled(participant);
        }

        return line.ParticipantDescription is { } again && !IsKnown(again, participant.State!)
            ? throw file.Refused(
                line,
                $"found participant \"{line.Participant}\" with another birth date, or another word on public safety, "
                    + "than is known, expected the id alone"
            )
            : participant;
    }

    private static bool IsKnown(ParticipantDescription described, ParticipantState known) =>
        (described.BirthDate, described.PublicSafety) == (known.BirthDate, known.PublicSafety == true);

    private async Task<AccountHistory> HistoryAsync(
        ParticipantStream participant,
        PlanState plan,
        CancellationToken cancellation
    )
    {
        var name = participant.State!.Participant;
        return (await AccountReader.ReadAsync(recording, plan, [name], cancellation))[name].History;
    }

    private Decision Accepted(ImportLine line, Decision decision) =>
        decision.Rejection is { } rejection ? throw Refused(line, rejection) : decision;

    private RefusedException Refused(ImportLine line, Rejection rejection)
    {
        var law = rejection.Cites is { } cites ? $" ({cites})" : "";
        return file.Refused(line, $"{rejection.Code}: {rejection.Reason}{law}");
    }

    private void Record(ParticipantStream participant, ParticipantEvent e)
    {
        recording.Append(participant, e);
        Events++;
    }

    private void Record(LoanStream loan, Decision decision)
    {
        for (var i = 0; i < decision.Count; i++)
            Record(loan, decision[i]);
    }

    private void Record(LoanStream loan, LoanEvent e)
    {
        recording.Append(loan, e);
        Events++;
        if (e is LoanMade made)
            accounts.Made(loan, made);
    }
}
