namespace LoanServicing.Operations.RecordingFacts;

/// <summary>
/// Take a file of facts into the log: plans, participants, valuations, loans, payments, what happened to them, who
/// people are.
/// </summary>
/// <param name="FileName">Without its folder.</param>
/// <param name="Content">JSON Lines, one fact a line.</param>
/// <param name="BusinessDate">No fact may lie after it.</param>
public sealed record RecordFacts(string FileName, ReadOnlyMemory<byte> Content, DateOnly BusinessDate);
