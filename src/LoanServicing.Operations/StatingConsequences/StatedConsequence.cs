namespace LoanServicing.Operations.StatingConsequences;

/// <summary>What an operation stated of a loan that somebody has to know of, or took back of such.</summary>
/// <param name="On">The day on which the loan was deemed, or on which money moved that does not fit.</param>
/// <param name="Amount">What was deemed; of a discrepancy how much more was moved than was owed, negative for
/// less.</param>
/// <param name="Reason">The contract's word for why it was deemed, or for what does not fit.</param>
/// <param name="Cites">The provision that it rests on; null for a discrepancy.</param>
/// <param name="InWords">Of a discrepancy; null otherwise.</param>
public sealed record StatedConsequence(
    ConsequenceKind Kind,
    string Plan,
    string Participant,
    string Loan,
    DateOnly On,
    decimal Amount,
    string Reason,
    string? Cites,
    string? InWords
)
{
    /// <summary>What no longer follows asks nobody to act: forms that said otherwise are found by themselves.</summary>
    public static bool NeedPerson(IEnumerable<StatedConsequence> consequences) =>
        consequences.Any(stated => stated.Kind != ConsequenceKind.DeemedDistributionWithdrawn);
}

public enum ConsequenceKind
{
    DeemedDistribution,

    /// <summary>It was stated before, and no longer follows.</summary>
    DeemedDistributionWithdrawn,
    Discrepancy,
}
