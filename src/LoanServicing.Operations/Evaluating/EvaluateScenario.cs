namespace LoanServicing.Operations.Evaluating;

/// <summary>Take a scenario through the rules. It needs no log.</summary>
/// <param name="Content">A scenario in JSON.</param>
public sealed record EvaluateScenario(ReadOnlyMemory<byte> Content);
