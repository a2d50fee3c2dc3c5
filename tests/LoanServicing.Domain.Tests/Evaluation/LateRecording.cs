using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Evaluation;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Loans;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Tests.Evaluation;

/// <summary>
/// A life whose days are recorded in another order than they happened in, with business days closed in between. What
/// contradicts what is known by then is tried again later, as a person would.
/// </summary>
internal sealed class LateRecording
{
    private readonly ScenarioTeller life;
    private readonly Random random;
    private readonly Account account;

    public LateRecording(ScenarioTeller life, int seed)
    {
        (this.life, random) = (life, new(seed));
        account = new(
            PlanState.Create(
                new(Era.First, life.Plan.Id, life.Plan.Kind, life.Plan.Policy, Given.Source, life.Plan.Provisions)
            ),
            ParticipantState.Create(
                new(Era.First, life.Plan.Id, life.Participant.Id, life.Participant.BirthDate, Given.Source)
            )
        );
    }

    /// <summary>The facts taken in, in the order in which they were.</summary>
    public List<Fact> Taken { get; } = [];

    /// <summary>Those that were refused to the end, and why.</summary>
    public List<(Fact Fact, Rejection Why)> Refused { get; } = [];

    public int Late { get; private set; }

    public AccountHistory History => account.History;

    public IEnumerable<DiscrepancyFound> Discrepancies =>
        account.Loans.SelectMany(loan => loan.History.Stated).Select(stated => stated.Event).OfType<DiscrepancyFound>();

    public bool EndsAsItIsMade => account.Loans.Any(loan => loan.State.Closed?.On == loan.Made.On);

    public int CreditedFromPayDate =>
        account.Loans.Sum(loan => loan.History.Facts.Count(fact => fact is InstallmentPaid { ReceivedOn: not null }));

    public LateRecording Run()
    {
        // A plan is amended before the days that the amendment is about.
        foreach (var amended in life.Facts.Select(placed => placed.Fact).OfType<PlanAmendedFact>())
            Take(amended);
        var days = life
            .Facts.Select(placed => placed.Fact)
            .Where(fact => fact is not PlanAmendedFact)
            .GroupBy(fact => fact.On)
            .Select(day => day.ToList())
            .ToList();
        Shuffle(days);
        for (var left = int.MaxValue; left > days.Count && days.Count > 0; )
        {
            left = days.Count;
            days = days.ConvertAll(Record).FindAll(day => day.Count > 0);
        }

        account.Close(life.Today);
        return this;
    }

    public ScenarioReport Report(Scenario scenario) => AccountReporting.Of(scenario, account.History);

    // Some lives are late through and through, others here and there.
    private void Shuffle(List<List<Fact>> days)
    {
        var swaps = random.Next(3) == 0 ? days.Count * 2 : 1 + random.Next(3);
        for (var swap = 0; swap < swaps && days.Count > 1; swap++)
        {
            var from = random.Next(days.Count);
            var day = days[from];
            days.RemoveAt(from);
            days.Insert(random.Next(days.Count + 1), day);
        }
    }

    // What cannot be taken in yet, with what follows it that day.
    private List<Fact> Record(List<Fact> day)
    {
        Refused.RemoveAll(refused => day.Contains(refused.Fact));
        for (var index = 0; index < day.Count; index++)
        {
            if (random.Next(3) == 0)
                CloseSome();
            if (Take(day[index]) is { } why)
            {
                Refused.Add((day[index], why));
                return day[index..];
            }
        }

        return [];
    }

    private Rejection? Take(Fact fact)
    {
        var before = account.History;
        var rejection = account.Take(fact, Given.Source, out var events);
        if (rejection is null)
        {
            Taken.Add(fact);
            Late += events.Any(e => e.Event is LedgerRestated) ? 1 : 0;
        }
        else
        {
            // Nothing of what is refused is kept.
            account
                .History.Loans.Select(loan => loan.Recorded.Count)
                .ShouldBe(before.Loans.Select(loan => loan.Recorded.Count));
        }

        return rejection;
    }

    private void CloseSome()
    {
        var first = account.SettledThrough ?? SomeScenario.Begins;
        account.Close(first.AddDays(random.Next(1 + life.Today.DayNumber - first.DayNumber)));
    }
}
