using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// A loan's whole record, from which any past day can be worked out: the ledger is a function of its facts in effective
/// order, those of one day in the order in which they were recorded.
/// </summary>
public sealed class LoanHistory
{
    private readonly IReadOnlyList<LoanEvent> recorded;
    private readonly IReadOnlyList<LoanEvent?> standing;
    private LoanState? folded;

    /// <param name="recorded">Every event of the loan in version order, the first with version 1.</param>
    public LoanHistory(IReadOnlyList<LoanEvent> recorded)
        : this(
            recorded,
            recorded.Any(e => e is LoanBookkeeping) ? AsItStands(recorded) : (IReadOnlyList<LoanEvent?>)recorded
        ) { }

    private LoanHistory(IReadOnlyList<LoanEvent> recorded, IReadOnlyList<LoanEvent?> standing) =>
        (this.recorded, this.standing) = (recorded, standing);

    /// <summary>
    /// The facts that stand, in effective order: no reversed payment, no consequence, no bookkeeping.
    /// </summary>
    public IEnumerable<LoanEvent> Facts =>
        standing.OfType<LoanEvent>().Where(e => e is not LoanConsequence).OrderBy(e => e.On).ThenBy(IsAfterMaking);

    // A loan that is made during a leave is on it from the start.
    private bool IsAfterMaking(LoanEvent e) => e is not (LoanMade or LeaveStarted) && e.On == Made.On;

    /// <summary>Every event in version order.</summary>
    public IReadOnlyList<LoanEvent> Recorded => recorded;

    /// <summary>
    /// The first event, with the terms that the loan was made on, and the figures of the account as they are known now.
    /// </summary>
    public LoanMade Made => (LoanMade)standing[0]!;

    /// <summary>
    /// The deemed distribution of before a takeover that still stands; null where there was none, or a correction has
    /// taken it back.
    /// </summary>
    public DeemedElsewhere? DeemedElsewhere =>
        Made is TakenOver { Deemed: { } elsewhere }
        && !Facts.OfType<Corrected>().Any(corrected => Correction.UndoesDefault(corrected.Method))
            ? elsewhere
            : null;

    public LoanCircumstances Circumstances => Made.Circumstances ?? LoanCircumstances.Ordinary;

    /// <summary>
    /// The day of a correction whose year a deemed distribution of that day is reported in instead of its own; null for
    /// none.
    /// </summary>
    public DateOnly? ReportedInYearOf(DateOnly deemedOn) =>
        Facts
            .OfType<Corrected>()
            .FirstOrDefault(corrected =>
                corrected.Method == CorrectionMethod.ReportInCorrectionYear && corrected.On >= deemedOn
            )
            ?.On;

    /// <summary>The consequences that are stated and stand, with their versions.</summary>
    public IReadOnlyList<(long Version, LoanConsequence Event)> Stated
    {
        get
        {
            var stated = new List<(long Version, LoanConsequence Event)>();
            for (var index = 0; index < standing.Count; index++)
            {
                if (standing[index] is LoanConsequence consequence)
                    stated.Add((index + 1, consequence));
            }

            return stated;
        }
    }

    /// <summary>
    /// What does not fit as it is stated, of the days up to one, with what was settled of it by then; the oldest first.
    /// </summary>
    public IReadOnlyList<Discrepancy> Discrepancies(DateOnly through) => Discrepancy.Of(this, through);

    /// <summary>
    /// Everything that stands and is stated, each consequence after the fact or the day's close that it follows from.
    /// </summary>
    public IReadOnlyList<LoanEvent> Standing(PlanState plan)
    {
        // A loan to which everything came in order was recorded in that order.
        if (ReferenceEquals(standing, recorded))
            return [.. recorded.OrderBy(e => e.On).ThenBy(PlaceInDay)];
        var inOrder = new List<LoanEvent>();
        var stated = Stated;
        Ledger.Of(
            Facts,
            plan,
            StatedThrough(null),
            (e, _) =>
            {
                if (
                    e is not LoanConsequence consequence
                    || stated.Any(pair => StatedConsequences.Same(pair.Event, consequence))
                )
                    inOrder.Add(e);
            }
        );
        return inOrder;
    }

    /// <summary>
    /// The last day whose close the record speaks for: the day before its latest fact, whose own day may not be over,
    /// or that of a stated consequence.
    /// </summary>
    /// <param name="settledThrough">A day that was closed besides; null where none was.</param>
    public DateOnly StatedThrough(DateOnly? settledThrough)
    {
        var through = standing.Max(e =>
            e switch
            {
                null or LoanBookkeeping => DateOnly.MinValue,
                LoanConsequence => e.On,
                _ => e.On.AddDays(-1),
            }
        );
        return settledThrough > through ? settledThrough.Value : through;
    }

    /// <summary>The state as the log leaves it: the fold of its events in version order.</summary>
    public LoanState Folded => folded ??= recorded.Aggregate((LoanState?)null, LoanState.Evolve)!;

