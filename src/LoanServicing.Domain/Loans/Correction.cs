using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Epcrs;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Loans;

/// <summary>
/// What putting a failure right does to a loan (Rev. Proc. 2021-30, section 6.07; Form 14568-E for a loan over the
/// limit).
/// </summary>
public static class Correction
{
    /// <summary>Whether the method takes the deemed distribution of the whole loan back.</summary>
    public static bool UndoesDefault(CorrectionMethod method) =>
        method is CorrectionMethod.LumpSum or CorrectionMethod.Reamortize or CorrectionMethod.LumpSumAndReamortize;

    /// <summary>
    /// Whether the method takes the deemed distribution of a loan back whose terms were against the law: they are
    /// agreed anew.
    /// </summary>
    public static bool UndoesTerms(CorrectionMethod method) =>
        method is CorrectionMethod.Reamortize or CorrectionMethod.LumpSumAndReamortize;

    /// <summary>Whether the method takes the deemed distribution of the part over the limit back.</summary>
    public static bool UndoesExcess(CorrectionMethod method) =>
        method
            is CorrectionMethod.ExcessPermittedFirst
                or CorrectionMethod.ExcessInterestFirst
                or CorrectionMethod.ExcessProRata;

    /// <summary>
    /// What the participant pays that day: for a default what brings the balance to where it would be without it; for
    /// an excess what is left of it, by the way in which earlier payments are counted. Never more than the loan owes,
    /// and 0 where the method has no payment.
    /// </summary>
    /// <param name="withoutDefault">What would be owed that day, had every installment missed been paid on its due
    /// date.</param>
    public static decimal LumpSum(LoanState loan, CorrectionMethod method, DateOnly on, decimal withoutDefault) =>
        Math.Min(
            loan.Position.PayoffOn(on, loan.Schedule),
            (method, loan.Part) switch
            {
                (CorrectionMethod.LumpSum or CorrectionMethod.LumpSumAndReamortize, _) => Math.Max(
                    0m,
                    loan.Position.PayoffOn(on, loan.Schedule) - withoutDefault
                ),
                (CorrectionMethod.ExcessPermittedFirst, { } part) => LedgerPosition
                    .Opening(part.Amount)
                    .OutstandingOn(on, loan.Schedule),
                (CorrectionMethod.ExcessInterestFirst, { } part) => part.Amount,
                (CorrectionMethod.ExcessProRata, { } part) => part.Position.OutstandingOn(on, loan.Schedule),
                _ => 0m,
            }
        );

    /// <summary>The same, where what would be owed without the default is worked out from the loan's facts.</summary>
    /// <param name="loan">With the close of the day before.</param>
    /// <param name="facts">Those before the correction, in effective order.</param>
    public static decimal LumpSum(
        LoanState loan,
        CorrectionMethod method,
        DateOnly on,
        IReadOnlyCollection<LoanEvent> facts,
        PlanState plan
    ) => LumpSum(loan, method, on, WithoutDefault(loan, on, facts, plan));

    /// <summary>
    /// What makes a correction that is recorded contradict the facts before it, now that more of them are known. What
    /// was paid under it was agreed with its approval, and stays.
    /// </summary>
    /// <param name="loan">With the close of the day before.</param>
    /// <param name="facts">Those before the correction, in effective order.</param>
    internal static Rejection? Contradiction(
        Corrected e,
        LoanState loan,
        IReadOnlyCollection<LoanEvent> facts,
        PlanState plan
    ) =>
        Problem(loan, e.Method, e.On, e.FinalDue) is { } problem ? problem
        : LumpSum(loan, e.Method, e.On, facts, plan) is var sum && sum != e.Paid
            ? new(
                "correction.worked-out-otherwise",
                $"the correction of {e.On:yyyy-MM-dd} on loan {loan.Loan} was of {e.Paid:0.00}, and would have been "
                    + $"of {sum:0.00}; that needs a person"
            )
        : null;

    // The ledger as it would stand, had what the missed installments lack come in on their due dates; what another
    // system left unpaid, as the loan came over.
    private static decimal WithoutDefault(
        LoanState loan,
        DateOnly on,
        IReadOnlyCollection<LoanEvent> facts,
        PlanState plan
    )
    {
        var schedule = loan.Schedule;
        var since = facts.First().On;
        var madeUp = new List<LoanEvent>();
        var oldest = schedule.NextDue(loan.Position.InstallmentsPaid);
        for (
            var index = oldest;
            index < schedule.Periods && schedule.Due(index) <= on;
            index = schedule.NextDue(index + 1)
        )
        {
            if (index == schedule.Periods - 1)
                return 0m;
            madeUp.Add(
                new InstallmentPaid(
                    schedule.Due(index) > since ? schedule.Due(index) : since,
                    schedule.Amount(index) - (index == oldest ? loan.Position.PaidTowardNext : 0m),
                    null,
                    Source.CloseOf(on)
                )
            );
        }

        return Ledger.Of(facts.Concat(madeUp).OrderBy(fact => fact.On), plan, on)!.Loan.OutstandingOn(on);
    }

