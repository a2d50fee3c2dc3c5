using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// A loan's whole record, from which any past day can be worked out: the ledger is a function of its facts in effective order, those of one
/// day in the order in which they were recorded.
/// </summary>
public sealed class LoanHistory
{
    private readonly IReadOnlyList<LoanEvent> recorded;
    private readonly HashSet<long> takenBack;
    private LoanState? folded;

    /// <param name="recorded">Every event of the loan in version order, the first with version 1.</param>
    public LoanHistory(IReadOnlyList<LoanEvent> recorded)
    {
        this.recorded = recorded;
        takenBack = [.. recorded.Select(e => e switch
        {
            RepaymentReversed reversed => reversed.Payment,
            ConsequenceWithdrawn withdrawn => withdrawn.Withdrawn,
            _ => 0,
        })];
    }

    /// <summary>The facts that stand, in effective order: no reversed payment, no consequence, no restatement.</summary>
    public IEnumerable<LoanEvent> Facts => Standing.Where(e => e is not LoanConsequence);

    /// <summary>Everything that stands, in effective order, a day's facts before the consequences of its close.</summary>
    public IEnumerable<LoanEvent> Standing => recorded
        .Where((e, index) => !takenBack.Contains(index + 1) && e is not (RepaymentReversed or ConsequenceWithdrawn or LedgerRestated))
        .OrderBy(e => e.On)
        .ThenBy(PlaceInDay);

    /// <summary>Every event in version order.</summary>
    public IReadOnlyList<LoanEvent> Recorded => recorded;

    /// <summary>The first event, with the terms that the loan was made on.</summary>
    public LoanMade Made => (LoanMade)recorded[0];

    /// <summary>The deemed distribution of before a takeover that still stands; null where there was none, or a correction has taken it back.</summary>
    public DeemedElsewhere? DeemedElsewhere =>
        Made is TakenOver { Deemed: { } elsewhere } && !Facts.OfType<Corrected>().Any(corrected => Correction.UndoesDefault(corrected.Method)) ? elsewhere : null;

    public LoanCircumstances Circumstances => Made.Circumstances ?? LoanCircumstances.Ordinary;

    /// <summary>The day of a correction whose year a deemed distribution of that day is reported in instead of its own; null for none.</summary>
    public DateOnly? ReportedInYearOf(DateOnly deemedOn) =>
        Facts.OfType<Corrected>().FirstOrDefault(corrected => corrected.Method == CorrectionMethod.ReportInCorrectionYear && corrected.On >= deemedOn)?.On;

    /// <summary>The consequences that are stated and stand, with their versions.</summary>
    public IReadOnlyList<(long Version, LoanConsequence Event)> Stated
    {
        get
        {
            var stated = new List<(long Version, LoanConsequence Event)>();
            for (var index = 0; index < recorded.Count; index++)
            {
                if (recorded[index] is LoanConsequence consequence && !takenBack.Contains(index + 1))
                    stated.Add((index + 1, consequence));
            }

            return stated;
        }
    }

    /// <summary>The last day whose close the record speaks for: the day before its latest fact, whose own day may not be over, or that of a stated consequence.</summary>
    /// <param name="settledThrough">A day that was closed besides; null where none was.</param>
    public DateOnly StatedThrough(DateOnly? settledThrough)
    {
        var through = recorded.Max(e => e switch
        {
            LoanConsequence => e.On,
            // The day on which somebody learnt of something is no day of the loan's.
            RepaymentReversed or ConsequenceWithdrawn or LedgerRestated => DateOnly.MinValue,
            _ => e.On.AddDays(-1),
        });
        return settledThrough > through ? settledThrough.Value : through;
    }

    /// <summary>The state as the log leaves it: the fold of its events in version order.</summary>
    public LoanState Folded => folded ??= recorded.Aggregate((LoanState?)null, LoanState.Evolve)!;

    /// <summary>
    /// The loan at the close of a day, worked out from its facts up to that day, with the consequences that follow whether or not they have been stated.
    /// Null where the loan was not made by then.
    /// </summary>
    public Ledger? At(DateOnly day, PlanState plan) => Ledger.Of(Facts.Where(fact => fact.On <= day), plan, day);

    /// <summary>
    /// Takes in a fact that others already recorded come after: the fact, the consequences that no longer hold withdrawn, those that now hold stated,
    /// and the position after it.
    /// </summary>
    /// <param name="late">A repayment with an effective date in the past, or the reversal of one.</param>
    /// <param name="settledThrough">The last closed business day whose payroll is no longer waited for: what follows by then is stated. Null where no day is closed.</param>
    public Decision Restate(LoanEvent late, PlanState plan, DateOnly? settledThrough)
    {
        var after = new LoanHistory([.. recorded, late]);
        // Amounts agreed or moved stay as they were: a change below them waits for a person.
        if (Folded.Closed is { By: not ClosedBy.Repayment } closed)
            return new Rejection("fact.after-end", $"loan {Folded.Loan} ended by {closed.By.ToString().ToLowerInvariant()} on {closed.On:yyyy-MM-dd}; what changes before that needs a person");

        if (Ledger.Of(after.Facts, plan, after.StatedThrough(settledThrough)) is not { Excess: null } ledger)
            return new Rejection("repayment.exceeds-payoff", $"with it, loan {Folded.Loan} would have been paid more than it owed");

        var because = recorded.Count + 1;
        var events = new List<LoanEvent> { late };
        var stated = Stated;
        foreach (var (version, consequence) in stated.Where(pair => !ledger.Consequences.Any(holds => Same(holds, pair.Event))))
            events.Add(new ConsequenceWithdrawn(consequence.On, version, consequence.GetType().Name, because, late.Source));
        foreach (var holds in ledger.Consequences.Where(holds => !stated.Any(pair => Same(holds, pair.Event))))
            events.Add(holds with { Source = late.Source });
        var loan = ledger.Loan;
        events.Add(new LedgerRestated(late.On, loan.Position, loan.Schedule.Equals(loan.Terms.Schedule) ? null : loan.Schedule, loan.Part, loan.PartlyOffset, loan.Deemed, loan.Closed, loan.Examined, loan.InOrderFrom, late.Source));
        return events;
    }

