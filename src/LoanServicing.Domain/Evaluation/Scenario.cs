using LoanServicing.Domain.Facts;

namespace LoanServicing.Domain.Evaluation;

/// <summary>A question of the scenario contract: facts, and the day whose close is asked about.</summary>
public sealed record Scenario(
    string Name,
    string? Authority,
    DateOnly AsOf,
    PlanDescription Plan,
    ParticipantDescription Participant,
    IReadOnlyList<PlacedFact> Facts
);