    /// <summary>
    /// The loan at the close of a day, worked out from its facts up to that day, with the consequences that follow
    /// whether or not they have been stated. Null where the loan was not made by then.
    /// </summary>
    public Ledger? At(DateOnly day, PlanState plan) => Ledger.Of(Facts.Where(fact => fact.On <= day), plan, day);

    /// <summary>
    /// The loan as a fact of a day finds it: with the facts of the day so far, and the close of the day before. Null
    /// where the loan was not made by then.
    /// </summary>
    public LoanState? Within(DateOnly day, PlanState plan) =>
        Ledger.Of(Facts.Where(fact => fact.On <= day), plan, day.AddDays(-1))?.Loan;

    /// <summary>
    /// Takes in a fact that others already recorded come after, as if it had come in time: nothing that was agreed or
    /// moved since is changed.
    /// </summary>
    /// <param name="settledThrough">The last closed business day whose payroll is no longer waited for: what follows by
    /// then is stated. Null where no day is closed.</param>
    public Decision TakeLate(LoanCommand command, PlanState plan, DateOnly? settledThrough)
    {
        if (Within(command.On, plan) is not { } then)
            return new Rejection(
                "fact.before-loan",
                $"what happened on {command.On:yyyy-MM-dd} comes before loan {Made.Loan} was made or taken over, {Made.On:yyyy-MM-dd}"
            );
        var decision = Loan.Decide(command, then, plan);
        return decision.Rejection is null
            ? Restate(decision.Events.Single(e => e is not LoanConsequence), plan, settledThrough)
            : decision;
    }

    /// <summary>
    /// Records what changes the facts before others already recorded: the event, the consequences that no longer hold
    /// withdrawn, those that now hold stated, and the position after it. Rejected where a later change or correction
    /// cannot have been then.
    /// </summary>
    /// <param name="late">A fact with an effective date in the past, or bookkeeping that changes one.</param>
    /// <param name="settledThrough">The last closed business day whose payroll is no longer waited for: what follows by
    /// then is stated. Null where no day is closed.</param>
    public Decision Restate(LoanEvent late, PlanState plan, DateOnly? settledThrough)
    {
        var after = new LoanHistory([.. recorded, late]);
        if (
            Ledger.OfLate(after.Facts, plan, after.StatedThrough(settledThrough), out var contradiction)
            is not { } ledger
        )
            return contradiction! with { Reason = $"with it, {contradiction.Reason}" };

        var because = recorded.Count + 1;
        var events = new List<LoanEvent> { late };
        var holding = ledger.Consequences.ToList();
        foreach (var (version, consequence) in Stated)
        {
            // Two repayments of one day can have the same consequence: each is stated.
            var at = holding.FindIndex(holds => StatedConsequences.Same(holds, consequence));
            if (at >= 0)
                holding.RemoveAt(at);
            else
                events.Add(
                    new ConsequenceWithdrawn(consequence.On, version, consequence.GetType().Name, because, late.Source)
                );
        }

        events.AddRange(holding.Select(holds => holds with { Source = late.Source }));
        var loan = ledger.Loan;
        var inOrderFrom = recorded.OfType<ReliedUpon>().Select(relied => relied.On).Append(loan.InOrderFrom).Max();
        events.Add(
            new LedgerRestated(
                late.On,
                loan.Position,
                loan.Schedule.Equals(loan.Terms.Schedule) ? null : loan.Schedule,
                loan.Part,
                loan.PartlyOffset,
                loan.Deemed,
                loan.Closed,
                loan.Examined,
                inOrderFrom,
                late.Source
            )
        );
        return events;
    }

    /// <summary>Records a correction: the deemed distributions that it undoes are withdrawn.</summary>
    /// <param name="settledThrough">As for any late fact; a correction that comes in order does not look at it.</param>
    public Decision Correct(
        CorrectionMethod method,
        DateOnly on,
        DateOnly? finalDue,
        PlanState plan,
        DateOnly? settledThrough,
        Source source
    )
    {
        var isLate = on < Folded.InOrderFrom;
        if (Within(on, plan) is not { } then)
            return new Rejection(
                "correction.before-loan",
                $"a correction on {on:yyyy-MM-dd} comes before loan {Made.Loan} was made or taken over, {Made.On:yyyy-MM-dd}"
            );
        if (Correction.Problem(then, method, on, finalDue) is { } problem)
            return problem;
        var corrected = new Corrected(
            on,
            method,
            finalDue,
            Correction.LumpSum(then, method, on, [.. Facts.Where(fact => fact.On <= on)], plan),
            source
        );
        return isLate ? Restate(corrected, plan, settledThrough) : InOrder(corrected, plan);
    }

    /// <summary>Records a fact that takes back what was stated before it, on a loan that is open on its day.</summary>
    /// <param name="settledThrough">As for any late fact.</param>
    public Decision Undo(LoanEvent fact, PlanState plan, DateOnly? settledThrough) =>
        fact.On < Folded.InOrderFrom ? Restate(fact, plan, settledThrough) : InOrder(fact, plan);

