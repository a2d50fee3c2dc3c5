using LoanServicing.Operations.StatingConsequences;

namespace LoanServicing.Operations.RecordingFacts;

/// <summary>What came of a file of facts.</summary>
/// <param name="Known">Lines whose id had come before with the same content.</param>
/// <param name="Consequences">What followed that somebody has to know of.</param>
public sealed record FactsRecorded(
    string File,
    int Lines,
    int Known,
    int Events,
    int People,
    IReadOnlyList<StatedConsequence> Consequences
);
