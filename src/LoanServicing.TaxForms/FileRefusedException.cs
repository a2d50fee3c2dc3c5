namespace LoanServicing.TaxForms;

/// <summary>
/// A file cannot be written from what was given, and nothing was written. The message names the form, what was found
/// and what was expected.
/// </summary>
public sealed class FileRefusedException(string message) : Exception(message);