    private Decision InOrder(LoanEvent undoing, PlanState plan)
    {
        var eve = undoing.On.AddDays(-1);
        List<LoanEvent> events = [.. Consequences.Of(Folded, plan, eve, eve, undoing.Source) ?? [], undoing];
        var because = recorded.Count + events.Count;
        foreach (
            var (version, consequence) in new LoanHistory([.. recorded, .. events]).Stated.Where(pair =>
                undoing.Undoes(pair.Event)
            )
        )
            events.Add(
                new ConsequenceWithdrawn(consequence.On, version, consequence.GetType().Name, because, undoing.Source)
            );
        return events;
    }

    /// <summary>
    /// The record as a statement about another loan finds it: with what counts from before that day, and of that day
    /// what was recorded by then, before the other loan replaced this one.
    /// </summary>
    /// <param name="by">The other loan.</param>
    /// <param name="statement">Version of the event there.</param>
    public LoanHistory AsReliedUpon(string by, long statement, DateOnly on)
    {
        var upTo = recorded
            .TakeWhile(e => e is not ReliedUpon relied || relied.By != by || relied.Statement != statement)
            .Count();
        return new(
            recorded,
            [
                .. standing.Select(
                    (e, index) =>
                        e is Refinanced refinanced && refinanced.By == by || (index >= upTo && e?.On == on) ? null : e
                ),
            ]
        );
    }

    /// <summary>The record without a repayment and what came in after it.</summary>
    public LoanHistory Before(long payment, DateOnly received) =>
        new(
            recorded,
            [
                .. standing.Select(
                    (e, index) =>
                        e is InstallmentPaid other
                        && (
                            (other.ReceivedOn ?? other.On) > received
                            || ((other.ReceivedOn ?? other.On) == received && index >= payment - 1)
                        )
                            ? null
                            : e
                ),
            ]
        );

    /// <summary>Whether a statement about another loan rests on this record.</summary>
    public bool IsReliedUpon(string by, long statement) =>
        recorded.Any(e => e is ReliedUpon relied && relied.By == by && relied.Statement == statement);

    /// <summary>
    /// The version of the payment that came in on that day or counts from it, of that amount, and that still stands, or
    /// null; of several, the latest recorded.
    /// </summary>
    public long? FindPayment(DateOnly paidOn, decimal amount) =>
        PaymentsOf(paidOn)
            .Where(paid => paid.Payment.Amount == amount && paid.ReversedOn is null)
            .Select(paid => (long?)paid.Version)
            .LastOrDefault();

    /// <summary>What stands of an event, with what was put right in it since; null where nothing does.</summary>
    public LoanEvent? Standing(long version) => standing[(int)version - 1];

    /// <summary>
    /// The payments that came in on that day or counted from it as they were recorded, in version order: payroll knows
    /// a repayment by its pay date.
    /// </summary>
    /// <returns>ReversedOn: the effective date of the reversal; null for a payment that stands.</returns>
    public IEnumerable<(long Version, InstallmentPaid Payment, DateOnly? ReversedOn)> PaymentsOf(DateOnly paidOn)
    {
        for (var index = 0; index < recorded.Count; index++)
        {
            if (recorded[index] is InstallmentPaid paid && (paid.On == paidOn || paid.ReceivedOn == paidOn))
                yield return (
                    index + 1,
                    paid,
                    standing[index] is null
                        ? recorded.OfType<RepaymentReversed>().First(reversed => reversed.Payment == index + 1).On
                        : null
                );
        }
    }

    /// <summary>
    /// What follows from a day's close comes after the facts of the day; a loan deemed for its terms is deemed as it is
    /// made.
    /// </summary>
    internal static int PlaceInDay(LoanEvent e) =>
        e is Missed or DeemedDistributed { Due: not null } or WrittenOff { Due: not null } ? 1 : 0;

    // By version: null where it is taken back, or says something about the record only; what was put right since is put
    // right in it.
    private static LoanEvent?[] AsItStands(IReadOnlyList<LoanEvent> recorded)
    {
        LoanEvent?[] standing = [.. recorded.Select(e => e is LoanBookkeeping ? null : e)];
        foreach (var e in recorded)
        {
            switch (e)
            {
                case RepaymentReversed reversed:
                    standing[reversed.Payment - 1] = null;
                    break;
                case LeaveNotTaken notTaken:
                    standing[notTaken.Leave - 1] = null;
                    break;
                case ConsequenceWithdrawn withdrawn:
                    standing[withdrawn.Withdrawn - 1] = null;
                    break;
                case RepaymentRecredited recredited when standing[recredited.Payment - 1] is InstallmentPaid paid:
                    standing[recredited.Payment - 1] = paid with
                    {
                        On = recredited.From,
                        ReceivedOn = paid.ReceivedOn ?? paid.On,
                    };
                    break;
                case FiguresRestated restated when standing[restated.Fact - 1] is { } fact:
                    standing[restated.Fact - 1] = restated.Of(fact);
                    break;
            }
        }

        return standing;
    }
}
