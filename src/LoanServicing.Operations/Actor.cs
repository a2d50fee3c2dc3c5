namespace LoanServicing.Operations;

/// <summary>
/// Who is at work, as the log names them: a user of the machine, the holder of an API key, the queue.
/// </summary>
public sealed record Actor(string Name);
