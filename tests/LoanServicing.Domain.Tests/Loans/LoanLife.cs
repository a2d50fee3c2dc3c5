using FsCheck;
using FsCheck.Fluent;
using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests.Loans;

/// <summary>Terms and a plan's cure rule, in numbers that shrink.</summary>
internal sealed record SomeLoan(
    Frequency Frequency,
    int Installments,
    int Dollars,
    int RateBasisPoints,
    DateOnly MadeOn,
    int FirstDueAfter,
    int Cure
)
{
    public static readonly Gen<SomeLoan> Any =
        // Annual loans and quarterly ones of more than five years are deemed when they are made: a few, so that most
        // can fail later.
        from frequency in Gen.Frequency(
            (5, Gen.Constant(Frequency.Weekly)),
            (5, Gen.Constant(Frequency.Biweekly)),
            (5, Gen.Constant(Frequency.Semimonthly)),
            (9, Gen.Constant(Frequency.Monthly)),
            (6, Gen.Constant(Frequency.Quarterly)),
            (1, Gen.Constant(Frequency.Annual))
        )
        from installments in frequency == Frequency.Quarterly ? Gen.Choose(1, 21) : Gen.Choose(1, 40)
        from dollars in Gen.Choose(100, 49_999)
        from rate in Gen.Frequency((1, Gen.Constant(0)), (6, Gen.Choose(1, 3_000)))
        from made in Gen.Choose(0, 4_000)
        from first in Gen.Choose(1, 100)
        from cure in Gen.Choose(0, 4)
        select new SomeLoan(
            frequency,
            installments,
            dollars,
            rate,
            new DateOnly(2002, 1, 1).AddDays(made),
            first,
            cure
        );

    public PlanState Plan =>
        Given.Plan(
            Cure switch
            {
                0 => new CurePeriodRule.None(),
                1 => new CurePeriodRule.Maximum(),
                2 => new CurePeriodRule.Months(2),
                3 => new CurePeriodRule.Days(20),
                _ => new CurePeriodRule.Days(75),
            }
        );

    // The fifteenth and the month's last day, for a semimonthly loan; any day for the others.
    public DateOnly FirstDue =>
        MadeOn.AddDays(FirstDueAfter) is var day && Frequency == Frequency.Semimonthly
            ? (day.Day <= 15 ? new(day.Year, day.Month, 15) : DueDates.MonthEnd(day))
            : day;

    public LoanTerms Terms =>
        new(MadeOn, Dollars + 0.17m, RateBasisPoints / 10_000m, Frequency, Installments, FirstDue);

    public Originate Command =>
        new("P1", "M1", "A", Terms, true, new(0m, 0m, 1_000_000m, DeemedLoanUnrepaid: false, Loans: 0), Given.Source);

    public override string ToString() =>
        $"{Dollars}.17 on {MadeOn:yyyy-MM-dd} at {RateBasisPoints} bp, {Installments} × {Frequency} from "
        + $"{FirstDue:yyyy-MM-dd}, cure {Cure}";

    public IEnumerable<SomeLoan> Smaller()
    {
        if (Installments > 1)
            yield return this with
            {
                Installments = Installments / 2,
            };
        if (RateBasisPoints > 1_200)
            yield return this with
            {
                RateBasisPoints = 1_200,
            };
        if (RateBasisPoints > 0)
            yield return this with
            {
                RateBasisPoints = 0,
            };
        if (Dollars > 1_000)
            yield return this with
            {
                Dollars = 1_000,
            };
        if (Frequency != Frequency.Monthly)
            yield return this with
            {
                Frequency = Frequency.Monthly,
            };
        if (MadeOn != new DateOnly(2002, 1, 1))
            yield return this with
            {
                MadeOn = new(2002, 1, 1),
            };
        if (FirstDueAfter > 30)
            yield return this with
            {
                FirstDueAfter = 30,
            };
    }
}

internal enum ActKind
{
    Pay,
    PayScheduled,
    PayOff,
    Close,
    Reverse,
    Offset,
}

/// <summary>Something that is recorded.</summary>
/// <param name="Wait">Days after the previous act.</param>
/// <param name="Back">How many days before that day a payment counts from.</param>
/// <param name="Share">Hundredths of an installment, or which payment is reversed, or the days of grace of a
/// close.</param>
internal sealed record Act(ActKind Kind, int Wait, int Back, int Share);

/// <summary>A loan and what is recorded on it, in this order.</summary>
internal sealed record LoanLife(SomeLoan Loan, IReadOnlyList<Act> Acts)
{
    private static readonly Gen<Act> AnyAct =
        from kind in Gen.Frequency(
            (6, Gen.Constant(ActKind.Pay)),
            (6, Gen.Constant(ActKind.PayScheduled)),
            (1, Gen.Constant(ActKind.PayOff)),
            (6, Gen.Constant(ActKind.Close)),
            (3, Gen.Constant(ActKind.Reverse)),
            (1, Gen.Constant(ActKind.Offset))
        )
        from wait in Gen.Frequency((1, Gen.Constant(0)), (3, Gen.Choose(1, 20)), (2, Gen.Choose(20, 130)))
        from back in Gen.Frequency((2, Gen.Constant(0)), (2, Gen.Choose(1, 150)))
        from share in Gen.Choose(5, 260)
        select new Act(kind, wait, back, share);

    public static Arbitrary<LoanLife> Any { get; } =
        Arb.From(from loan in SomeLoan.Any from acts in AnyAct.ListOf() select new LoanLife(loan, [.. acts]), Shrink);

    public override string ToString() =>
        $"{Loan} made, then {string.Join(", ", Acts.Select(act => $"{act.Kind} (wait {act.Wait}, back {act.Back}, share {act.Share})"))}";

