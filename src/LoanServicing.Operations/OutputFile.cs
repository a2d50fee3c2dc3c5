namespace LoanServicing.Operations;

/// <summary>A file that belongs to an answer. Whoever took the message in decides where it is written to.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Write">Writes the content; it need not be held in memory as a whole.</param>
public sealed record OutputFile(string Name, Action<Stream> Write);
