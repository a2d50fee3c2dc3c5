namespace LoanServicing.Operations.Sealing;

/// <summary>Seal what was recorded since the last seal, where anything was.</summary>
/// <param name="Through">The business day that the seal is of.</param>
public sealed record SealLog(DateOnly Through);
