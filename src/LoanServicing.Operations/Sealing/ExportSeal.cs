namespace LoanServicing.Operations.Sealing;

/// <summary>Export a seal, with all before it and the head that every stream had in it.</summary>
/// <param name="Number">
/// Null for the latest, which is made first where something was recorded since the one before.
/// </param>
/// <param name="BusinessDate">The day of a seal that is made.</param>
public sealed record ExportSeal(int? Number, DateOnly BusinessDate);