    /// <summary>Lives the life; <paramref name="check"/> sees the loan after every act.</summary>
    public void Live(Action<RecordedLoan> check)
    {
        var recorded = new RecordedLoan(Loan);
        check(recorded);
        foreach (var act in Acts)
        {
            recorded.Does(act);
            check(recorded);
        }
    }

    private static IEnumerable<LoanLife> Shrink(LoanLife life)
    {
        if (life.Acts.Count > 1)
        {
            yield return life with
            {
                Acts = [.. life.Acts.Take(life.Acts.Count / 2)],
            };
            yield return life with
            {
                Acts = [.. life.Acts.Skip(life.Acts.Count / 2)],
            };
        }

        for (var i = 0; i < life.Acts.Count; i++)
            yield return life with
            {
                Acts = [.. life.Acts.Where((_, index) => index != i)],
            };
        foreach (var loan in life.Loan.Smaller())
            yield return life with
            {
                Loan = loan,
            };
        for (var i = 0; i < life.Acts.Count; i++)
        {
            if (life.Acts[i].Back > 0)
                yield return life with
                {
                    Acts = [.. life.Acts.Select((act, index) => index == i ? act with { Back = act.Back / 2 } : act)],
                };
        }
    }
}

/// <summary>
/// A loan that is recorded on as the store does: in order through <see cref="Domain.Loans.Loan.Decide"/>, late facts
/// through <see cref="LoanHistory.Restate"/>.
/// </summary>
internal sealed class RecordedLoan
{
    private readonly List<LoanEvent> events = [];
    private DateOnly? settledThrough;

    public RecordedLoan(SomeLoan loan)
    {
        Plan = loan.Plan;
        Today = loan.MadeOn;
        Decide(loan.Command).Rejection.ShouldBeNull();
    }

    public PlanState Plan { get; }

    public DateOnly Today { get; private set; }

    public LoanState State { get; private set; } = null!;

    public IReadOnlyList<LoanEvent> Events => events;

    public LoanHistory History => new([.. events]);

    /// <summary>The payments that stand, in effective order.</summary>
    public IEnumerable<(DateOnly On, decimal Amount)> Payments =>
        History.Facts.OfType<InstallmentPaid>().Select(paid => (paid.On, paid.Amount));

    public void Does(Act act)
    {
        Today = Today.AddDays(act.Wait);
        switch (act.Kind)
        {
            case ActKind.Pay:
                var on = Today.AddDays(-act.Back) < State.Terms.MadeOn ? State.Terms.MadeOn : Today.AddDays(-act.Back);
                Pays(on, decimal.Round(State.Terms.LevelInstallment!.Value * act.Share / 100m, 2) + 0.01m);
                break;
            case ActKind.PayScheduled:
                Decide(new ReceiveRepayment(Today, null, null, Given.Source));
                break;
            case ActKind.PayOff when State.Closed is null && Today >= State.InOrderFrom:
                Decide(
                    new ReceiveRepayment(
                        Today,
                        State.Position.OutstandingOn(Today, State.Terms.Schedule),
                        null,
                        Given.Source
                    )
                );
                break;
            case ActKind.Close:
                Closes(Today, Today.AddDays(-(act.Share % 12)));
                break;
            case ActKind.Reverse when Payments.Any():
                var payment = Payments.ElementAt(act.Share % Payments.Count());
                Records(
                    new RepaymentReversed(
                        Today,
                        History.FindPayment(payment.On, payment.Amount)!.Value,
                        payment.On,
                        payment.Amount,
                        Given.Source
                    )
                );
                break;
            case ActKind.Offset:
                Decide(new OffsetLoan(Today, null, 0m, Given.Source));
                break;
        }
    }

    /// <summary>
    /// Takes in an amount, late or not. What would bring all that was paid over the amount lent is left out: money
    /// between the balance and the payoff has a test of its own (<see cref="PrepaidInterestTests"/>).
    /// </summary>
    public void Pays(DateOnly on, decimal amount)
    {
        if (Payments.Sum(payment => payment.Amount) + amount > State.Terms.Amount)
            return;
        // After an offset nothing repays the loan.
        if (State.Closed is { By: ClosedBy.Offset } offset && on >= offset.On)
            return;
        if (Decide(new ReceiveRepayment(on, amount, null, Given.Source)).IsLate)
            Records(new InstallmentPaid(on, amount, null, Given.Source));
    }

    /// <summary>Takes in a late fact.</summary>
    public void Records(LoanEvent late) => Record(History.Restate(late, Plan, settledThrough));

    public void Closes(DateOnly day, DateOnly settled)
    {
        Decide(new CloseDay(day, settled, Given.Source));
        settledThrough = settledThrough > settled ? settledThrough : settled;
    }

    /// <summary>The state once all that followed by the close of today is stated.</summary>
    public (LoanState State, IReadOnlyList<LoanConsequence> Standing) AtClose()
    {
        var stated = Domain.Loans.Loan.Decide(new CloseDay(Today, Today, Given.Source), State, Plan);
        var closed = stated.Events.Aggregate(State, LoanState.Evolve);
        return (
            closed,
            [
                .. new LoanHistory([.. events, .. stated.Events])
                    .Stated.Select(item => item.Event)
                    .OrderBy(consequence => consequence.On),
            ]
        );
    }

    private Decision Decide(LoanCommand command)
    {
        var decision = Domain.Loans.Loan.Decide(command, events.Count == 0 ? null : State, Plan);
        Record(decision);
        return decision;
    }

    private void Record(Decision decision)
    {
        foreach (var e in decision.Events)
        {
            State = LoanState.Evolve(State, e);
            events.Add(e);
        }
    }
}
