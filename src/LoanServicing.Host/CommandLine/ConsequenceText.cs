using LoanServicing.Operations.StatingConsequences;

namespace LoanServicing.Host.CommandLine;

/// <summary>What followed from what was taken in, as people read it.</summary>
internal static class ConsequenceText
{
    public static void Print(TextWriter @out, IEnumerable<StatedConsequence> consequences)
    {
        foreach (var stated in consequences)
        {
            var kind = stated.Kind switch
            {
                ConsequenceKind.DeemedDistribution => "deemed distribution",
                ConsequenceKind.DeemedDistributionWithdrawn => "no longer deemed",
                _ => "discrepancy",
            };
            @out.WriteLine(
                $"  {kind, -19}  {stated.Plan}/{stated.Participant}/{stated.Loan}  "
                    + $"{stated.On:yyyy-MM-dd}, {stated.Amount:N2}, {stated.InWords ?? stated.Reason}"
                    + (stated.Cites is { } law ? $" ({law})" : "")
            );
        }
    }
}
