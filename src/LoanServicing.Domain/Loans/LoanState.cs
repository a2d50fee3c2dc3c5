using System.Diagnostics;
using System.Text.Json.Serialization;

namespace LoanServicing.Domain.Loans;

/// <summary>A loan as its events have made it: all that the next fact needs, without the history.</summary>
/// <param name="Position">The ledger after the latest money; later days follow from it.</param>
/// <param name="Examined">How many due dates have had their close looked at for a missed installment.</param>
/// <param name="InOrderFrom">The earliest day of a fact that can be taken in without working the ledger out again.</param>
/// <param name="Version">Of the stream: the number of its events.</param>
public sealed record LoanState(
    string Plan,
    string Participant,
    string Loan,
    LoanTerms Terms,
    LedgerPosition Position,
    Deeming? Deemed,
    Closing? Closed,
    int Examined,
    DateOnly InOrderFrom,
    long Version)
{
    public static LoanState Create(Originated e)
    {
        var terms = new LoanTerms(e.On, e.Amount, e.AnnualRate, e.Frequency, e.Installments, e.FirstDue, e.Purpose, e.DueDays, e.Schedule);
        return new(e.Plan, e.Participant, e.Loan, terms, LedgerPosition.Opening(e.Amount), null, null, 0, e.On, 1);
    }

    public LoanState Apply(InstallmentPaid e)
    {
        // A late payment leaves the position alone: the restatement that follows it in the log holds the position after it.
        if (e.On < InOrderFrom)
            return this with { Version = Version + 1 };
        var position = Position.Receive(e.On, e.Amount, Terms);
        return new(
            Plan,
            Participant,
            Loan,
            Terms,
            position,
            Deemed is null ? null : Deemed with { RepaidSince = Deemed.RepaidSince + e.Amount },
            Closed,
            Math.Max(Examined, position.PeriodsEnded - (Terms.IsDueDate(e.On, position.PeriodsEnded - 1) ? 1 : 0)),
            e.On,
            Version + 1);
    }

    public LoanState Apply(Missed e) =>
        this with { Examined = Math.Max(Examined, e.Installment), InOrderFrom = Later(InOrderFrom, e.On.AddDays(1)), Version = Version + 1 };

    public LoanState Apply(DeemedDistributed e) =>
        this with { Deemed = new(e.On, e.Amount, e.Reason, 0m), InOrderFrom = Later(InOrderFrom, e.Reason == DeemingReason.MissedInstallment ? e.On.AddDays(1) : e.On), Version = Version + 1 };

    public LoanState Apply(PaidInFull e) => Close(new(e.On, ClosedBy.Repayment, 0m, 0m));

    public LoanState Apply(Offset e) => Close(new(e.On, ClosedBy.Offset, e.Amount, Position.Principal));

    public LoanState Apply(Refinanced e) => Close(new(e.On, ClosedBy.Refinancing, e.Amount, Position.Principal));

    public LoanState Apply(LedgerRestated e) =>
        this with { Position = e.Position, Deemed = e.Deemed, Closed = e.Closed, Examined = e.Examined, InOrderFrom = e.InOrderFrom, Version = Version + 1 };

    /// <summary>The state after an event; the first must be <see cref="Originated"/>.</summary>
    public static LoanState Evolve(LoanState? state, LoanEvent e) => (state, e) switch
    {
        ({ } loan, InstallmentPaid paid) => loan.Apply(paid),
        (null, Originated originated) => Create(originated),
        ({ } loan, Missed missed) => loan.Apply(missed),
        ({ } loan, DeemedDistributed deemed) => loan.Apply(deemed),
        ({ } loan, PaidInFull paid) => loan.Apply(paid),
        ({ } loan, Offset offset) => loan.Apply(offset),
        ({ } loan, Refinanced refinanced) => loan.Apply(refinanced),
        ({ } loan, LedgerRestated restated) => loan.Apply(restated),
        // Both speak about earlier events; what they change is in the restatement that follows.
        ({ } loan, RepaymentReversed or ConsequenceWithdrawn) => loan with { Version = loan.Version + 1 },
        _ => throw new UnreachableException($"{e.GetType().Name} does not follow {(state is null ? "nothing" : $"version {state.Version} of loan {state.Loan}")}"),
    };

    private LoanState Close(Closing closing) => this with
    {
        Position = new(0m, 0m, Position.AdvanceTo(closing.On, Terms).PeriodsEnded, 0m, null, Terms.Installments, 0m),
        Closed = closing,
        InOrderFrom = Later(InOrderFrom, closing.On),
        Version = Version + 1,
    };

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}

/// <summary>The loan was deemed distributed as a whole.</summary>
/// <param name="RepaidSince">Cash repaid afterwards, interest included: basis (26 CFR 1.72(p)-1 A-21(a)).</param>
public sealed record Deeming(DateOnly On, decimal Amount, DeemingReason Reason, decimal RepaidSince);

/// <summary>How a loan ended.</summary>
/// <param name="Amount">What was offset or refinanced, interest included; 0 for a repayment.</param>
/// <param name="Principal">The principal in it.</param>
public sealed record Closing(DateOnly On, ClosedBy By, decimal Amount, decimal Principal);

[JsonConverter(typeof(JsonStringEnumConverter<ClosedBy>))]
public enum ClosedBy
{
    Repayment,
    Offset,
    Refinancing,
}
