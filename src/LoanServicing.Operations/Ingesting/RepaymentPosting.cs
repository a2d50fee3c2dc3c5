using LoanServicing.Domain;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.PlanAssets;
using LoanServicing.Operations.LateRepayments;
using LoanServicing.Payroll.Matching;
using LoanServicing.Payroll.Reading;
using LoanServicing.Store.Transactions;

namespace LoanServicing.Operations.Ingesting;

/// <summary>
/// Posts the lines of a remittance that have a loan. Lines are taken in the order of their loans' streams, in rounds:
/// while one round is on its way to the database, the next is decided.
/// </summary>
/// <param name="receivedOn">The business day on which the file came in.</param>
internal sealed class RepaymentPosting(
    Recording recording,
    PlanState plan,
    RemittanceFile file,
    Guid remittance,
    DateOnly receivedOn,
    SuspendedLines suspended
)
{
    // What the server holds of a round fits into the memory that it gives a statement.
    private const int LinesPerRound = 4_000;
    private const int LateLinesPerRound = 1_000;

    private readonly DateOnly creditedOn =
        plan.PolicyOn(file.PayDate).CreditDate == CreditDate.Withheld ? file.PayDate : receivedOn;
    private readonly List<(MatchedLine Line, LoanStream Loan)> late = [];

    public async Task RunAsync(List<MatchedLine> lines, IProgress<long> progress, CancellationToken cancellation)
    {
        // In the order of the streams the indexes are written from left to right, and all locks are taken in one order.
        List<MatchedLine> single =
        [
            .. lines.Where(line => line.Loans.Length == 1).OrderBy(line => line.Loans[0].Stream),
        ];
        var rounds = Rounds(single);
        // Locks are one round ahead, so that while one round is on its way the next is decided and made rows of.
        var prepared = default(PreparedRows);
        for (var i = 0; i <= rounds.Count; i++)
        {
            var loans = i < rounds.Count ? await LockAsync(rounds[i], cancellation) : [];
            var sending = prepared.SendAsync(cancellation);
            for (var line = 0; line < loans.Count; line++)
                Post(rounds[i][line], loans[line]);
            prepared = recording.Prepare();
            await sending;
            progress.Report(Math.Max(0, i - 1) * (long)LinesPerRound);
        }

        await PostLateAsync(cancellation);
        foreach (var line in lines.Where(line => line.Loans.Length > 1))
            await PostSumAsync(line, cancellation);
    }

    // Two lines of one loan stay in one round: the second is decided on what the first left.
    private static List<List<MatchedLine>> Rounds(List<MatchedLine> lines)
    {
        var rounds = new List<List<MatchedLine>>();
        for (int start = 0, end; start < lines.Count; start = end)
        {
            end = Math.Min(start + LinesPerRound, lines.Count);
            while (end < lines.Count && lines[end].Loans[0].Stream == lines[end - 1].Loans[0].Stream)
                end++;
            rounds.Add(lines.GetRange(start, end - start));
        }

        return rounds;
    }

    private Task<IReadOnlyList<LoanStream>> LockAsync(List<MatchedLine> round, CancellationToken cancellation) =>
        recording.LockLoansAsync(round.ConvertAll(line => line.Loans[0].Stream), cancellation);

    private void Post(in MatchedLine line, LoanStream loan)
    {
        var decision = Decide(line, loan, file.Lines[line.Line].Amount);
        if (decision.IsLate)
            late.Add((line, loan));
        else
            Record(line, loan, decision);
    }

    private Decision Decide(in MatchedLine line, LoanStream loan, decimal amount) =>
        IsOverdue ? Decision.Late : Loan.Decide(Repayment(line, amount), loan.State, plan);

    // From which day it counts then depends on whether the loan's cure period had ended.
    private bool IsOverdue => creditedOn < receivedOn && receivedOn > RemittanceLimit.Of(creditedOn);

    private async Task PostLateAsync(CancellationToken cancellation)
    {
        var accounts = new AccountRecording(recording, plan);
        foreach (var round in late.Chunk(LateLinesPerRound))
        {
            await accounts.OpenAsync([.. round.Select(item => item.Loan.State!.Participant).Distinct()], cancellation);
            foreach (var (line, loan) in round)
            {
                var (participant, fact) = (loan.State!.Participant, Fact(loan.State, file.Lines[line.Line].Amount));
                if (await accounts.RecordAsync(participant, [fact], SourceOf(line), cancellation) is { } refused)
                    Suspend(line, refused.Why);
            }
        }
    }

    private void Record(in MatchedLine line, LoanStream loan, Decision decision)
    {
        if (decision.Rejection is { } rejection)
        {
            Suspend(line, rejection);
            return;
        }

        for (var i = 0; i < decision.Count; i++)
            recording.Append(loan, decision[i]);
    }

    private void Suspend(in MatchedLine line, Rejection rejection) =>
        suspended.Add(
            line,
            rejection.Code == "repayment.exceeds-payoff"
                ? SuspenseReason.RepaymentExceedsPayoff
                : SuspenseReason.LoanNotRepayable,
            rejection.Reason
        );

    private async Task PostSumAsync(MatchedLine line, CancellationToken cancellation)
    {
        var loans = await recording.LockLoansAsync([.. line.Loans.Select(loan => loan.Stream)], cancellation);
        var standings = new List<LoanState?>();
        foreach (var loan in loans)
        {
            // The position of a day that other money came after is in the history only; a loan made later is not there
            // at all.
            var isPast = creditedOn < loan.State!.InOrderFrom;
            standings.Add(
                isPast ? (await recording.ReadHistoryAsync(loan, cancellation)).At(creditedOn, plan)?.Loan : loan.State
            );
        }

        var amount = file.Lines[line.Line].Amount;
        var allocation = SummedAllocation.Allocate(Open(loans, standings, due => due <= file.PayDate), amount);
        // A payroll that runs a few days ahead of the due dates pays each loan's next installment.
        if (allocation.Suspended == SuspenseReason.LoanAmbiguous)
            allocation = SummedAllocation.Allocate(Open(loans, standings, _ => true), amount);
        if (allocation.Suspended is { } reason)
        {
            suspended.Add(line, reason);
            return;
        }

        // All parts or none: a line has one disposition.
        var parts = allocation
            .Repayments.Select(part => (Loan: loans.First(candidate => candidate.Id == part.Loan), part.Amount))
            .ToList();
        var decisions = parts.ConvertAll(part => (part.Loan, Decision: Decide(line, part.Loan, part.Amount)));
        if (decisions.Exists(part => part.Decision.IsLate))
        {
            var accounts = new AccountRecording(recording, plan);
            var participant = parts[0].Loan.State!.Participant;
            await accounts.OpenAsync([participant], cancellation);
            var facts = parts.ConvertAll(part => Fact(part.Loan.State!, part.Amount));
            if (await accounts.RecordAsync(participant, facts, SourceOf(line), cancellation) is { } refused)
                Suspend(line, refused.Why);
            return;
        }

        if (decisions.Find(part => part.Decision.Rejection is not null) is { Decision.Rejection: { } rejection })
        {
            Suspend(line, rejection);
            return;
        }

        foreach (var (loan, decision) in decisions)
            Record(line, loan, decision);
    }

    private List<OpenLoan> Open(
        IReadOnlyList<LoanStream> loans,
        List<LoanState?> standings,
        Func<DateOnly, bool> counts
    )
    {
        var open = new List<OpenLoan>();
        foreach (var (loan, standing) in loans.Zip(standings))
        {
            if (standing is not { Closed: null })
                continue;
            var payoff = standing.Position.PayoffOn(creditedOn, standing.Schedule);
            var due =
                standing.Position.OldestUnpaidDue(standing.Schedule) is { } day && counts(day)
                    ? standing.Position.Lacking(creditedOn, standing.Schedule)
                    : 0m;
            open.Add(new(loan.Id, standing.Loan, due, payoff));
        }

        return open;
    }

    private ReceiveRepayment Repayment(in MatchedLine line, decimal amount) =>
        new(
            creditedOn,
            amount,
            file.PayDate,
            SourceOf(line),
            creditedOn == receivedOn ? null : receivedOn,
            OnlyWhatIsOwed: true
        );

    private PaidFact Fact(LoanState loan, decimal amount) =>
        new(receivedOn, loan.Loan, amount, 1, null, file.PayDate, OnlyWhatIsOwed: true);

    private Source SourceOf(in MatchedLine line) => Source.RemittanceLine(remittance, file.Lines[line.Line].LineNumber);
}