    /// <summary>What makes a correction contradict the loan, or null.</summary>
    public static Rejection? Problem(LoanState loan, CorrectionMethod method, DateOnly on, DateOnly? finalDue)
    {
        if (loan.Closed is { } closed)
            return new(
                "correction.loan-closed",
                $"loan {loan.Loan} ended by {closed.By.ToString().ToLowerInvariant()} on {closed.On:yyyy-MM-dd}"
            );
        if (UndoesExcess(method) && loan.Part is null)
            return new("correction.no-excess", $"loan {loan.Loan} has no part over the limit that could be corrected");
        if (method == CorrectionMethod.ReportInCorrectionYear && loan.Deemed is null && loan.Part is null)
            return new("correction.not-deemed", $"loan {loan.Loan} was not deemed distributed by {on:yyyy-MM-dd}");
        if (UndoesDefault(method) && !HasDefault(loan, method, on))
            return new(
                "correction.no-default",
                $"loan {loan.Loan} has no failure on {on:yyyy-MM-dd} that this corrects"
            );
        var latest = TermsInLaw.LatestPermissibleDate(loan) ?? loan.Schedule.FinalDue;
        if (
            !CorrectionMethods
                .IsAvailable(method, UndoesExcess(method) ? LoanFailure.ExcessLoan : LoanFailure.Default, on, latest)
                .Answer
        )
            return new(
                "correction.term-over",
                $"the latest permissible date of loan {loan.Loan}, {latest:yyyy-MM-dd}, has passed by {on:yyyy-MM-dd}",
                CorrectionMethods.Cites
            );
        var last = finalDue ?? loan.Schedule.FinalDue;
        if (method is not (CorrectionMethod.LumpSum or CorrectionMethod.ReportInCorrectionYear) && last > latest)
            return new(
                "correction.past-latest-date",
                $"the latest permissible date of loan {loan.Loan} is {latest:yyyy-MM-dd}; it cannot be reamortized to {last:yyyy-MM-dd}",
                CorrectionMethods.Cites
            );
        return
            method is not (CorrectionMethod.LumpSum or CorrectionMethod.ReportInCorrectionYear)
            && loan.Schedule.CountThrough(last) <= loan.Schedule.CountThrough(on)
            ? new(
                "correction.no-installment-left",
                $"no installment of loan {loan.Loan} falls due after {on:yyyy-MM-dd} and by {last:yyyy-MM-dd}"
            )
            : null;
    }

    /// <summary>The loan after the correction; a method without effect on the ledger leaves it.</summary>
    public static LoanState Of(LoanState loan, Corrected e)
    {
        var settled = loan with
        {
            Position = loan.Position.EndSimple(e.On, loan.Schedule),
            Part = loan.Part is { } part ? part with { Position = part.Position.EndSimple(e.On, loan.Schedule) } : null,
            Examined = Math.Max(loan.Examined, loan.Schedule.CountThrough(e.On)),
        };
        return e.Method switch
        {
            not (CorrectionMethod.Reamortize or CorrectionMethod.ReportInCorrectionYear)
                when e.Paid == settled.Position.PayoffOn(e.On, settled.Schedule) => settled with
            {
                Position = LedgerPosition.Opening(0m),
                Part = null,
                Deemed = UndoesDefault(e.Method) ? null : settled.Deemed,
                Closed = new(e.On, ClosedBy.Repayment, 0m, 0m),
            },
            CorrectionMethod.LumpSum => OnSchedule(settled, e) with { Deemed = null },
            CorrectionMethod.Reamortize => Anew(settled, e.On, e.FinalDue) with { Deemed = null },
            CorrectionMethod.LumpSumAndReamortize => Anew(OnSchedule(settled, e), e.On, e.FinalDue) with
            {
                Deemed = null,
            },
            CorrectionMethod.ReportInCorrectionYear => loan,
            _ => Anew(
                settled with
                {
                    Position = settled.Position.Receive(e.On, e.Paid, settled.Schedule),
                    Part = null,
                },
                e.On,
                e.FinalDue
            ),
        };
    }

    private static bool HasDefault(LoanState loan, CorrectionMethod method, DateOnly on) =>
        loan.Deemed?.Reason switch
        {
            null => loan.Position.OldestUnpaidDue(loan.Schedule) <= on,
            DeemingReason.MissedInstallment => true,
            DeemingReason.RepaymentTerm or DeemingReason.LevelAmortization => UndoesTerms(method),
            _ => false,
        };

    private static LoanState OnSchedule(LoanState loan, Corrected e)
    {
        var position = loan.Position.Lower(e.On, e.Paid + loan.Position.Held, loan.Schedule) with
        {
            InstallmentsPaid = Math.Max(loan.Position.InstallmentsPaid, loan.Schedule.CountThrough(e.On)),
            PaidTowardNext = 0m,
            Held = 0m,
        };
        return loan with
        {
            Position = position,
            Part = loan.Part?.Receive(
                new InstallmentPaid(e.On, e.Paid, null, e.Source),
                loan with
                {
                    Deemed = null,
                },
                position
            ),
        };
    }

    // All that is owed, arrears included, is spread over what follows: nothing is behind any more.
    private static LoanState Anew(LoanState loan, DateOnly on, DateOnly? finalDue)
    {
        if (loan.Position.OldestUnpaidDue(loan.Schedule) is { } oldest && oldest <= on)
            loan = loan with { Schedule = loan.Schedule.With(new(SuspensionKind.Corrected, oldest, on)) };
        loan = (loan with { Deemed = null }).WithHeldMoneyApplied(on) with { Deemed = loan.Deemed };
        var from = loan.Schedule.CountThrough(on);
        var position = loan.Position.AdvanceTo(on, loan.Schedule) with
        {
            InstallmentsPaid = from,
            PaidTowardNext = 0m,
            Held = 0m,
        };
        return Reamortization.Level(
            loan with
            {
                Position = position,
            },
            loan.Schedule.Continued(from, finalDue ?? loan.Schedule.FinalDue),
            position
        );
    }
}
