using LoanServicing.Domain.Calendar;
using LoanServicing.Domain.Facts;
using LoanServicing.Domain.Participants;
using LoanServicing.Domain.Plans;

namespace LoanServicing.Domain.Evaluation;

/// <summary>
/// Takes a scenario's facts through the same decisions that serve real loans, and reports the close of its day.
/// </summary>
public static class ScenarioEvaluation
{
    /// <summary>A fact that contradicts the others is a <see cref="FactRefusedException"/>.</summary>
    public static ScenarioReport Of(Scenario scenario)
    {
        var account = Account(scenario);
        foreach (
            var (path, _, _, fact) in FactOrder.Of(scenario.Facts).TakeWhile(item => item.Fact.On <= scenario.AsOf)
        )
        {
            if (account.SettledThrough is null || fact.On.AddDays(-1) > account.SettledThrough)
                account.Close(fact.On.AddDays(-1));
            if (account.Take(fact, Source.ScenarioFact(path), out _) is { } rejection)
                throw new FactRefusedException(
                    path,
                    $"{rejection.Code}: {rejection.Reason}",
                    "a fact that does not contradict the others"
                );
        }

        account.Close(scenario.AsOf);
        return AccountReporting.Of(scenario, account.History);
    }

    private static Account Account(Scenario scenario)
    {
        var source = Source.ScenarioFact("$.plan");
        var plan = PlanState.Create(
            new(Era.First, scenario.Plan.Id, scenario.Plan.Kind, scenario.Plan.Policy, source, scenario.Plan.Provisions)
        );
        return new(
            plan,
            ParticipantState.Create(
                new(
                    Era.First,
                    scenario.Plan.Id,
                    scenario.Participant.Id,
                    scenario.Participant.BirthDate,
                    Source.ScenarioFact("$.participant")
                )
            )
        );
    }
}
