namespace LoanServicing.Operations;

/// <summary>
/// A message cannot be accepted, and nothing was changed. Each problem is a sentence that says where, what was found
/// and what was expected.
/// </summary>
public sealed class RefusedException : Exception
{
    public RefusedException(params IReadOnlyList<string> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    private RefusedException(string member, IReadOnlyList<string> problems)
        : base($"{member}: {string.Join(Environment.NewLine, problems)}") => (Member, Problems) = (member, problems);

    /// <summary>
    /// The member of the message that the first problem is about, where the sentence does not say so itself: whoever
    /// took the message in has a name of their own for it, and puts it before the sentence.
    /// </summary>
    public string? Member { get; }

    public IReadOnlyList<string> Problems { get; }

    /// <summary>A refusal of what a member of the message says.</summary>
    public static RefusedException Of(string member, params IReadOnlyList<string> problems) => new(member, problems);
}
