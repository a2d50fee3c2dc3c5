namespace LoanServicing.Operations.Sealing;

/// <summary>A seal that was made.</summary>
/// <param name="Seal">Its number.</param>
/// <param name="Events">Recorded since the seal before.</param>
/// <param name="Streams">Those that changed since.</param>
/// <param name="Root">Hexadecimal.</param>
public sealed record LogSealed(int Seal, DateOnly Through, long Events, long Streams, string Root);
