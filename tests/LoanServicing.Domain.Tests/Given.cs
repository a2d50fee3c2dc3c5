using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;
using LoanServicing.Domain.Regulation.Section72p;

namespace LoanServicing.Domain.Tests;

/// <summary>Short forms for the facts that tests start from.</summary>
internal static class Given
{
    public static readonly Source Source = Source.ImportLine("test", "t", 1);

    public static PlanState Plan(CurePeriodRule cure, CreditDate creditDate = CreditDate.Received) =>
        PlanState.Create(
            new(new(1982, 1, 1), "P1", PlanKind.Section401a, new(new(1982, 1, 1), cure, creditDate), Source)
        );

    public static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd");

    /// <summary>The loan of 26 CFR 1.72(p)-1 A-10(c): 20,000 over 60 month-ends from 31 August 2002.</summary>
    public static Originate LoanOfA10 =>
        Loan("A", "2002-08-01", 20_000m, 0.0875m, Frequency.Monthly, 60, "2002-08-31", 45_000m);

    public static Originate Loan(
        string name,
        string madeOn,
        decimal amount,
        decimal rate,
        Frequency frequency,
        int installments,
        string firstDue,
        decimal vested
    ) =>
        new(
            "P1",
            "M1",
            name,
            new(Day(madeOn), amount, rate, frequency, installments, Day(firstDue)),
            true,
            new BorrowingFigures(0m, 0m, vested, DeemedLoanUnrepaid: false, Loans: 0),
            Source
        );

    public static ReceiveRepayment Repayment(string on, decimal? amount = null) => new(Day(on), amount, null, Source);

    public static ParticipantState Participant(string birthDate, params ParticipantEvent[] events) =>
        events.Aggregate(
            ParticipantState.Create(new(Day("2002-01-01"), "P1", "M1", Day(birthDate), Source)),
            (state, e) => state.Apply(e)
        );
}

/// <summary>A loan that takes commands and keeps its events.</summary>
internal sealed class LoanUnderTest(PlanState plan)
{
    private readonly List<LoanEvent> events = [];

    public LoanState? State { get; private set; }

    public IReadOnlyList<LoanEvent> Events => events;

    public LoanHistory History => new([.. events]);

    public Decision Does(LoanCommand command)
    {
        var decision = Loan.Decide(command, State, plan);
        Record(decision);
        return decision;
    }

    public LoanUnderTest After(params LoanCommand[] commands)
    {
        foreach (var command in commands)
            Does(command).Rejection.ShouldBeNull();
        return this;
    }

    public LoanUnderTest ClosedThrough(string day) =>
        After(new CloseDay(Given.Day(day), Given.Day(day), Source.CloseOf(Given.Day(day))));

    public Decision Restates(LoanEvent late, string settledThrough)
    {
        var decision = History.Restate(late, plan, Given.Day(settledThrough));
        Record(decision);
        return decision;
    }

    public decimal Outstanding(string day) => State!.Position.OutstandingOn(Given.Day(day), State.Terms.Schedule);

    private void Record(Decision decision)
    {
        foreach (var e in decision.Events)
        {
            State = LoanState.Evolve(State, e);
            events.Add(e);
        }
    }
}
