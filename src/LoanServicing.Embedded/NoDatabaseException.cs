namespace LoanServicing.Embedded;

/// <summary>
/// No private server can be had here. The message is one for the person at the keyboard: what is missing and what to do
/// about it.
/// </summary>
public sealed class NoDatabaseException(string message, Exception? cause = null) : Exception(message, cause);