    /// <summary>The record as it stood before another loan replaced this one; the same record where none of that name did.</summary>
    public LoanHistory BeforeReplacementBy(string loan)
    {
        var version = recorded.TakeWhile(e => e is not Refinanced refinanced || refinanced.By != loan).Count();
        return version == recorded.Count ? this : new([.. recorded.Take(version)]);
    }

    /// <summary>Takes in a repayment that counts from a day before what is already recorded.</summary>
    public Decision ReceiveLate(ReceiveRepayment command, PlanState plan, DateOnly? settledThrough)
    {
        var then = At(command.On, plan)?.Loan;
        var amount = command.Amount ?? (then is { Closed: null } ? then.Position.Lacking(command.On, then.Schedule) : 0m);
        return amount is 0m
            ? new Rejection("repayment.nothing-lacking", $"no installment of loan {Made.Loan} lacked anything on {command.On:yyyy-MM-dd}")
            : Restate(Loan.Paid(command, amount, then, plan), plan, settledThrough);
    }

    /// <summary>Records a correction: the deemed distributions that it undoes are withdrawn.</summary>
    public Decision Correct(CorrectionMethod method, DateOnly on, DateOnly? finalDue, PlanState plan, Source source)
    {
        var eve = on.AddDays(-1);
        List<LoanEvent> events = on < Folded.InOrderFrom ? [] : Consequences.Of(Folded, plan, eve, eve, source) ?? [];
        var loan = events.Aggregate(Folded, LoanState.Evolve);
        if (Correction.Problem(loan, method, on, finalDue) is { } problem)
            return problem;
        var corrected = new Corrected(on, method, finalDue, Correction.LumpSum(loan, method, on, WithoutDefault(loan, on, plan)), source);
        events.Add(corrected);
        var because = recorded.Count + events.Count;
        foreach (var (version, consequence) in new LoanHistory([.. recorded, .. events]).Stated.Where(pair => corrected.Undoes(pair.Event)))
            events.Add(new ConsequenceWithdrawn(consequence.On, version, consequence.GetType().Name, because, source));
        return events;
    }

    // The ledger as it would stand, had what the missed installments lack come in on their due dates; what another system left unpaid, as the loan came over.
    private decimal WithoutDefault(LoanState loan, DateOnly on, PlanState plan)
    {
        var schedule = loan.Schedule;
        var madeUp = new List<LoanEvent>();
        var oldest = schedule.NextDue(loan.Position.InstallmentsPaid);
        for (var index = oldest; index < schedule.Periods && schedule.Due(index) <= on; index = schedule.NextDue(index + 1))
        {
            if (index == schedule.Periods - 1)
                return 0m;
            madeUp.Add(new InstallmentPaid(schedule.Due(index) > Made.On ? schedule.Due(index) : Made.On, schedule.Amount(index) - (index == oldest ? loan.Position.PaidTowardNext : 0m), null, Source.CloseOf(on)));
        }

        return Ledger.Of(Facts.Concat(madeUp).OrderBy(fact => fact.On), plan, on)!.Loan.OutstandingOn(on);
    }

    /// <summary>The version of the payment that came in on that day, of that amount, and that still stands, or null; of several, the latest recorded.</summary>
    public long? FindPayment(DateOnly paidOn, decimal amount) =>
        PaymentsOf(paidOn).Where(paid => paid.Payment.Amount == amount && paid.ReversedOn is null).Select(paid => (long?)paid.Version).LastOrDefault();

    /// <summary>The payments that came in on that day, in version order.</summary>
    /// <returns>ReversedOn: the effective date of the reversal; null for a payment that stands.</returns>
    public IEnumerable<(long Version, InstallmentPaid Payment, DateOnly? ReversedOn)> PaymentsOf(DateOnly paidOn)
    {
        for (var index = 0; index < recorded.Count; index++)
        {
            if (recorded[index] is InstallmentPaid paid && (paid.ReceivedOn ?? paid.On) == paidOn)
                yield return (index + 1, paid, takenBack.Contains(index + 1) ? recorded.OfType<RepaymentReversed>().First(reversed => reversed.Payment == index + 1).On : null);
        }
    }

    /// <summary>What follows from a day's close comes after the facts of the day; a loan deemed for its terms is deemed as it is made.</summary>
    internal static int PlaceInDay(LoanEvent e) => e is Missed or DeemedDistributed { Due: not null } ? 1 : 0;

    /// <summary>Whether two consequences say the same of the same day.</summary>
    public static bool Same(LoanConsequence one, LoanConsequence other) => (one, other) switch
    {
        (Missed a, Missed b) => (a.On, a.Installment, a.CureEnds) == (b.On, b.Installment, b.CureEnds),
        (DeemedDistributed a, DeemedDistributed b) => (a.On, a.Amount, a.Reason) == (b.On, b.Amount, b.Reason),
        (PaidInFull a, PaidInFull b) => a.On == b.On,
        _ => false,
    };
}
