using System.Diagnostics;
using System.Text.Json.Serialization;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Money;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Loans;

/// <summary>A loan as its events have made it: all that the next fact needs, without the history.</summary>
/// <param name="Terms">As agreed when it was made.</param>
/// <param name="Schedule">The installments in force.</param>
/// <param name="Position">The ledger after the latest money; later days follow from it.</param>
/// <param name="Part">The part over the limit that was deemed distributed as it was made; null where there is
/// none.</param>
/// <param name="PartlyOffset">What offsets took off it while it ran on; null where none did.</param>
/// <param name="Deemed">The deemed distribution of the loan as a whole.</param>
/// <param name="Examined">How many due dates have had their close looked at for a missed installment.</param>
/// <param name="IsExempt">Whether section 72(p) does not apply to it: then nothing is ever deemed.</param>
/// <param name="InOrderFrom">The earliest day of a fact that can be taken in without working the ledger out
/// again.</param>
/// <param name="HasSettlement">Whether a person has settled something on it that did not fit.</param>
/// <param name="Version">Of the stream: the number of its events.</param>
public sealed partial record LoanState(
    string Plan,
    string Participant,
    string Loan,
    LoanTerms Terms,
    RepaymentSchedule Schedule,
    LedgerPosition Position,
    DeemedPart? Part,
    PartialOffset? PartlyOffset,
    Deeming? Deemed,
    Closing? Closed,
    int Examined,
    DateOnly InOrderFrom,
    bool IsExempt,
    bool HasSettlement,
    long Version
)
{
    public static LoanState Create(Originated e)
    {
        var terms = e.Terms;
        return new(
            e.Plan,
            e.Participant,
            e.Loan,
            terms,
            terms.Schedule,
            LedgerPosition.Opening(e.Amount),
            null,
            null,
            null,
            null,
            0,
            e.On,
            e.Exempt is not null,
            false,
            1
        );
    }

    public static LoanState Create(TakenOver e)
    {
        var terms = e.Terms;
        var (position, examined) = TakeOver.Position(e, terms.Schedule);
        var deemed = e.Deemed is { } elsewhere
            ? new Deeming(elsewhere.On, elsewhere.Amount, DeemingReason.MissedInstallment, e.RepaidAfterDeemed)
            : null;
        var taken = new LoanState(
            e.Plan,
            e.Participant,
            e.Loan,
            terms,
            terms.Schedule,
            position,
            null,
            null,
            deemed,
            null,
            examined,
            e.On,
            e.Exempt is not null,
            false,
            1
        );
        return e.ToPrincipal == true ? Reamortization.EndingEarlier(taken, examined) : taken;
    }

    public LoanState Apply(InstallmentPaid e)
    {
        if (e.On < InOrderFrom || Closed is not null)
            return this with { Version = Version + 1 };
        var position = Position.Receive(e.On, e.Amount, Schedule, e.Hold ?? false, e.ToPrincipal ?? false);
        var paid = new LoanState(
            Plan,
            Participant,
            Loan,
            Terms,
            Schedule,
            position,
            Part?.Receive(e, this, position),
            PartlyOffset,
            Deemed is null
                ? null
                : Deemed with
                {
                    RepaidSince =
                        Deemed.RepaidSince
                        + (
                            position.InstallmentsPaid < Schedule.Periods
                                ? e.Amount
                                : Math.Min(e.Amount, Position.PayoffOn(e.On, Schedule))
                        ),
                },
            Closed,
            Math.Max(Examined, position.PeriodsEnded - (Schedule.IsDueDate(e.On, position.PeriodsEnded - 1) ? 1 : 0)),
            e.On,
            IsExempt,
            HasSettlement,
            Version + 1
        );
        return e.ToPrincipal == true && IsPrepayment(e, position)
            ? Reamortization.EndingEarlier(paid, Schedule.CountByPeriodEnd(e.On))
            : paid;
    }

    private bool IsPrepayment(InstallmentPaid e, LedgerPosition after) =>
        after.Balance > 0m
        && Position.LackingBefore(Schedule.CountByPeriodEnd(e.On), Schedule) is var due
        && due < e.Amount;

    public LoanState Apply(Missed e) =>
        this with
        {
            Position = Position.StartSimple(
                e.Accrual ?? DefaultAccrual.Compound,
                Schedule.NextDue(Position.InstallmentsPaid),
                Schedule
            ),
            Part = Part is null
                ? null
                : Part with
                {
                    Position = Part.Position.StartSimple(
                        e.Accrual ?? DefaultAccrual.Compound,
                        Schedule.NextDue(Position.InstallmentsPaid),
                        Schedule
                    ),
                },
            Examined = Math.Max(Examined, e.Installment),
            InOrderFrom = Later(InOrderFrom, e.On.AddDays(1)),
            Version = Version + 1,
        };

    public LoanState Apply(DeemedDistributed e)
    {
        var next = this with
        {
            InOrderFrom = Later(InOrderFrom, e.Due is null ? e.On : e.On.AddDays(1)),
            Version = Version + 1,
        };
        if (e.Reason is DeemingReason.AmountLimit or DeemingReason.Refinancing && e.Amount < Position.Principal)
            return next with { Part = new(e.On, e.Amount, e.Reason, LedgerPosition.Opening(e.Amount), 0m) };
        // Held money has lowered nothing of what is deemed: from now on it repays a deemed loan.
        next = next with
        {
            Deemed = new(e.On, e.Amount, e.Reason, Position.Held),
        };
        return e.Reason == DeemingReason.NotBonaFide
            ? next with
            {
                Position = default,
                Closed = new(e.On, ClosedBy.Distribution, e.Amount, Position.Principal),
            }
            : next;
    }

    public LoanState Apply(WrittenOff e)
    {
        var loan = WithHeldMoneyApplied(e.On);
        var closed = loan.Close(new(e.On, ClosedBy.WriteOff, e.Amount, loan.Position.Principal));
        return e.Due is null ? closed : closed with { InOrderFrom = Later(closed.InOrderFrom, e.On.AddDays(1)) };
    }

    public LoanState Apply(RepaymentUnapplied e) => WithDiscrepancy(e.Amount);

    public LoanState Apply(PaidInFull e) => Close(new(e.On, ClosedBy.Repayment, 0m, 0m));

    public LoanState Apply(Offset e)
    {
        var loan = WithHeldMoneyApplied(e.On);
        if (e.Whole == true || e.Amount >= PayoffOn(e.On))
            return loan.Close(new(e.On, ClosedBy.Offset, e.Amount, loan.Position.Principal));
        var position = loan.Position.Receive(e.On, e.Amount, Schedule);
        // What was not deemed yet is offset first; the rest is of the part that was.
        var ofPart = Math.Max(0m, e.Amount - loan.OutstandingBesidePartOn(e.On));
        return loan with
        {
            Position = position,
            Part =
                loan.Part is { } part && ofPart > 0m
                    ? part with
                    {
                        Position = part.Position.Lower(e.On, ofPart, Schedule),
                    }
                    : loan.Part,
            PartlyOffset = new(e.On, (PartlyOffset?.Principal ?? 0m) + loan.Position.Principal - position.Principal),
            InOrderFrom = Later(InOrderFrom, e.On),
            Version = Version + 1,
        };
    }

    public LoanState Apply(TransferredOut e)
    {
        var loan = WithHeldMoneyApplied(e.On);
        return loan.Close(new(e.On, ClosedBy.Transfer, e.Amount, loan.Position.Principal));
    }

    public LoanState Apply(RepaymentsPostponed e)
    {
        var loan = Changed(e.On, Schedule.With(new(SuspensionKind.Postponed, e.DueFrom, e.DueTo, Until: e.Until)));
        var isOfWindow =
            Schedule.NextDue(Position.InstallmentsPaid) is var oldest
            && oldest < Schedule.Periods
            && e.Contains(Schedule.Due(oldest));
        return loan with
        {
            Examined = Math.Min(loan.Examined, Schedule.CountThrough(e.DueFrom.AddDays(-1))),
            Deemed =
                isOfWindow && Deemed is { Reason: DeemingReason.MissedInstallment } deemed && deemed.On >= e.DueFrom
                    ? null
                    : loan.Deemed,
        };
    }

    public LoanState Apply(Refinanced e)
    {
        var loan = WithHeldMoneyApplied(e.On);
        return loan.Close(new(e.On, ClosedBy.Refinancing, e.Amount, loan.Position.Principal));
    }

    public LoanState Apply(LeaveStarted e)
    {
        var schedule = RepaymentChange.OpenLeave(this) is { } other
            ? Schedule.With(other with { Through = e.On.AddDays(-1) })
            : Schedule;
        return Changed(
            e.On,
            schedule.With(new(e.Kind, e.On, null, e.AnnualRate, RepaymentChange.LeaveUsedDays(e, schedule)))
        );
    }

    public LoanState Apply(LeaveEnded e)
    {
        var leave = Schedule.Suspensions.Last(suspension =>
            suspension is { Kind: not SuspensionKind.DisasterDelay, Through: null }
        );
        var state = Changed(e.On, Schedule.With(leave with { Through = e.On }));
        return e.Then == AfterLeave.Reamortize
            ? Reamortization.After(state, e.On, e.FinalDue)
            : Reamortization.Keeping(state, e.On, e.FinalDue);
    }

    public LoanState Apply(RepaymentsDelayed e) =>
        Reamortization.Delayed(
            Changed(
                e.On,
                Schedule.With(new(SuspensionKind.DisasterDelay, e.DueFrom, e.DueTo, DelayMonths: e.DelayMonths))
            ),
            e
        );

    public LoanState Apply(Rescheduled e) => Reamortization.Rescheduled(Changed(e.On, Schedule), e);

    public LoanState Apply(Corrected e) => Correction.Of(Changed(e.On, Schedule), e);

    public LoanState Apply(WithholdingConsentRevoked e) => Changed(e.On, Schedule);

    public LoanState Apply(DiscrepancyFound e) => WithDiscrepancy(e.Amount);

    // What comes later and counts from before would change what another loan's figures rest on.
    public LoanState Apply(ReliedUpon e) => this with { InOrderFrom = Later(InOrderFrom, e.On), Version = Version + 1 };

    public LoanState Apply(LedgerRestated e) =>
        this with
        {
            Position = e.Position,
            Schedule = e.Schedule ?? Terms.Schedule,
            Part = e.Part,
            PartlyOffset = e.PartlyOffset,
            Deemed = e.Deemed,
            Closed = e.Closed,
            Examined = e.Examined,
            InOrderFrom = e.InOrderFrom,
            Version = Version + 1,
        };

    /// <summary>The state after an event; the first must be a <see cref="LoanMade"/>.</summary>
    public static LoanState Evolve(LoanState? state, LoanEvent e) =>
        (state, e) switch
        {
            ({ } loan, InstallmentPaid paid) => loan.Apply(paid),
            (null, Originated originated) => Create(originated),
            (null, TakenOver takenOver) => Create(takenOver),
            ({ } loan, Missed missed) => loan.Apply(missed),
            ({ } loan, DeemedDistributed deemed) => loan.Apply(deemed),
            ({ } loan, PaidInFull paid) => loan.Apply(paid),
            ({ } loan, WrittenOff written) => loan.Apply(written),
            ({ } loan, RepaymentUnapplied unapplied) => loan.Apply(unapplied),
            ({ } loan, DiscrepancyFound found) => loan.Apply(found),
            ({ } loan, LedgerRestated restated) => loan.Apply(restated),
            ({ } loan, ReliedUpon relied) => loan.Apply(relied),
            ({ } loan, DiscrepancySettled) => loan with { HasSettlement = true, Version = loan.Version + 1 },
            // What these change is in the restatement that follows them in the log: other bookkeeping, a late fact, and
            // one of a loan that turns out to have ended before.
            ({ } loan, _) when e is LoanBookkeeping || e.On < loan.InOrderFrom || loan.Closed is not null => loan with
            {
                Version = loan.Version + 1,
            },
            ({ } loan, Offset offset) => loan.Apply(offset),
            ({ } loan, Refinanced refinanced) => loan.Apply(refinanced),
            ({ } loan, TransferredOut transferred) => loan.Apply(transferred),
            ({ } loan, RepaymentsPostponed postponed) => loan.Apply(postponed),
            ({ } loan, LeaveStarted started) => loan.Apply(started),
            ({ } loan, LeaveEnded ended) => loan.Apply(ended),
            ({ } loan, RepaymentsDelayed delayed) => loan.Apply(delayed),
            ({ } loan, Rescheduled rescheduled) => loan.Apply(rescheduled),
            ({ } loan, Corrected corrected) => loan.Apply(corrected),
            ({ } loan, WithholdingConsentRevoked revoked) => loan.Apply(revoked),
            _ => throw new UnreachableException(
                $"{e.GetType().Name} does not follow {(state is null ? "nothing" : $"version {state.Version} of loan {state.Loan}")}"
            ),
        };

    private LoanState WithDiscrepancy(decimal amount) =>
        this with
        {
            Closed = Closed is null ? null : Closed with { Discrepancy = Closed.Discrepancy + Math.Abs(amount) },
            Version = Version + 1,
        };

    private LoanState Changed(DateOnly on, RepaymentSchedule schedule) =>
        this with
        {
            Schedule = schedule,
            InOrderFrom = Later(InOrderFrom, on),
            Version = Version + 1,
        };

    private LoanState Close(Closing closing) =>
        this with
        {
            Position = new(
                0m,
                0m,
                Math.Max(Position.PeriodsEnded, Schedule.CountThrough(closing.On)),
                0m,
                null,
                Schedule.Periods,
                0m
            ),
            Closed = closing,
            InOrderFrom = Later(InOrderFrom, closing.On),
            Version = Version + 1,
        };

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
