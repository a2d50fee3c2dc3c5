namespace LoanServicing.Store.Seals;

/// <summary>A seal cannot be taken for one: the message says where, what was found and what was expected.</summary>
public sealed class SealRefusedException(string message) : Exception(message);
