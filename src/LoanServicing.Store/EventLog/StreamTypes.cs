namespace LoanServicing.Store.EventLog;

/// <summary>
/// What a stream is of. Marten names a stream's type by a .NET type, in snake case: <c>loan</c>, <c>participant</c>,
/// <c>plan</c>. The names are the storage format, whatever the documents are called that follow from the streams.
/// </summary>
public static class StreamTypes
{
    public const string OfLoan = "loan";
    public const string OfParticipant = "participant";
    public const string OfPlan = "plan";

    /// <summary>The type by which Marten knows it.</summary>
    internal static Type Named(string name) =>
        name switch
        {
            OfLoan => typeof(Loan),
            OfParticipant => typeof(Participant),
            OfPlan => typeof(Plan),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no stream has this type"),
        };

    private sealed class Loan;

    private sealed class Participant;

    private sealed class Plan;
}
